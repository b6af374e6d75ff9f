import { functionWords, neighbours } from './function-words.ts';
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
/** So many function words make a guess worth more than a declaration. */
const SURE_LEAD = 8;
const LANGUAGE_TAG = /^[a-z]{2,3}$/;
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

function primaryTag(tag: string | undefined): string | undefined {
  const primary =
    tag
      ?.trim()
      .toLowerCase()
      .split(/[-_,;\s]/)[0] ?? '';
  return LANGUAGE_TAG.test(primary) ? (RENAMED[primary] ?? primary) : undefined;
}

const areNeighbours = (a: string, b: string): boolean =>
  neighbours.some((group) => group.includes(a) && group.includes(b));

type Guess = { readonly language: string; readonly lead: number };

/** The language with the most function words, and how many more it has than any but its neighbours. */
function guessByWords(text: string): Guess | undefined {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[\p{L}\p{M}'’]+/gu) ?? []) {
    for (const language of languagesOf(word)) {
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const ranked = [...counts].sort((a, b) => b[1] - a[1]);
  const [best] = ranked;
  if (best === undefined || best[1] < 2) return undefined;
  const rival = ranked.find(
    ([language]) => !areNeighbours(language, best[0]) && language !== best[0],
  );
  return { language: best[0], lead: best[1] - (rival?.[1] ?? 0) };
}

let wordIndex: Map<string, string[]> | undefined;

function languagesOf(word: string): readonly string[] {
  wordIndex ??= indexWords();
  return wordIndex.get(word) ?? [];
}

function indexWords(): Map<string, string[]> {
  const index = new Map<string, string[]>();
  for (const [language, words] of Object.entries(functionWords)) {
    for (const word of new Set(words.toLowerCase().split(' '))) {
      index.set(word, [...(index.get(word) ?? []), language]);
    }
  }
  return index;
}
