import { type LinkableText, vectorOf } from './signature.ts';
import { cosine } from './vector.ts';

/**
 * How related two texts are, by the words that the linker compares; higher is more.
 *
 * @example
 * relatednessOf(report, copyOfIt) // close to 1
 */
export function relatednessOf(a: LinkableText, b: LinkableText): number {
  return cosine(vectorOf(a), vectorOf(b));
}
