import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideMerge } from '../../../shared/linking/decide/decide-merge.ts';
import { decideSplit, isLoose, mayBeTwo } from '../../../shared/linking/decide/decide-split.ts';
import { tellAnew } from '../../../shared/linking/decide/tell-anew.ts';
import { unit } from '../../../shared/linking/likeness/vector.ts';
import { addReport, type Report } from '../../../shared/linking/story/grow-story.ts';
import type { StoryState } from '../../../shared/linking/story/story-state.ts';
import type { CanonicalUrl } from '../../../shared/model/ids.ts';
import { articleIdOf, storyIdOf } from '../../../shared/url/ids.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

/** A report of an event: two words of a world that all share, and ten of its own. */
function reportOf(event: string, at: number): Report {
  const url = `https://news.example/${event}-${at}`;
  const words = ['police', 'town', ...Array.from({ length: 10 }, (_, word) => `${event}${word}`)];
  const report = aReport({
    ...{ url, articleId: articleIdOf(url as CanonicalUrl) },
    at: new Date(Date.UTC(2026, 0, 5, 9, at)).toISOString(),
  });
  const vector = unit(new Map(words.map((word) => [word, 1])));
  return { ...report, signature: { ...report.signature, vector } };
}

/** A report of what came of an event some days later: half of its words are new. */
function sequelOf(event: string, days: number, at: number): Report {
  const later = reportOf(event, at + days * 24 * 60);
  const words = ['police', 'town', ...numbers(5).map((n) => `${event}${n}`)];
  const anew = numbers(5).map((n) => `${event} sequel ${n}`);
  const vector = unit(new Map([...words, ...anew].map((word) => [word, 1])));
  return { ...later, signature: { ...later.signature, vector } };
}

const numbers = (count: number) => Array.from({ length: count }, (_, n) => n);

const reportsOf = (...events: readonly string[]): Report[] => events.map(reportOf);

const storyOf = ([first, ...others]: readonly Report[]): StoryState => aStory(first, ...others);

const stream = { crowd: 60 };

const split = (...events: readonly string[]) => {
  const reports = reportsOf(...events);
  return decideSplit(storyOf(reports), reports, stream);
};

/** Two camps of two reports each, that have so many of a hundred words in common. */
function campsWith(common: number): readonly (readonly Report[])[] {
  const vectorOf = (camp: string) =>
    unit(new Map(numbers(100).map((n) => [n < common ? `both${n}` : `${camp}${n}`, 1])));
  return ['heist', 'quake'].map((camp, first) =>
    [1, 2].map((at) => {
      const report = reportOf(camp, 2 * at + first);
      return { ...report, signature: { ...report.signature, vector: vectorOf(camp) } };
    }),
  );
}

/** Up to far more than any bar asks for. */
const commons = numbers(40);

const areMerged = (common: number, crowd: number): boolean => {
  const [a, b] = campsWith(common).map((camp) =>
    tellAnew(storyIdOf(camp[0]?.articleId ?? aReport().articleId), camp, { crowd }),
  );
  return a !== undefined && b !== undefined && decideMerge(a, b, { crowd }) !== undefined;
};

/** The most that two camps may have in common and are parted. */
const mostInCommon = (crowd: number): number =>
  commons.findLast((common) => {
    const reports = campsWith(common).flat();
    return decideSplit(storyOf(reports), reports, { crowd }) !== undefined;
  }) ?? 0;

describe('decideSplit', () => {
  it('parts two events, and leaves the founder where the id is', () => {
    const [heist, again, quake, quakeAgain, third] = reportsOf(
      ...['heist', 'heist', 'quake', 'quake', 'heist'],
    );
    expect(split('heist', 'heist', 'quake', 'quake', 'heist')).toEqual({
      stays: [heist, again, third],
      leaves: [quake, quakeAgain],
    });
  });

  it('leaves a founder its id even where most reports tell the other event', () => {
    expect(split('heist', 'quake', 'quake', 'quake', 'heist')?.stays).toHaveLength(2);
  });

  it('leaves one event whole, and one report that is unlike the others', () => {
    expect(split('heist', 'heist', 'heist', 'heist', 'heist')).toBeUndefined();
    expect(split('heist', 'heist', 'heist', 'heist', 'quake')).toBeUndefined();
    expect(split('heist', 'heist', 'heist', 'quake')).toBeUndefined();
  });

  it('leaves an event whole whose sequel comes days later, and parts another event of those days', () => {
    const strike = reportsOf('strike', 'strike');
    const sequel = [sequelOf('strike', 5, 2), sequelOf('strike', 5, 3)];
    const other = [reportOf('quake', 5 * 24 * 60), reportOf('quake', 5 * 24 * 60 + 1)];
    const parted = (later: readonly Report[]) =>
      decideSplit(storyOf([...strike, ...later]), [...strike, ...later], stream);
    expect(parted(sequel)).toBeUndefined();
    expect(parted(other)?.leaves).toEqual(other);
  });

  it('leaves open, by leads alone, what is a little more alike than two stories are, and no more', () => {
    const leadsWith = (common: number) => {
      const reports = campsWith(common).flat();
      return mayBeTwo(storyOf(reports), reports, stream);
    };
    const most = commons.findLast(leadsWith) ?? 0;
    expect(most).toBeGreaterThan(mostInCommon(stream.crowd));
    expect(most).toBeLessThan(1.5 * mostInCommon(stream.crowd));
  });

  it('takes a few of many reports for a side of their event', () => {
    const most = (count: number) => Array.from({ length: count }, () => 'heist');
    expect(split(...most(6), 'quake', 'quake')?.leaves).toHaveLength(2);
    expect(split(...most(7), 'quake', 'quake')).toBeUndefined();
  });

  it('parts no more where hundreds of stories go on than where forty do', () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 5000 }), (crowd) => {
        const reports = reportsOf('heist', 'quake', 'heist', 'quake', 'vote');
        const state = storyOf(reports);
        expect(decideSplit(state, reports, { crowd })).toEqual(
          decideSplit(state, reports, { crowd: 40 }),
        );
      }),
      { numRuns: 20 },
    );
  });

  it('has the same bar among hundreds of stories as among forty, and a lower one among few', () => {
    expect(mostInCommon(5000)).toBe(mostInCommon(40));
    expect(mostInCommon(5)).toBeLessThan(mostInCommon(40));
  });

  it('leaves whole what is less alike than two stories have to be to be merged, but hardly so', () => {
    for (const crowd of [5, 40]) {
      const least = commons.find((common) => areMerged(common, crowd)) ?? 0;
      expect(least).toBeGreaterThan(mostInCommon(crowd) + 1);
      expect(least).toBeLessThan(mostInCommon(crowd) + 4);
    }
  });

  it('decides the same in whatever order the reports are read', () => {
    const reports = reportsOf('heist', 'quake', 'heist', 'quake', 'quake', 'vote', 'vote');
    const state = storyOf(reports);
    const whole = decideSplit(state, reports, stream);
    fc.assert(
      fc.property(fc.shuffledSubarray(reports, { minLength: reports.length }), (mixed) => {
        expect(decideSplit(state, mixed, stream)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it('never parts what would be merged again, and loses no report', () => {
    const event = fc.constantFrom('heist', 'quake', 'vote');
    const events = fc.array(event, { minLength: 2, maxLength: 14 });
    fc.assert(
      fc.property(events, fc.integer({ min: 0, max: 900 }), (told, crowd) => {
        const reports = reportsOf(...told);
        const parts = decideSplit(storyOf(reports), reports, { crowd });
        if (parts === undefined) return;
        expect(new Set([...parts.stays, ...parts.leaves])).toEqual(new Set(reports));
        const [ours, theirs] = [parts.stays, parts.leaves].map((camp) =>
          tellAnew(storyIdOf(camp[0]?.articleId ?? aReport().articleId), camp, { crowd }),
        );
        if (ours === undefined || theirs === undefined) throw new Error('a camp is empty');
        expect(decideMerge(ours, theirs, { crowd })).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('leaves a story alone that is told in two languages', () => {
    const reports = reportsOf('heist', 'heist', 'quake', 'quake');
    const [first, ...others] = reports;
    const arabic = first && { ...first, signature: { ...first.signature, language: 'ar' } };
    const mixed = [...(arabic ? [arabic] : []), ...others];
    expect(decideSplit(storyOf(reports), mixed, stream)).toBeUndefined();
  });
});

describe('isLoose', () => {
  const told = (...events: readonly string[]) => isLoose(storyOf(reportsOf(...events)));

  it('names a story of unlike reports when it has grown to a size, and no other', () => {
    const six = storyOf(reportsOf('heist', 'quake', 'vote', 'fire', 'flood', 'trial'));
    expect(isLoose(six)).toBe(true);
    expect(isLoose(addReport(six, reportOf('storm', 9)))).toBe(false);
    expect(told('heist', 'heist', 'heist', 'heist', 'heist')).toBe(false);
  });

  it('asks for the same unlikeness of a story of four and of one of twenty', () => {
    expect(told('heist', 'quake', 'vote', 'fire')).toBe(true);
    expect(told('heist', 'heist', 'heist', 'fire')).toBe(false);
    const twenty = (...events: readonly string[]) => events.flatMap((one) => Array(5).fill(one));
    expect(told(...twenty('heist', 'quake', 'vote', 'fire'))).toBe(false);
    const unlike = Array.from({ length: 20 }, (_, at) => `event${at}-`);
    expect(told(...unlike)).toBe(true);
  });
});
