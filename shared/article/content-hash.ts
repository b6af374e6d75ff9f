import { createHash } from 'node:crypto';

/** 128 bits: two texts that differ have one hash once in 2^64 texts, and one article has a few. */
export const hashDigits = 32;

/**
 * The first half of the SHA-256 of what a reader would call the article: its title and text, white space and
 * Unicode form apart.
 *
 * @example
 * contentHash('Bridge reopens', 'It reopened on Monday.') // '0e5d…', 32 hex digits
 */
export function contentHash(title: string, text: string): string {
  const plain = `${title}\n${text}`.normalize('NFC').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(plain).digest('hex').slice(0, hashDigits);
}
