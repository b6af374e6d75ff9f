import type { Dateline } from '../../model/article.ts';
import { findDateline } from '../../page/dateline.ts';
import { startsWithCapital } from '../../text/capital.ts';
import { LatestTexts } from '../../text/latest-texts.ts';
import { namedPlacesIn } from '../../text/places.ts';
import { primaryLanguage, type Token, tokensOf, wordsIn } from '../../text/tokens.ts';
import { termWeight, weightOfWord } from '../../text/word-weights.ts';
import { indexKeysOf } from '../candidates/index-keys.ts';
import { blankDatedLine } from './dated-line.ts';
import { sketchOf } from './near-copy.ts';
import { seamsOf } from './seams.ts';
import { heaviest, type Term, unit, type Vector } from './vector.ts';

/** What is compared. */
export type LinkableText = {
  readonly language: string;
  readonly title: string;
  readonly text: string;
};

/** What the linker knows of a text. */
export type Signature = {
  /** Primary subtag. */
  readonly language: string;
  /** Terms by weight, at length 1, heaviest first. */
  readonly vector: Vector;
  /** The terms by which its story is filed and looked for, the best first; see `index-keys.ts`. */
  readonly keys: Vector;
  /** Smallest shingle hashes; see `near-copy.ts`. */
  readonly sketch: readonly number[];
};

/** A word of the title counts this often. */
const titleTimes = 2.25;
const titleTokens = 60;
/** Words of the body that count: news says first what it is about. */
const bodyTokens = 150;
/** Where there is no title, so many first words of the body stand in for it. */
const leadTokens = 12;
/** A teaser without a title is one. */
const teaserTokens = 40;
/** Below 1, rare words count for less: chance likeness rests on one or two of them. */
const rarityPower = 0.81;
/** And where a title is all there is, for less again: of eight words one outweighs the others. */
const titlePower = 0.7;
/** Words of the body that the copy sketch is made of. */
const sketchWords = 800;
const vectorTerms = 100;
/** What a place weighs, by whatever name: less than most words, since news names many. */
const placeWeight = 3.4;
/**
 * A year, and what a mark cuts off a round number (`50,000`): the tables of words hold no numbers, which are
 * the rarest of all so. In a text others weigh as much, of a title it is one word of eight.
 */
const isEverydayNumber = (term: string): boolean => everydayNumber.test(term);
const everydayNumber = /^(?:20\d\d|00+)$/;
/** What a word of one text in twelve weighs. */
const numberWeight = Math.log(1 + 12) ** rarityPower;
/** What lies across two words of a script without spaces counts for so much of a word. */
const seamPart = 0.5;
/** Two capitalised words side by side are a name, which is rarer than either word. */
const nameBonus = 0.2;
/** Of a name of two words its words count too: with less than the rarer word's weight it is told once. */
const namePart = 0.65;
/** An agency that no list has, between a place and a mark: `Marsa Lulu (Sariya): `. */
const wireOpening = /^([\p{L}\p{M}'’ -]{2,40}) ?\(([\p{L}\p{M}. -]{2,30})\) ?[:：–—ـ-]/u;

/**
 * Reduces a text to what decides which story it belongs to.
 *
 * @example
 * signatureOf({ language: 'en', title: 'Bridge reopens', text: '' }).vector.has('bridg') // true
 */
export const signatureOf = (text: LinkableText): Signature =>
  signatures.of(keyOf(text), () => readSignature(text));

/** Reports that a story is told by are read again when it is looked at whole; titles and leads, with each that joins. */
const signatures = new LatestTexts<Signature>(300);
const vectors = new LatestTexts<Vector>(600);

const keyOf = ({ language, title, text }: LinkableText): string =>
  `${title.length} ${text.length} ${title}${text}${language}`;

function readSignature({ language, title, text }: LinkableText): Signature {
  const words = wordsOf({ language, title, text });
  const vector = weigh(words, language, placeTerms(title, text, language));
  return {
    language: primaryLanguage(language),
    vector,
    keys: indexKeysOf(words, vector),
    sketch: sketchOf(wordsIn(text, language, sketchWords)),
  };
}

/** The words of a text by which it is compared. */
export type Words = { readonly title: readonly Token[]; readonly body: readonly Token[] };

/** As many words of a text as {@link vectorOf} weighs. */
export const wordsOf = ({ language, title, text }: LinkableText): Words => ({
  title: tokensOf(title, language, titleTokens),
  // Where there is no title, the first line of the text may be it.
  body: tokensOf(title === '' ? text : blankDatedLine(text), language, bodyTokens),
});

/** The vector of {@link signatureOf} alone, where no copy is looked for. */
export const vectorOf = (text: LinkableText, words?: Words): Vector =>
  vectors.of(keyOf(text), () =>
    weigh(words ?? wordsOf(text), text.language, placeTerms(text.title, text.text, text.language)),
  );

/**
 * Words of the place that a report is written from, and of its agency: they say where the
 * outlet is at home rather than what happened.
 */
function placeTerms(title: string, text: string, language: string): ReadonlySet<string> {
  const dateline = datelineOf(text) ?? datelineOf(title);
  if (dateline === undefined) return noTerms;
  const words = `${dateline.place ?? ''} ${dateline.agency ?? ''}`;
  return new Set(tokensOf(words, language, 8).map(({ term }) => term));
}

const noTerms: ReadonlySet<string> = new Set();
/** A dateline ends in a mark; most openings have none, and need no closer look. */
const datelineMark = /[(（【/:：–—―‑ـ-]/u;

function datelineOf(text: string): Pick<Dateline, 'place' | 'agency'> | undefined {
  const opening = text.slice(0, 140);
  if (!datelineMark.test(opening)) return undefined;
  const [, place, agency] = wireOpening.exec(opening) ?? [];
  return place === undefined || agency === undefined ? findDateline(opening) : { place, agency };
}

function weigh({ title, body }: Words, language: string, places: ReadonlySet<string>): Vector {
  const counts = new Counts(language);
  counts.add(title, titleTimes);
  const stand = body.length <= teaserTokens ? body.length : leadTokens;
  const lead = title.length === 0 ? stand : 0;
  counts.add(body.slice(0, lead), titleTimes);
  counts.add(body.slice(lead, bodyTokens), 1);
  const weighted: Term[] = [];
  const titleAlone = body.length <= leadTokens;
  const seams = titleAlone ? noTerms : seamsOf(title, body.slice(0, bodyTokens));
  for (const [term, { times, weight }] of counts.terms) {
    const home = places.size > 0 && term.split(' ').some((word) => places.has(word));
    const most = home ? placeWeight : titleAlone && isEverydayNumber(term) ? numberWeight : weight;
    const told = (1 + Math.log(times)) * Math.min(weight, most);
    weighted.push([
      term,
      titleAlone ? told ** titlePower : seams.has(term) ? told * seamPart : told,
    ]);
  }
  return unit(heaviest(weighted, vectorTerms));
}

/** A term of a text: how often it counts, and what it tells. */
type Counted = { times: number; readonly weight: number };

/** How often a text has each term: its words, places by whatever name, and names of two words. */
class Counts {
  readonly terms = new Map<string, Counted>();
  readonly #language: string;

  constructor(language: string) {
    this.#language = language;
  }

  add(tokens: readonly Token[], times: number): void {
    const places = namedPlacesIn(tokens, this.#language);
    let before: Token | undefined;
    for (const token of tokens) {
      const place = places.get(token);
      const term = place === undefined ? token.term : `@${place}`;
      const known = this.terms.get(term);
      if (known !== undefined) known.times += times;
      else this.terms.set(term, { times, weight: place ? placeWeight : this.#rarityOf(token) });
      if (before !== undefined && isName(before, token)) this.#addName(before, token, times);
      before = token;
    }
  }

  #addName(first: Token, second: Token, times: number): void {
    const term = `${first.term} ${second.term}`;
    const known = this.terms.get(term);
    if (known !== undefined) known.times += times;
    else {
      const weight = weightOfName(this.#rarityOf(first), this.#rarityOf(second));
      this.terms.set(term, { times, weight });
    }
  }

  #rarityOf({ known }: Token): number {
    known.rarity ??= weightOfWord(known, this.#language) ** rarityPower;
    return known.rarity;
  }
}

/**
 * What a term weighs that a text has once.
 *
 * @example
 * weightOf('dunmore bridge', 'en') > weightOf('bridge', 'en') // true
 */
export function weightOf(term: string, language: string): number {
  if (term.startsWith('@')) return placeWeight;
  const [first = '', second] = term.split(' ', 2);
  const rarity = termWeight(first, language) ** rarityPower;
  if (second === undefined) return rarity;
  return weightOfName(rarity, termWeight(second, language) ** rarityPower);
}

/** Of a name of two words: the rarer word's, and something for standing together. */
const weightOfName = (first: number, second: number): number =>
  Math.max(first, second) * namePart + nameBonus;

/** Both words capitalised, and nothing but a space between them. */
const isName = (first: Token, second: Token): boolean =>
  second.at - first.at - first.word.length === 1 &&
  startsWithCapital(first.word) &&
  startsWithCapital(second.word);
