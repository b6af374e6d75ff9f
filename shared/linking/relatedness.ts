import { primaryLanguage } from '../text/tokens.ts';
import { anchorsOf } from './anchors.ts';
import { type LinkableText, vectorOf } from './signature.ts';
import { dot } from './vector.ts';

/**
 * How related two texts are, by the words that the linker compares; higher is more. Across
 * languages it is by what does not change with the language.
 *
 * @example
 * relatednessOf(report, copyOfIt) // close to 1
 */
export function relatednessOf(a: LinkableText, b: LinkableText): number {
  return primaryLanguage(a.language) === primaryLanguage(b.language)
    ? dot(vectorOf(a), vectorOf(b))
    : dot(anchorsOf(a), anchorsOf(b));
}
