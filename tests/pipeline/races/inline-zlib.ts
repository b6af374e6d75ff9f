import { syncBuiltinESMExports } from 'node:module';
import zlib from 'node:zlib';

type Pack = (bytes: Uint8Array, options?: object) => Buffer;
type Done = (error: Error | null, bytes?: Buffer) => void;

const names = [
  ...(['gzip', 'gunzip', 'deflate', 'inflate', 'deflateRaw', 'inflateRaw'] as const),
  ...(['brotliCompress', 'brotliDecompress'] as const),
];

/**
 * Packing and unpacking done at once instead of in another thread, whose time of return no seed draws.
 * To be imported before whatever takes these functions for its own.
 */
for (const name of names) {
  const atOnce = zlib[`${name}Sync`] as Pack;
  const inline = (bytes: Uint8Array, ...rest: readonly unknown[]) => {
    const done = rest.at(-1) as Done;
    const [options = {}] = rest.length > 1 ? [rest[0] as object] : [];
    queueMicrotask(() => {
      let packed: Buffer;
      try {
        packed = atOnce(bytes, options);
      } catch (error) {
        done(error as Error);
        return;
      }
      done(null, packed);
    });
  };
  Reflect.set(zlib, name, inline);
}
syncBuiltinESMExports();
