import type { Stamp } from '../../dates/parse-stamp.ts';
import { parseVisibleDate } from '../../dates/parse-visible-date.ts';
import type { TextBlock } from '../blocks.ts';
import { foldPhrase, type Phrases } from '../phrase-index.ts';

/** Where a page prints when its article appeared and when it was changed. */
export type PrintedClues = {
  readonly blocks: readonly TextBlock[];
  readonly titleAt: number | undefined;
  /** Texts of elements whose names speak of dates. */
  readonly dateLines: readonly string[];
  readonly language: string;
  readonly phrases: Phrases;
};

export type PrintedDates = {
  readonly published: Stamp | undefined;
  readonly modified: Stamp | undefined;
};

const ABOVE = 6;
const BELOW = 15;
const MAX_WORDS = 30;

/** Dates in elements that are named for them, or in short texts near the headline. */
export function findPrintedDates(clues: PrintedClues): PrintedDates {
  let [published, modified, either]: (Stamp | undefined)[] = [];
  for (const line of datedLines(clues)) {
    if (published !== undefined && modified !== undefined) break;
    if (!/\p{Nd}|[〇一二三四五六七八九十]/u.test(line)) continue;
    const folded = foldPhrase(line.slice(0, 300));
    const changed = startOfUpdate(folded, clues.phrases);
    if (changed > 0 || changed < 0)
      published ??= parseVisibleDate(changed < 0 ? line : folded.slice(0, changed), clues.language);
    if (changed < 0) continue;
    const stamp = parseVisibleDate(folded.slice(changed), clues.language);
    modified ??= stamp;
    either ??= stamp;
  }
  return {
    published: published ?? either,
    modified: published === undefined ? undefined : modified,
  };
}

/**
 * Lines near the headline first, those below it before those above: mastheads print what day it is
 * today, and lists of other stories theirs. Within a line, an element named for dates goes first.
 */
function datedLines({ blocks, titleAt, dateLines }: PrintedClues): string[] {
  if (titleAt === undefined) return [...dateLines];
  const lines = [
    ...blocks.slice(titleAt, titleAt + BELOW),
    ...blocks.slice(Math.max(0, titleAt - ABOVE), titleAt).reverse(),
  ]
    .filter((block) => block.words < MAX_WORDS && !isHeadline(block) && !isForeign(block))
    .map(({ text }) => text);
  const near = lines.flatMap((line) => [...dateLines.filter((text) => line.includes(text)), line]);
  return [...near, ...dateLines];
}

/** Of another story; a date that is a link is shorter. */
const isHeadline = ({ linkDensity, words }: TextBlock): boolean => linkDensity >= 0.6 && words > 6;

const isForeign = ({ roles }: TextBlock): boolean =>
  roles.has('related') || roles.has('comments') || roles.has('advert');

/** Where a line begins to speak of a change, `Published … | Updated …`; -1 where it does not. */
function startOfUpdate(folded: string, phrases: Phrases): number {
  for (const { index } of folded.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)) {
    if (phrases.leading('updated', folded.slice(index)) > 0) return index;
  }
  return -1;
}
