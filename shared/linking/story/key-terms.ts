import type { Story } from '../../model/story.ts';
import { startsWithCapital } from '../../text/capital.ts';
import { type Token, tokensOf } from '../../text/tokens.ts';
import {
  type Compared,
  compareTexts,
  keyAt,
  kindAt,
  type Span,
} from '../evidence/compare-texts.ts';
import { areFormsOfOne, bareForm } from '../evidence/forms-of-one.ts';
import { type ReadText, termsOf } from '../evidence/read-words.ts';
import { countingNumbers } from '../evidence/shared-numbers.ts';
import { shownAt } from '../evidence/shown-form.ts';
import { tellsMuch } from '../evidence/telling-words.ts';
import { inThousandths } from '../likeness/thousandths.ts';
import type { Vector } from '../likeness/vector.ts';

/** Words of all key terms together, at most, and numbers: entries of stories are listed with them. */
const mostWords = 9;
const mostNumbers = 3;
const startsWithDigit = /^\p{N}/u;
const longestPhrase = 4;
const mostPhrases = 8;
/** What weighs less than this part of the heaviest is left out, where so many are told. */
const leastPart = 0.12;
const fewest = 4;
/** Words of a report's beginning that are looked at. */
const mostTokens = 150;
/** Places of a word that are looked at: a name is written out where it comes first. */
const lookedAt = 2;

/** What a story says: terms, heaviest first. */
type Telling = { readonly language: string; readonly sum: Vector };

/** By its first reports a story is known; from then on what it is about changes seldom. */
const firstReports = 3;
const reportsApart = 5;

/**
 * Whether it is told anew what a story is about, now that it has so many reports.
 *
 * @example
 * [1, 2, 3, 4, 5].filter(isToldAnew) // [1, 2, 3, 5]
 */
export const isToldAnew = (reports: number): boolean =>
  reports <= firstReports || reports % reportsApart === 0;

/**
 * Names and phrases of a report that say what its story is about, as it prints them, heaviest first.
 * Words go together where they are a name («Storm Yara») or stand side by side twice («وادي السرو»).
 *
 * @param text title, line break, lead
 *
 * @example
 * keyPhrases('Storm nears\nStorm Yara will reach the coast', { language: 'en', sum }) // ['Storm Yara', 'coast']
 */
export function keyPhrases(text: string, { language, sum }: Telling): string[] {
  const tokens = tokensOf(text, language, mostTokens);
  const titleLength = Math.max(0, text.indexOf('\n'));
  const keys = termsOf(tokens);
  const read: ReadText = { text, titleLength, language, tokens, keys };
  const compared = compareTexts(read, read, sum);
  const prose = { compared, from: compared.isInHeadlineCase ? titleLength : -1 };
  const taken = new Set<string>();
  const phrases: string[] = [];
  for (const key of sum.keys()) {
    if (phrases.length === mostPhrases) break;
    const span = taken.has(key) ? undefined : longestAt(key, prose);
    if (span === undefined) continue;
    for (const one of keys.slice(span.from, span.to + 1)) taken.add(one);
    phrases.push(shownAt(compared, span));
  }
  // Reports in another language have the numbers, too.
  return [...phrases, ...countingNumbers(read)];
}

/** A text, and from where on a capital tells a name. */
type Prose = { readonly compared: Compared; readonly from: number };

/** The longest phrase with a word in it; nothing where the word tells no reader anything. */
function longestAt(key: string, prose: Prose): Span | undefined {
  const { a, places } = prose.compared;
  let best: Span | undefined;
  for (const at of places.get(key)?.slice(0, lookedAt) ?? []) {
    if (!tellsMuch(a, at)) continue;
    const span = grow(at, prose);
    if (best === undefined || span.to - span.from > best.to - best.from) best = span;
  }
  return best;
}

function grow(at: number, prose: Prose): Span {
  const { before, after } = prose.compared;
  let span: Span = { from: at, to: at, kind: kindAt(prose.compared, at) };
  for (let words = 1; words < longestPhrase; words++) {
    const left = before[span.from];
    const right = after[span.to];
    if (right !== undefined && goTogether(span.to, right, prose)) span = wider(span, right, prose);
    else if (left !== undefined && goTogether(left, span.from, prose))
      span = wider(span, left, prose);
    else break;
  }
  return span;
}

/** A name keeps its capitals. */
const wider = ({ from, to, kind }: Span, one: number, { compared }: Prose): Span => ({
  from: Math.min(from, one),
  to: Math.max(to, one),
  kind: kindAt(compared, one) === 'name' ? 'name' : kind,
});

function goTogether(at: number, next: number, { compared, from }: Prose): boolean {
  const { a, places, after } = compared;
  if (!tellsMuch(a, at) || !tellsMuch(a, next)) return false;
  if (isNameAt(at, next, { compared, from })) return true;
  if (kindAt(compared, at) !== kindAt(compared, next)) return false;
  const all = places.get(a.keys[at] ?? '') ?? [];
  return all.some((one) => one !== at && keyAt(a, after[one]) === a.keys[next]);
}

/** Both have a capital, and one of them wherever it stands: “Supreme Court”, though it is “the court” later. */
function isNameAt(at: number, next: number, { compared, from }: Prose): boolean {
  const [first, second] = [compared.a.tokens[at], compared.a.tokens[next]];
  if (first === undefined || second === undefined || first.at <= from) return false;
  if (!startsWithCapital(first.word) || !startsWithCapital(second.word)) return false;
  const names = [at, next].filter((one) => kindAt(compared, one) === 'name');
  return names.length === 2 || (names.length === 1 && first.at > compared.a.titleLength);
}

/**
 * The heaviest of the phrases by what their story says now, each word once.
 *
 * @param offered as they are printed; of two forms of one word the first is kept
 *
 * @example
 * keyTerms(['Storm Yara', 'Yara', 'coast'], { language: 'en', sum }) // [['Storm Yara', 2.1], ['coast', 0.4]]
 */
export function keyTerms(offered: readonly string[], { language, sum }: Telling): Story['terms'] {
  const weighed = [...new Set(offered)].flatMap((phrase) => {
    const words = tokensOf(phrase, language, mostWords);
    const weight = weightOf(words, sum);
    return weight > 0 ? [{ phrase, words, weight }] : [];
  });
  weighed.sort((a, b) => b.weight - a.weight);
  const least = leastPart * (weighed[0]?.weight ?? 0);
  const taken: Token[] = [];
  const left = { words: mostWords, numbers: mostNumbers };
  const terms: Story['terms'][number][] = [];
  for (const { phrase, words, weight } of weighed) {
    if (weight < least && terms.length >= fewest) break;
    const kind = startsWithDigit.test(phrase) ? 'numbers' : 'words';
    const room = kind === 'numbers' ? 1 : words.length;
    if (left[kind] < room) continue;
    if (words.some((word) => taken.some((one) => areOne(one, word)))) continue;
    left[kind] -= room;
    taken.push(...words);
    terms.push([phrase, inThousandths(weight)]);
  }
  return terms;
}

const areOne = (a: Token, b: Token): boolean =>
  a.term === b.term || areFormsOfOne(bareForm(a.word), bareForm(b.word));

/** Of its words, and of those that stand side by side in names. */
const weightOf = (words: readonly Token[], sum: Vector): number =>
  words.reduce((weight, { term }, at) => {
    const before = words[at - 1];
    const pair = before === undefined ? undefined : sum.get(`${before.term} ${term}`);
    return weight + (sum.get(term) ?? 0) + (pair ?? 0);
  }, 0);
