import type { Block, EditSize } from '../model/article.ts';
import { contentText } from '../page/content-text.ts';
import { measureText } from '../page/measure-text.ts';
import { wordSegments } from '../text/word-segments.ts';

/** What a reader sees of one version. */
export type VersionText = {
  readonly title: string;
  readonly blocks: readonly Block[];
  /** What the page shows beside its article: a line that says just this is a teaser that slipped in. */
  readonly teasers?: readonly string[];
};

export type TextChange = {
  readonly edit: EditSize;
  /** Nothing was changed but clocks, counters and teasers, which turn by themselves. */
  readonly isNoise: boolean;
};

/**
 * Compares two versions of a text line by line: what was written, and what merely turns.
 *
 * @example
 * compareTexts(
 *   { title: 'Bridge', blocks: [{ kind: 'paragraph', text: 'Read 104 times' }] },
 *   { title: 'Bridge', blocks: [{ kind: 'paragraph', text: 'Read 117 times' }] },
 * ).isNoise // true
 */
export function compareTexts(before: VersionText, after: VersionText): TextChange {
  const [old, now] = [linesOf(before.blocks), linesOf(after.blocks)];
  const [gone, come] = [missing(old, now), missing(now, old)];
  const isTurned = gone.length + come.length > 0 && before.title === after.title;
  return {
    edit: sizeOf(gone, come),
    isNoise: isTurned && stilled(gone, before).join('\n') === stilled(come, after).join('\n'),
  };
}

/** White space and Unicode form are no matter of what is said. */
const plain = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim();

const linesOf = (blocks: readonly Block[]): string[] =>
  contentText(blocks)
    .split('\n')
    .map(plain)
    .filter((line) => line !== '');

/** Lines of one version that the other does not have, each as often as it is missing there. */
function missing(lines: readonly string[], others: readonly string[]): string[] {
  const left = countsOf(others);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}

/** Words that are more and fewer than before: what was moved is neither. */
function sizeOf(gone: readonly string[], come: readonly string[]): EditSize {
  const [old, now] = [countsOf(gone.flatMap(wordsOf)), countsOf(come.flatMap(wordsOf))];
  return { inserted: surplus(now, old), deleted: surplus(old, now) };
}

function surplus(of: ReadonlyMap<string, number>, over: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [word, count] of of) sum += Math.max(0, count - (over.get(word) ?? 0));
  return sum;
}

function countsOf(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

const wordsOf = (line: string): string[] =>
  wordSegments(line).flatMap(({ text, isWord }) => (isWord ? text : []));

/** A line of more words is prose, in which a number is a fact. */
const mostLabelWords = 8;
const number = /\p{Nd}+([.,:٬٫'’h]\p{Nd}+)*/gu;
const ends = /[.!?。！？؟।…]["'”’»」』)]*$/u;

/** The lines that remain when those that turn by themselves are made to stand still. */
function stilled(lines: readonly string[], { blocks, teasers = [] }: VersionText): string[] {
  const beside = new Set(teasers.map(plain));
  const labels = new Set(blocks.flatMap((block) => (isLabel(block) ? plain(block.text) : [])));
  return lines
    .filter((line) => !beside.has(line))
    .map((line) => (labels.has(line) ? line.replace(number, '0') : line));
}

/**
 * «Updated 14:32» says nothing new at 14:33, nor does a counter of readers. In a sentence, a list or a
 * table a number is a fact.
 */
const isLabel = (block: Block): block is Block & { kind: 'paragraph' } =>
  block.kind === 'paragraph' &&
  !ends.test(block.text.trim()) &&
  measureText(plain(block.text)).words <= mostLabelWords;
