import { createHmac, timingSafeEqual } from 'node:crypto';

/** Those that the Recommendation names (section 8). */
const methods = new Set(['sha1', 'sha256', 'sha384', 'sha512']);

/**
 * Tells whether a hub that knows the secret signed a body: `X-Hub-Signature: sha256=…`.
 *
 * The comparison takes the same time wherever the two differ.
 *
 * @example
 * isSigned(body, 'sha256=5d5b…', secret) // true
 */
export function isSigned(body: Uint8Array, header: string | undefined, secret: string): boolean {
  const [, method = '', digest = ''] =
    /^\s{0,9}([a-z0-9]{4,9})=([0-9a-f]{1,128})\s{0,9}$/i.exec(header ?? '') ?? [];
  if (!methods.has(method.toLowerCase())) return false;
  const expected = createHmac(method.toLowerCase(), secret).update(body).digest();
  const given = Buffer.from(digest, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
