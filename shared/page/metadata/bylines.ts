import { foldDateText } from '../../dates/fold-date-text.ts';
import { monthOf } from '../../dates/month-of.ts';
import type { TextBlock } from '../blocks.ts';
import { foldPhrase, type Phrases } from '../phrase-index.ts';

/** Where a page may print who wrote it. */
export type BylineClues = {
  readonly blocks: readonly TextBlock[];
  readonly titleAt: number | undefined;
  /** Texts of elements whose names speak of authors, wherever they stand. */
  readonly named: readonly string[];
  readonly phrases: Phrases;
};

const ABOVE = 3;
const BELOW = 14;
const MAX_WORDS = 30;

/**
 * Bylines near the headline, where there are any: boxes and lists further down the page name the
 * authors of other stories, too. An element that is named for authors is believed, and so is what
 * stands behind a label such as `作者：`.
 */
export function bylinesNear({ blocks, titleAt, named, phrases }: BylineClues): readonly string[] {
  if (titleAt === undefined) return named;
  const lines = blocks
    .slice(Math.max(0, titleAt - ABOVE), titleAt + BELOW)
    .filter(({ words }) => words < MAX_WORDS);
  const labelled = lines.flatMap(({ text }) => behindLabel(text, phrases) ?? []);
  const printed = lines.map(({ text }) => unspaced(text));
  const near = named.filter((name) => printed.some((text) => text.includes(unspaced(name))));
  // `By Ada Lane, Dunmore`, with the name in an element of its own.
  const exact = near.filter((name) => labelled.some((text) => text.includes(name)));
  return [exact, labelled, near].find((found) => found.length > 0) ?? named;
}

/** A line may hold two texts that nothing but the style sets apart. */
const unspaced = (text: string): string => text.replaceAll(' ', '');

/** A label ends where the next begins: `来源：清江日报 作者：周砚 字号：大`. */
const LABELLED =
  /(?<=^|[\s|/,，、·([（【])(\p{L}[\p{L}\p{M} ]{0,18})\s?[:：]\s?([^:：|]{2,80}?)(?=[,،，、;|]?\s+\S{1,12}(?: \S{1,4})?\s?[:：]|\s*[|/]|$)/gu;
/** `Von Ada Lane`, but not `Von der Leyen warnt`: names, and no more than a few. */
const NAMES =
  /^[\s,،]*(?:(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’·-]*|and|und|et|y|e|en|och|og|ja|i|dan|và|és|și|και|и|та|і|ve)[\s,،]*){1,7}$/u;

function behindLabel(text: string, phrases: Phrases): string | undefined {
  for (const [, label, names] of text.matchAll(LABELLED)) {
    const folded = foldPhrase(label ?? '');
    const isByline = ['', ':', '：'].some(
      (colon) => phrases.leading('byline', folded + colon) >= folded.length,
    );
    if (folded !== '' && isByline) return undated(names ?? '', phrases);
  }
  const folded = foldPhrase(text);
  const length = phrases.leading('byline', folded);
  const start = text.length - (folded.length - length);
  const names = undated(text.slice(start), phrases);
  const isByline = length > 0 && names.trim() !== '' && NAMES.test(names);
  return isByline ? text.slice(0, start) + names : undefined;
}

/**
 * `Ada Lane - 5 May`, `Ada Lane, Tuesday 5 May`, `Ada Lane Published 5 May`: what follows a mark or holds
 * a figure is no name, nor is what leads to a date in front of it.
 */
function undated(names: string, phrases: Phrases): string {
  const cut = /\s[-–—|•]\s|\s?\p{Nd}/u.exec(names);
  const words = names.slice(0, cut?.index).split(' ');
  const label = words.findIndex((_, at) => at > 0 && isDateLabel(words.slice(at), phrases));
  if (label > 0) words.length = label;
  while (cut !== null && words.length > 1 && leadsToDate(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

function isDateLabel(words: readonly string[], phrases: Phrases): boolean {
  const folded = foldPhrase(words.join(' '));
  return phrases.leading('published', folded) > 0 || phrases.leading('updated', folded) > 0;
}

const leadsToDate = (word: string): boolean =>
  BEFORE_DATE.test(word) || monthOf(foldDateText(word), undefined) !== undefined;

/** Of a day: its preposition, and its name. */
const BEFORE_DATE =
  /^(?:on|at|in|am|le|el|il|em|den|em|в|في|يوم|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|wed|thu|fri|sat|sun)\.?|ال(?:أحد|احد|اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة|سبت))[,،]?$/iu;
