import { createHash } from 'node:crypto';

/**
 * SHA-256 of what a reader would call the article: its title and text, white space and Unicode form apart.
 *
 * @example
 * contentHash('Bridge reopens', 'It reopened on Monday.') // '0e5d…', 64 hex digits
 */
export function contentHash(title: string, text: string): string {
  const plain = `${title}\n${text}`.normalize('NFC').replace(/\s+/g, ' ').trim();
  return createHash('sha256').update(plain).digest('hex');
}
