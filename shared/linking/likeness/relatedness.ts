import { areHeard, scriptOf } from '../../text/name-skeleton.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import { anchorsOf, heardAnchorsOf } from '../across/anchors.ts';
import { nearWords } from './near-words.ts';
import { type LinkableText, vectorOf } from './signature.ts';
import { dot } from './vector.ts';

/** Of near languages, stems are alike as well. */
const wordsPart = 0.5;

/**
 * How related two texts are, by the words that the linker compares; higher is more. Across
 * languages it is by what does not change with the language; names of two scripts by their sound.
 *
 * @example
 * relatednessOf(report, copyOfIt) // close to 1
 */
export function relatednessOf(a: LinkableText, b: LinkableText): number {
  const same = primaryLanguage(a.language) === primaryLanguage(b.language);
  const [one, other] = [vectorOf(a), vectorOf(b)];
  const words = dot(one, other);
  if (same) return nearWords(one, other).reduce((sum, { product }) => sum + product, words);
  const heard = areHeard(scriptOf(`${a.title}\n${a.text}`), scriptOf(`${b.title}\n${b.text}`));
  const anchors = heard ? heardAnchorsOf : anchorsOf;
  return dot(anchors(a), anchors(b)) + wordsPart * words;
}
