/**
 * FNV-1a with a finaliser: 32 bits, the same on every machine.
 *
 * @example
 * hash32('bridg') === hash32('bridg') // true
 */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** Two bytes a hash: a sketch is stored with its story. Which are the smallest, all 32 bits say. */
export const hashMask = 0xffff;

/**
 * The hash of a term, as a sketch holds it.
 *
 * @example
 * termHash('bridg') // 16 bits
 */
export const termHash = (term: string): number => hash32(term) & hashMask;
