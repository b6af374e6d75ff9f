/** Where a page stands in the archive: in an object, from its first byte to its last. */
export type RawPlace = { readonly object: string; readonly first: number; readonly last: number };

/**
 * Names a place in the archive, the bytes as an HTTP range wants them.
 *
 * @example
 * rawKeyOf({ object: 'raw/2026-01-05/9604b2fe7e0f1de6.warc.gz', first: 0, last: 25310 })
 * // 'raw/2026-01-05/9604b2fe7e0f1de6.warc.gz#0-25310'
 */
export const rawKeyOf = ({ object, first, last }: RawPlace): string => `${object}#${first}-${last}`;

/**
 * Reads what {@link rawKeyOf} has written.
 *
 * @returns `undefined` for what is no such key
 *
 * @example
 * parseRawKey('raw/2026-01-05/9604b2fe7e0f1de6.warc.gz#0-25310') // { object: 'raw/…', first: 0, last: 25310 }
 */
export function parseRawKey(key: string): RawPlace | undefined {
  const [, object, from, to] = /^(raw\/[^#]+)#(\d{1,15})-(\d{1,15})$/.exec(key) ?? [];
  const [first, last] = [Number(from), Number(to)];
  return object === undefined || last < first ? undefined : { object, first, last };
}
