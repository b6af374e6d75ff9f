import { startsWithCapital } from '../../text/capital.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import { termWeight } from '../../text/word-weights.ts';
import { endsPhrase } from './arabic-joins.ts';
import { type Compared, wordAt } from './compare-texts.ts';
import { isInProse } from './read-words.ts';
import { tellsLittle } from './telling-words.ts';

/** Names are rarer words than those that have a capital for standing in a headline. */
const nameWeight = 4.5;

/**
 * Whether a word with a capital may be of a name: not “Makes” of “Kamala Harris Makes Her Mark”, which has its capital
 * in the headline alone.
 */
export function isNameInTitle({ a, b, places, isInHeadlineCase }: Compared, at: number): boolean {
  if (!isInHeadlineCase) return true;
  const { term = '' } = a.tokens[at] ?? {};
  if (termWeight(term, primaryLanguage(a.language)) >= nameWeight) return true;
  const key = a.keys[at] ?? '';
  if ((places.get(key) ?? []).some((one) => isInProse(a, one))) return true;
  return b.keys.some(
    (one, place) => one === key && startsWithCapital(wordAt(b, place)) && isInProse(b, place),
  );
}

/** Whether an Arabic word ends what was said before it; see {@link endsPhrase}. */
export const isEnd = (compared: Compared, at: number): boolean =>
  compared.isArabic && endsPhrase(compared, at);

/** Whether a phrase is cut behind a word: “display of military” of “display of military equipment”. */
export const isCutBehind = ({ a, after }: Compared, at: number): boolean =>
  after[at] === at + 1 && tellsLittle(a, at + 1);

const plural = /[^sui]s$/;

/**
 * Whether a word and the next are what something is doing, and no phrase: English has the noun before a noun in the
 * singular.
 *
 * @example
 * isSaying('tariffs', 'ranging', 'en') // true
 * isSaying('organ', 'harvesting', 'en') // false
 */
export const isSaying = (word: string, next: string, language: string): boolean =>
  next.endsWith('ing') && plural.test(word) && primaryLanguage(language) === 'en';
