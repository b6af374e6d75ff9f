import { diffArrays } from 'diff';
import type { Block } from '../model/article.ts';
import { wordSegments } from '../text/word-segments.ts';
import { diffWords, type Piece } from './diff-words.ts';

/** What became of one paragraph, heading, item or row, in the order of the newer version. */
export type LineDiff =
  | { readonly kind: 'same' | 'inserted' | 'deleted'; readonly text: string }
  | { readonly kind: 'changed'; readonly pieces: readonly Piece[] }
  /** It stands elsewhere now, and may have been changed on the way; counted from 1. */
  | {
      readonly kind: 'moved';
      readonly from: number;
      readonly to: number;
      readonly pieces: readonly Piece[];
    };

export type VersionDiff = {
  /** Absent where the headline is the same. */
  readonly title?: readonly Piece[];
  readonly lines: readonly LineDiff[];
};

type Version = { readonly title: string; readonly blocks: readonly Block[] };

/** Lines that share so much of their words are one line that was changed. */
const alike = 0.4;
/** And so much, if it stands elsewhere: what moves is mostly left as it is. */
const muchAlike = 0.8;
/** Of two bodies that differ in more lines, one is shown in place of the other. */
const mostEdits = 2000;

/**
 * What was changed between two versions of an article, as a person would tell it: the headline, then line
 * by line what was written anew, taken out, changed within, or moved.
 *
 * @example
 * diffVersions(revision1, revision2, 'en').lines
 * // [{ kind: 'same', text: 'The bridge …' }, { kind: 'changed', pieces: [...] }]
 */
export function diffVersions(before: Version, after: Version, language?: string): VersionDiff {
  const lines = settleMoves(alignLines(linesOf(before.blocks), linesOf(after.blocks)), language);
  return {
    ...(before.title !== after.title && { title: diffWords(before.title, after.title, language) }),
    lines,
  };
}

type Line = { readonly at: number; readonly text: string };
type Aligned =
  | { readonly kind: 'same' | 'inserted' | 'deleted'; readonly line: Line }
  | { readonly kind: 'changed'; readonly old: Line; readonly line: Line };

const linesOf = (blocks: readonly Block[]): Line[] =>
  blocks.flatMap(textsOf).map((text, at) => ({ at: at + 1, text }));

function textsOf(block: Block): readonly string[] {
  if (block.kind === 'list') return block.items;
  if (block.kind === 'table') return block.rows.map((row) => row.join(' | '));
  return [block.text];
}

/** Lines that are equal stay together; in the gaps between them the likest are paired. */
function alignLines(old: readonly Line[], now: readonly Line[]): Aligned[] {
  const changes = diffArrays([...old], [...now], {
    comparator: (a, b) => a.text === b.text,
    maxEditLength: mostEdits,
  });
  if (changes === undefined) return pairGap(old, now, 0);
  const aligned: Aligned[] = [];
  let gap: { old: Line[]; now: Line[] } = { old: [], now: [] };
  const close = () => {
    aligned.push(...pairGap(gap.old, gap.now));
    gap = { old: [], now: [] };
  };
  for (const { value, added, removed } of changes) {
    if (added) gap.now.push(...value);
    else if (removed) gap.old.push(...value);
    else {
      close();
      aligned.push(...value.map((line): Aligned => ({ kind: 'same', line })));
    }
  }
  close();
  return aligned;
}

/** So many lines of a gap are compared with each other, at most. */
const mostCompared = 200;

/** Pairs are taken in order, so that none crosses another. */
function pairGap(old: readonly Line[], now: readonly Line[], most = mostCompared): Aligned[] {
  const aligned: Aligned[] = [];
  const words = wordsByLine();
  let next = 0;
  for (const line of now) {
    const candidates = old.length * now.length > most * most ? [] : old.slice(next);
    const found = candidates.findIndex((one) => likeness(words(one), words(line)) >= alike);
    if (found === -1) {
      aligned.push({ kind: 'inserted', line });
      continue;
    }
    for (const skipped of old.slice(next, next + found))
      aligned.push({ kind: 'deleted', line: skipped });
    const partner = old[next + found] ?? line;
    aligned.push({ kind: 'changed', old: partner, line });
    next += found + 1;
  }
  // What is left over goes before what came in its place.
  const deleted = old.slice(next).map((line): Aligned => ({ kind: 'deleted', line }));
  const last = aligned.findLastIndex(({ kind }) => kind === 'changed') + 1;
  return [...aligned.slice(0, last), ...deleted, ...aligned.slice(last)];
}

/** What was deleted in one place and inserted in another was moved. */
function settleMoves(aligned: readonly Aligned[], language?: string): LineDiff[] {
  const words = wordsByLine();
  const gone = aligned.flatMap((one) => (one.kind === 'deleted' ? one.line : []));
  const origins = new Map<Line, Line>();
  const left = new Set(gone.slice(0, mostCompared));
  for (const one of aligned) {
    if (one.kind !== 'inserted') continue;
    const origin = [...left].find((old) => likeness(words(old), words(one.line)) >= muchAlike);
    if (origin === undefined) continue;
    origins.set(one.line, origin);
    left.delete(origin);
  }
  const moved = new Set(origins.values());
  return aligned.flatMap((one): LineDiff[] => {
    if (one.kind === 'changed')
      return [{ kind: 'changed', pieces: diffWords(one.old.text, one.line.text, language) }];
    if (one.kind === 'deleted' && moved.has(one.line)) return [];
    const origin = one.kind === 'inserted' ? origins.get(one.line) : undefined;
    if (origin === undefined) return [{ kind: one.kind, text: one.line.text }];
    const pieces = diffWords(origin.text, one.line.text, language);
    return [{ kind: 'moved', from: origin.at, to: one.line.at, pieces }];
  });
}

type Words = ReadonlySet<string>;

/** Each line is cut into words once. */
function wordsByLine(): (line: Line) => Words {
  const known = new Map<Line, Words>();
  return (line) => {
    const found = known.get(line) ?? new Set(wordsIn(line.text));
    known.set(line, found);
    return found;
  };
}

const wordsIn = (text: string): string[] =>
  wordSegments(text).flatMap((segment) => (segment.isWord ? segment.text : []));

/** The share of words that two lines have in common (Dice). */
function likeness(a: Words, b: Words): number {
  if (a.size === 0 || b.size === 0) return 0;
  let shared = 0;
  for (const word of a) if (b.has(word)) shared++;
  return (2 * shared) / (a.size + b.size);
}
