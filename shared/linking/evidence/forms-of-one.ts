import { ownCopy } from '../../text/remembered-words.ts';
import { foldWord } from '../../text/tokens.ts';
import { wordLikeness } from '../../text/word-likeness.ts';

const leastAlike = 0.75;
/** Of fewer letters one is too many to differ in. */
const shortest = 4;
/** «والميناء», «بالميناء» and «للميناء» are «ميناء». */
const withArticle = /^(?:[وف]?[بك]?ال|[وف]?لل)(?=...)/;
/** «وميناء», «بميناء». */
const particle = /^[وفبكل](?=...)/;

/** A word may be held against each of a text. Past the bound the memory starts afresh. */
const bare = new Map<string, string>();
const rememberedForms = 20_000;

/**
 * A word as it is held against others: folded, and in Arabic without an article.
 *
 * @example
 * bareForm('للإغاثة') // 'اغاثه'
 */
export function bareForm(word: string): string {
  const known = bare.get(word);
  if (known !== undefined) return known;
  const form = foldWord(word).replace(withArticle, '');
  if (bare.size >= rememberedForms) bare.clear();
  bare.set(ownCopy(word), form);
  return form;
}

/**
 * Whether a reader takes two words for forms of one, however they are stemmed.
 *
 * @param one {@link bareForm} of a word, as the other
 *
 * @example
 * areFormsOfOne('gust', 'gusts') // true
 * areFormsOfOne(bareForm('للإغاثة'), bareForm('الإغاثية')) // true
 */
export function areFormsOfOne(one: string, other: string): boolean {
  if (one === other) return true;
  if (isParticleOf(one, other) || isParticleOf(other, one)) return true;
  // Forms of one word begin alike, and most pairs of words do not.
  if (one.charCodeAt(0) !== other.charCodeAt(0)) return false;
  if (Math.min(one.length, other.length) < shortest) return false;
  return wordLikeness(one, other, leastAlike) > 0;
}

const isParticleOf = (longer: string, shorter: string): boolean =>
  longer.length === shorter.length + 1 && longer.endsWith(shorter) && particle.test(longer);
