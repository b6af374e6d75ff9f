import { functionWords, neighbours } from './function-words.ts';
import { ownLetters, wordEndings } from './letter-shapes.ts';
import { languageOfScript } from './script-language.ts';

/** What claims a text's language. */
export type LanguageClues = {
  readonly text: string;
  /** What the page says of itself: `ar`, `en-GB`, `pt_BR`. */
  readonly declared: string | undefined;
  /** What its feed says. */
  readonly hint: string | undefined;
};

const SAMPLE = 2000;
/** A guess that leads by so many votes, and by half of all of its own, is worth more than a declaration. */
const SURE_LEAD = 5;
/** With fewer votes nothing is guessed. */
const MIN_VOTES = 0.5;
const LANGUAGE_TAG = /^[a-z]{2,3}$/;
/** Tags that say that nothing is known. */
const UNTOLD: ReadonlySet<string> = new Set(['und', 'mul', 'mis', 'zxx', 'xx']);
/** Old codes and macrolanguages, as they are written today. */
const RENAMED: Readonly<Record<string, string>> = {
  iw: 'he',
  in: 'id',
  ji: 'yi',
  no: 'nb',
  tl: 'fil',
  sh: 'sr',
  jp: 'ja',
  kr: 'ko',
  cn: 'zh',
  ua: 'uk',
  gr: 'el',
};

/**
 * The language of a text, `und` when nothing tells: page, feed, script and function words vote, and
 * the text itself decides where it is long enough.
 *
 * @example identifyLanguage({ text: 'أعلنت الحكومة', declared: 'en', hint: undefined }) // 'ar'
 */
export function identifyLanguage({ text, declared, hint }: LanguageClues): string {
  const claims = [declared, hint].map(primaryTag).filter((tag) => tag !== undefined);
  const sample = text.slice(0, SAMPLE);
  const byScript = languageOfScript(sample, claims);
  if (byScript !== undefined) return byScript;
  const guess = guessByWords(sample);
  const [claim] = claims;
  if (guess === undefined) return claim ?? 'und';
  const near = claims.find((tag) => tag === guess.language || areNeighbours(tag, guess.language));
  if (near !== undefined) return near;
  return claim === undefined || guess.lead >= SURE_LEAD ? guess.language : claim;
}

/**
 * The primary subtag of a language tag, as it is written today, where it names a language.
 *
 * @example primaryTag('iw_IL') // 'he'
 */
export function primaryTag(tag: string | undefined): string | undefined {
  const primary =
    tag
      ?.trim()
      .toLowerCase()
      .split(/[-_,;\s]/)[0] ?? '';
  const renamed = RENAMED[primary] ?? primary;
  return LANGUAGE_TAG.test(renamed) && isLanguage(renamed) ? renamed : undefined;
}

const names = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
/** Intl takes its time, and pages claim the same few languages; three letters make no more than 17,576. */
const named = new Map<string, boolean>();

/** Pages declare `utf-8`, `default` and `xx` too: only what Intl has a name for is a language. */
function isLanguage(tag: string): boolean {
  const known = named.get(tag) ?? (!UNTOLD.has(tag) && names.of(tag) !== undefined);
  named.set(tag, known);
  return known;
}

const areNeighbours = (a: string, b: string): boolean =>
  neighbours.some((group) => group.includes(a) && group.includes(b));

type Guess = { readonly language: string; readonly lead: number };

/** The language with the most votes, and how many more it has than any but its neighbours. */
function guessByWords(text: string): Guess | undefined {
  const votes = new Map<string, number>();
  for (const word of wordsOf(text.toLowerCase())) vote(word, votes);
  const ranked = [...votes].sort((a, b) => b[1] - a[1]);
  const [best] = ranked;
  if (best === undefined || best[1] < MIN_VOTES) return undefined;
  const rival = ranked.find(
    ([language]) => !areNeighbours(language, best[0]) && language !== best[0],
  );
  return { language: best[0], lead: best[1] - (rival?.[1] ?? 0) };
}

const wordsOf = (text: string): readonly string[] =>
  text.match(ONLY_LATIN.test(text) ? LATIN_WORDS : WORDS) ?? [];

const WORDS = /[\p{L}\p{M}'’]+/gu;
/** The same where there are no other letters, without Unicode's classes, which take three times as long. */
const ONLY_LATIN = /^[\0-\u024f\u2010-\u205e\u20ac]*$/;
const LATIN_WORDS = /[a-z'’\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f]+/g;
const LETTER_VOTE = 0.6;
const ENDING_VOTE = 0.5;

/** Whole words count most; a word that many languages share counts for each of them the less. */
function vote(word: string, votes: Map<string, number>): void {
  const { words, letters, endings } = index();
  const known = words.get(word);
  if (known !== undefined) {
    add(votes, known, 1);
    return;
  }
  for (let at = 0; at < word.length; at++) {
    if (word.charCodeAt(at) <= LETTER_Z) continue;
    const writers = letters.get(word.charAt(at));
    if (writers !== undefined) add(votes, writers, LETTER_VOTE);
  }
  const ending = endings
    .get(lastTwo(word))
    ?.find(([end]) => word.length >= end.length + 2 && word.endsWith(end));
  if (ending !== undefined) add(votes, ending[1], ENDING_VOTE);
}

const LETTER_Z = 122;

/** Few words end like an ending of any language: two letters tell which might. */
const lastTwo = (word: string): number =>
  word.charCodeAt(word.length - 2) * 0x10000 + word.charCodeAt(word.length - 1);

function add(votes: Map<string, number>, languages: readonly string[], weight: number): void {
  const share = weight / languages.length ** SHARED_DISCOUNT;
  for (const language of languages) votes.set(language, (votes.get(language) ?? 0) + share);
}

const SHARED_DISCOUNT = 0.5;

type Index = {
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly letters: ReadonlyMap<string, readonly string[]>;
  /** By their last two letters, longest first. */
  readonly endings: ReadonlyMap<number, readonly (readonly [string, readonly string[]])[]>;
};

let made: Index | undefined;

function index(): Index {
  made ??= {
    words: indexed(functionWords(), ' '),
    letters: indexed(ownLetters(), ''),
    endings: byLastTwo(indexed(wordEndings(), ' ')),
  };
  return made;
}

const MAX_ENDING = 5;

function byLastTwo(endings: ReadonlyMap<string, readonly string[]>): Index['endings'] {
  const found = new Map<number, (readonly [string, readonly string[]])[]>();
  for (const entry of endings) {
    const [ending] = entry;
    if (ending.length > MAX_ENDING) continue;
    found.set(lastTwo(ending), [...(found.get(lastTwo(ending)) ?? []), entry]);
  }
  for (const entries of found.values()) entries.sort(([a], [b]) => b.length - a.length);
  return found;
}

function indexed(
  table: Readonly<Record<string, string>>,
  separator: string,
): ReadonlyMap<string, string[]> {
  const byPart = new Map<string, string[]>();
  for (const [language, parts] of Object.entries(table)) {
    for (const part of new Set(parts.toLowerCase().split(separator))) {
      byPart.set(part, [...(byPart.get(part) ?? []), language]);
    }
  }
  return byPart;
}
