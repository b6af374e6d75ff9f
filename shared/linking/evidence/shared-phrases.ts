import { primaryLanguage } from '../../text/tokens.ts';
import { wordLikeness } from '../../text/word-likeness.ts';
import { termWeight } from '../../text/word-weights.ts';
import { heaviest, type Vector } from '../likeness/vector.ts';
import { isArabicName } from './arabic-joins.ts';
import {
  type Compared,
  compareTexts,
  type Kind,
  kindAt,
  type Span,
  wordAt,
} from './compare-texts.ts';
import { areFormsOfOne, bareForm } from './forms-of-one.ts';
import { isNameInTitle } from './phrase-ends.ts';
import { besideEachOther, spanOf } from './phrase-spans.ts';
import { isParticle, type ReadText } from './read-words.ts';
import { shownAt } from './shown-form.ts';
import { mayBeName, type Telling, tellsLittle, tellsMuch } from './telling-words.ts';

/** A word, or several side by side, that two texts share. */
export type SharedPhrase = {
  /** As the first text prints it, and the second, too, where they agree. */
  readonly shown: string;
  /** What its words add to the likeness, those of other phrases left out. */
  readonly weight: number;
  readonly isName: boolean;
  /** Whether it is a name that both headlines have, which is told however little it adds. */
  readonly isInBothTitles?: boolean;
};

/** A phrase that adds less than this part of what the heaviest adds says nothing beside it … */
const leastPart = 0.1;
/** … or less than this, whatever else there is … */
const leastOfFew = 0.02;
/** … where so many have been found. */
const fewest = 3;
/** Less alike, two words that are compared for one are shown for none. */
const leastAlike = 0.75;
/** More are not looked for. */
const mostFound = 7;
/** Names of both headlines that are told in any case. */
const mostNamed = 2;

/**
 * What two texts share, heaviest first: a word with those around it that stand beside it in both,
 * so that names are whole («محمد بن نايف», “Jeb Stuart Magruder”) and words have their sense
 * (“security clearance”). Each word is in one phrase. What says when something was written, or who
 * wrote it down, is left out.
 *
 * @param weightOf what each shared key adds to the likeness; also of two side by side, as `key key`
 *
 * @example
 * sharedPhrases(a, b, new Map([['page', 0.1], ['betti', 0.1]])) // [{ shown: 'Bettie Page', weight: 0.2, isName: true }]
 */
export function sharedPhrases(
  a: ReadText,
  b: ReadText,
  weightOf: ReadonlyMap<string, number>,
): SharedPhrase[] {
  const compared = compareTexts(a, b, weightOf);
  const choice = { compared, seeds: seedsOf(weightOf), taken: new Set<string>(), isWanted: false };
  const found: Found[] = [];
  choose(found, choice, tellsMuch);
  // A link without a reason helps nobody: words of every day are better than none.
  if (wordsOf(found) < fewest) choose(found, choice, tellsLittle);
  if (found.length === 0) choose(found, { ...choice, isWanted: true }, tellsLittle);
  nameOfTitles(found, choice);
  const most = Math.max(...found.map(({ weight }) => weight));
  return joinNeighbours(found, compared)
    .sort((x, y) => y.weight - x.weight)
    .filter(
      ({ weight, isInBothTitles }, at) =>
        isInBothTitles === true || weight >= most * (at < fewest ? leastOfFew : leastPart),
    );
}

const wordsOf = (phrases: readonly Found[]): number =>
  phrases.reduce((sum, { words }) => sum + words.length, 0);

/** Of two that share characters without spaces the longer is the whole word; elsewhere the first has been weighed. */
const longerOf = (known: Found, phrase: Found): Found =>
  phrase.kind === 'unspaced' && phrase.shown.length > known.shown.length ? phrase : known;

type Choice = {
  readonly compared: Compared;
  /** Keys of one word, the heaviest first. */
  readonly seeds: Vector;
  /** Keys that a phrase has. */
  readonly taken: Set<string>;
  /** See {@link spanOf}. */
  readonly isWanted: boolean;
};

function choose(found: Found[], choice: Choice, tells: Telling): void {
  const { compared, seeds, taken, isWanted } = choice;
  let most = 0;
  for (const [key, weight] of seeds) {
    if (found.length >= mostFound) break;
    if (found.length >= fewest && (tells === tellsLittle || weight < (most * leastPart) / 2)) break;
    const span = taken.has(key) ? undefined : spanOf(key, compared, { taken, tells, isWanted });
    if (span === undefined || !isSaidByBoth(key, span, compared)) continue;
    const phrase = phraseAt(span, choice);
    most = Math.max(most, phrase.weight);
    const same = found.findIndex((one) => holds(one, phrase));
    const known = found[same];
    if (known === undefined) found.push(phrase);
    else found[same] = { ...longerOf(known, phrase), weight: known.weight + phrase.weight };
  }
}

/** A name that is in both headlines ties the two for any reader, be it in all texts of the month. */
function nameOfTitles(found: Found[], choice: Choice): void {
  const { compared, seeds, taken } = choice;
  const { a, b } = compared;
  const theirs = titleKeys(b);
  let named = 0;
  for (const [at, key] of titleKeys(a).entries()) {
    if (named >= mostNamed) return;
    if (key === undefined || taken.has(key) || !seeds.has(key) || !theirs.includes(key)) continue;
    if (kindAt(compared, at) !== 'name' || !isNameInTitle(compared, at)) continue;
    const span = spanOf(key, compared, { taken, tells: mayBeName });
    if (span === undefined) continue;
    found.push({ ...phraseAt(span, choice), isInBothTitles: true });
    named++;
  }
}

/** What the words of a title are compared by. */
function titleKeys({ tokens, keys, titleLength }: ReadText): readonly (string | undefined)[] {
  const end = tokens.findIndex(({ at }) => at >= titleLength);
  return end < 0 ? keys : keys.slice(0, end);
}

function seedsOf(weightOf: ReadonlyMap<string, number>): Vector {
  const words = new Map<string, number>();
  for (const [key, weight] of weightOf) if (!key.includes(' ')) words.set(key, weight);
  return heaviest(words, words.size);
}

/**
 * Of words that are compared for being spelt nearly alike, those that a reader takes for one: «ارتفاع» of
 * «يرتفع», and not «إعداد» of «إعادة».
 */
function isSaidByBoth(key: string, { from, to }: Span, { a, b }: Compared): boolean {
  if (from !== to || b.keys.includes(key)) return true;
  const word = bareForm(wordAt(a, from));
  return b.tokens.some((token) => wordLikeness(word, bareForm(token.word), leastAlike) > 0);
}

type Found = SharedPhrase & {
  /** See `bareForm`. */
  readonly words: readonly string[];
  readonly kind: Kind;
  readonly span: Span;
};

/** Two single words that stand side by side in both texts become one phrase. */
function joinNeighbours(found: readonly Found[], compared: Compared): Found[] {
  const single = found.filter(({ span }) => span.from === span.to);
  for (const one of single) {
    const next = keysBehind(one.span.from, compared);
    for (const two of single) {
      if (two === one || !next.has(compared.a.keys[two.span.from])) continue;
      const span = besideEachOther(one.span.from, two.span.from, compared);
      if (span === undefined) continue;
      const left = found.filter((other) => other !== one && other !== two);
      return joinNeighbours([...left, joined(one, two, { span, compared })], compared);
    }
  }
  return [...found];
}

/** What stands right behind a word, wherever the first text has it. */
function keysBehind(at: number, { a, places }: Compared): ReadonlySet<string | undefined> {
  const behind = new Set<string | undefined>();
  for (const from of places.get(a.keys[at] ?? '') ?? []) behind.add(a.keys[from + 1]);
  return behind;
}

function joined(
  one: Found,
  two: Found,
  { span, compared }: { readonly span: Span; readonly compared: Compared },
): Found {
  const { a, weightOf } = compared;
  const both = weightOf.get(`${a.keys[span.from]} ${a.keys[span.to]}`) ?? 0;
  const shown = shownAt(compared, span);
  const words = shown.split(' ').map(bareForm);
  return {
    weight: one.weight + two.weight + both,
    shown,
    words,
    kind: span.kind,
    span,
    isName: false,
  };
}

/** Whether a phrase holds a word, in this form or in another: «ميناء» and «الميناء», “gust” and “gusts”. */
function holds(phrase: Found, { shown, kind, words: [word, ...more] }: Found): boolean {
  if (phrase.shown === shown) return true;
  if (kind === 'unspaced') return phrase.shown.includes(shown) || shown.includes(phrase.shown);
  if (word === undefined || more.length > 0) return false;
  return phrase.words.some((one) => areFormsOfOne(one, word));
}

function phraseAt(span: Span, { compared, taken }: Choice): Found {
  const { a, weightOf, isArabic } = compared;
  let weight = 0;
  let hasParticle = false;
  for (let at = span.from; at <= span.to; at++) {
    const key = a.keys[at];
    if (key === undefined) continue;
    if (!taken.has(key)) weight += weightOf.get(key) ?? 0;
    taken.add(key);
    if (at > span.from) weight += weightOf.get(`${a.keys[at - 1]} ${key}`) ?? 0;
    hasParticle ||= isParticle(a.tokens[at]?.word ?? '');
  }
  const shown = shownAt(compared, span);
  const words = shown.split(' ').map(bareForm);
  const named = isName(a, span, hasParticle) || (isArabic && isArabicName(compared, span));
  return { weight, shown, words, kind: span.kind, span, isName: named };
}

/** Languages that write every noun with a capital. */
const nounsInCapitals: ReadonlySet<string> = new Set(['de', 'lb', 'gsw', 'nds', 'bar']);
/** Names are rarer words than nouns. */
const nameWeight = 5.5;

/** Where nothing has a capital, few names can be told, and none by one word. */
function isName({ tokens, language }: ReadText, span: Span, hasParticle: boolean): boolean {
  const { from, to, kind } = span;
  if (kind !== 'name' || from === to) return kind === 'uncased' && hasParticle;
  const primary = primaryLanguage(language);
  return (
    !nounsInCapitals.has(primary) ||
    tokens.slice(from, to + 1).every(({ term }) => termWeight(term, primary) >= nameWeight)
  );
}
