import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideMerge, type Merge } from '../../../shared/linking/decide/decide-merge.ts';
import { unit } from '../../../shared/linking/likeness/vector.ts';
import { settleMerges } from '../../../shared/linking/story/settle-merges.ts';
import type { StoryState } from '../../../shared/linking/story/story-state.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

const crowd = 60;

/** A story of one report of these words. */
function aStoryOf(name: string, words: readonly string[]): StoryState {
  const vector = unit(new Map(words.map((term) => [term, 1])));
  const report = aReport({ url: `https://news.example/${name}` });
  return aStory({ ...report, signature: { ...report.signature, vector } });
}

/** Numbers, of which none is spelt nearly like another. */
const words = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, at) => `${1000 + from + at}`);

const mergesOf = (states: readonly StoryState[]): Merge[] =>
  states.flatMap((b, at) => states.slice(0, at).flatMap((a) => decideMerge(a, b, { crowd }) ?? []));

const idsOf = (merges: readonly Merge[]): string[] =>
  merges.map(({ from, into }) => `${from.story.storyId}>${into.story.storyId}`);

describe('settleMerges', () => {
  it('makes one story of many that are one, in one go', () => {
    const twenty = Array.from({ length: 20 }, (_, at) =>
      aStoryOf(`report${at}`, [...words(0, 8), `own${at}`, `more${at}`]),
    );
    const settled = settleMerges(mergesOf(twenty), crowd);
    expect(settled).toHaveLength(19);
    expect(new Set(settled.map(({ from }) => from.story.storyId)).size).toBe(19);
  });

  it('joins two stories by a third where all three belong together on the whole', () => {
    const [a, b, c] = [words(0, 10), words(4, 14), words(9, 19)].map((some, at) =>
      aStoryOf(`near${at}`, some),
    );
    if (a === undefined || b === undefined || c === undefined) throw new Error('three stories');
    expect(decideMerge(a, c, { crowd })).toBeUndefined();
    expect(settleMerges(mergesOf([a, b, c]), crowd)).toHaveLength(2);
  });

  it('does the likest two first', () => {
    const [far, middle, near] = [words(0, 10), words(4, 14), words(6, 16)].map((some, at) =>
      aStoryOf(`near${at}`, some),
    );
    if (far === undefined || middle === undefined || near === undefined) throw new Error('three');
    const [likest, next] = settleMerges(mergesOf([far, middle, near]), crowd);
    expect(likest && new Set([likest.from, likest.into])).toEqual(new Set([middle, near]));
    expect(next === undefined || next.score < (likest?.score ?? 0)).toBe(true);
  });

  it('makes no chain of stories whose ends have nothing in common', () => {
    const chain = Array.from({ length: 8 }, (_, at) =>
      aStoryOf(`link${at}`, words(7 * at, 7 * at + 10)),
    );
    const merges = mergesOf(chain);
    expect(merges).toHaveLength(7);
    expect(settleMerges(merges, crowd).length).toBeLessThan(7);
  });

  it('does the same in whatever order the merges are given, and no story goes twice', () => {
    const states = Array.from({ length: 7 }, (_, at) =>
      aStoryOf(`some${at}`, words(3 * at, 3 * at + 10)),
    );
    const merges = mergesOf(states);
    const expected = idsOf(settleMerges(merges, crowd));
    expect(expected.length).toBeGreaterThan(2);
    fc.assert(
      fc.property(fc.shuffledSubarray(merges, { minLength: merges.length }), (mixed) => {
        expect(idsOf(settleMerges(mixed, crowd))).toEqual(expected);
      }),
    );
  });
});
