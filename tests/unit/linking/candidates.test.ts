import { describe, expect, it } from 'vitest';
import { isFound, rankCandidates } from '../../../shared/linking/candidates/candidates.ts';
import { daysAfter } from '../../../shared/linking/likeness/instants.ts';
import type { Instant, StoryId } from '../../../shared/model/ids.ts';

const at: Instant = '2026-01-05T12:00:00.000Z';
const story = (name: string) => name as StoryId;
const filed = (name: string, term: string, when = at) => ({
  term: `en#${term}`,
  storyId: story(name),
  at: when,
});
const ranked = (weights: Record<string, number>, postings: ReturnType<typeof filed>[]) =>
  rankCandidates({ vector: new Map(Object.entries(weights)), at, damping: new Map() }, postings);

describe('the stories that a report reads', () => {
  it('are led by one that shares two words, not by one that shares a heavier one', () => {
    const postings = [filed('a', 'dunmore'), filed('b', 'bridge'), filed('b', 'ferry')];
    expect(ranked({ dunmore: 0.5, bridge: 0.4, ferry: 0.4 }, postings)).toEqual(['b', 'a']);
  });

  it('are led by one that a word of few stories leads to', () => {
    const crowd = ['c', 'd', 'e', 'f'].map((name) => filed(name, 'minister'));
    expect(ranked({ minister: 0.5, ferry: 0.4 }, [...crowd, filed('z', 'ferry')])[0]).toBe('z');
  });

  it('are led by one that was filed of late, on either side of the report', () => {
    const postings = [
      filed('a', 'ferry', daysAfter(at, -5)),
      filed('b', 'ferry', daysAfter(at, 1)),
      filed('c', 'ferry'),
    ];
    expect(ranked({ ferry: 0.4 }, postings)).toEqual(['c', 'b', 'a']);
  });

  it('count a story by its latest filing', () => {
    const postings = [
      filed('a', 'ferry', daysAfter(at, -5)),
      filed('a', 'ferry'),
      filed('b', 'ferry', daysAfter(at, -1)),
    ];
    expect(ranked({ ferry: 0.4 }, postings)).toEqual(['a', 'b']);
  });

  it('are six at most, and none that shares next to nothing of what the best one does', () => {
    const many = Array.from({ length: 20 }, (_, n) => filed(`s${n}`, 'ferry'));
    expect(ranked({ ferry: 0.4 }, many)).toHaveLength(6);
    const postings = [filed('a', 'dunmore'), filed('a', 'bridge'), filed('b', 'ferry')];
    expect(ranked({ dunmore: 0.6, bridge: 0.6, ferry: 0.1 }, postings)).toEqual(['a']);
  });
});

describe('a story that the best words of a report find', () => {
  it('is one in which three of them meet', () => {
    const two = [filed('a', 'dunmore'), filed('a', 'bridge'), filed('b', 'ferry')];
    expect(isFound(two)).toBe(false);
    expect(isFound([...two, filed('a', 'ferry')])).toBe(true);
  });

  it('is none that one of them finds three times', () => {
    const often = [filed('a', 'ferry'), filed('a', 'ferry', daysAfter(at, -3))];
    expect(isFound([...often, filed('a', 'ferry', daysAfter(at, -5))])).toBe(false);
  });
});
