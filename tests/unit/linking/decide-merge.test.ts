import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideMerge, storyLikeness } from '../../../shared/linking/decide/decide-merge.ts';
import { coherenceOf, joinBar } from '../../../shared/linking/decide/decide-story.ts';
import { unit } from '../../../shared/linking/likeness/vector.ts';
import type { StoryState } from '../../../shared/linking/story/story-state.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

/** Five words that all reports of a world share, and ten of its own. */
const wordsOf = (own: string) =>
  unit(
    new Map([
      ...['orchard', 'watch', 'phone', 'maker', 'launch'].map((term) => [term, 1] as const),
      ...Array.from({ length: 10 }, (_, at) => [`${own}${at}`, 1] as const),
    ]),
  );

/** A story of reports with these words. */
const aStoryOf = (...owns: readonly string[]): StoryState => {
  const reports = owns.map((own, at) => {
    const report = aReport({ url: `https://news.example/${own}-${at}` });
    return { ...report, signature: { ...report.signature, vector: wordsOf(own) } };
  });
  return aStory(reports[0], ...reports.slice(1));
};

const stream = { crowd: 60 };

describe('decideMerge', () => {
  it('makes one of two stories that tell the same, and leaves two that do not', () => {
    const [large, small] = [aStoryOf('flood', 'flood'), aStoryOf('late', 'flood')];
    expect(decideMerge(small, large, stream)?.score).toBeGreaterThan(joinBar(60, 'en'));
    const chess = aStory(aReport({ url: 'https://x.example/', title: 'Ostrava chess open won' }));
    expect(decideMerge(large, chess, stream)).toBeUndefined();
  });

  it('asks how alike the reports are, not their sums: those of many share their world', () => {
    const many = aStoryOf(...Array.from({ length: 12 }, (_, at) => `event${at}x`));
    const one = aStoryOf('other');
    const likeOne = storyLikeness(aStoryOf('event0x'), one);
    expect(storyLikeness(many, one)).toBeLessThan(1.1 * likeOne);
  });

  it('asks less in a crowd where each has several reports, whose mean is not alike by chance', () => {
    const reportOf = (own: string, at: number) => {
      const report = aReport({ url: `https://news.example/${own}-${at}` });
      const words = ['orchard', 'watch', 'phone', 'maker'].concat(
        Array.from({ length: 11 }, (_, word) => `${own}${word}`),
      );
      const vector = unit(new Map(words.map((term) => [term, 1] as const)));
      return { ...report, signature: { ...report.signature, vector } };
    };
    const storyOf = (own: string, reports: number) =>
      aStory(...Array.from({ length: reports }, (_, at) => reportOf(own, at)));
    const mergeOf = (reports: number, crowd: number) =>
      decideMerge(storyOf('flood', reports), storyOf('rain', reports), { crowd });
    expect(mergeOf(1, 50)).toBeDefined();
    expect(mergeOf(1, 800)).toBeUndefined();
    expect(mergeOf(4, 800)).toBeDefined();
  });

  it('decides the same whichever story is named first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('flood', 'fire', 'vote'), { minLength: 1, maxLength: 5 }),
        fc.array(fc.constantFrom('flood', 'strike'), { minLength: 1, maxLength: 5 }),
        (ours, theirs) => {
          const [a, b] = [aStoryOf('here', ...ours), aStoryOf('there', ...theirs)];
          expect(storyLikeness(a, b)).toBeCloseTo(storyLikeness(b, a), 10);
          const [one, other] = [decideMerge(a, b, stream), decideMerge(b, a, stream)];
          expect(one?.into.story.storyId).toBe(other?.into.story.storyId);
        },
      ),
    );
  });
});

describe('coherenceOf', () => {
  it('is 1 where all reports say the same, and falls with each that shares nothing', () => {
    expect(coherenceOf({ sum: new Map([['a', 3]]), reports: 3 })).toBe(1);
    const apart = new Map(['a', 'b', 'c', 'd'].map((term) => [term, 1]));
    expect(coherenceOf({ sum: apart, reports: 4 })).toBeCloseTo(0.5, 10);
  });
});
