import { describe, expect, it } from 'vitest';
import {
  allGoingOn,
  besideFound,
  crowdAt,
  isQuiet,
} from '../../../shared/linking/candidates/crowd.ts';
import type { StoryId } from '../../../shared/model/ids.ts';

const at = '2026-01-05T12:00:00.000Z';
const story = (name: string) => `s${name}` as StoryId;
const filed = (name: string, hour = '2026-01-05T09') => ({
  ...{ storyId: story(name), at: `${hour}:00:00.000Z`, crowd: 0 },
});
const few = { at, crowd: 3 };

describe('besideFound', () => {
  it('names the newest stories where the keys of a report have found none', () => {
    const roster = [filed('a'), filed('b'), filed('c'), filed('d')];
    expect(besideFound([], roster, few)).toEqual([story('a'), story('b'), story('c')]);
  });

  it('names fewer the more the keys have found, and none of these again', () => {
    const roster = [filed('a'), filed('b'), filed('c')];
    expect(besideFound([story('a')], roster, few)).toEqual([story('b'), story('c')]);
    expect(besideFound(['x', 'y', 'z'].map(story), roster, few)).toEqual([]);
  });

  it('leaves out what was filed more than a day before or after the report', () => {
    const roster = [filed('later', '2026-01-06T13'), filed('a'), filed('earlier', '2026-01-04T11')];
    expect(besideFound([], roster, few)).toEqual([story('a')]);
  });

  it('names a story once that was filed twice', () => {
    expect(besideFound([], [filed('a'), filed('a', '2026-01-05T08')], few)).toEqual([story('a')]);
  });

  it('names none where more stories go on than the roster holds in full', () => {
    expect(besideFound([], [filed('a')], { at, crowd: 8 })).toEqual([]);
  });
});

describe('crowdAt', () => {
  it('counts a story that was filed twice once', () => {
    expect(crowdAt(at, [filed('a', '2026-01-05T12'), filed('a')])).toBe(1);
  });
});

describe('allGoingOn', () => {
  it('names every story where all of them are on the roster, each once', () => {
    expect(allGoingOn([filed('a'), filed('b'), filed('a')], 2)).toEqual([story('a'), story('b')]);
    expect(allGoingOn([], 0)).toEqual([]);
  });

  it('names none where some are not on the roster, now or when it was written', () => {
    expect(allGoingOn([filed('a')], 8)).toBeUndefined();
    expect(allGoingOn([filed('a'), { ...filed('b'), crowd: 8 }], 2)).toBeUndefined();
  });

  it('names none where there are more than are read', () => {
    const many = (count: number) => Array.from({ length: count }, (_, at) => filed(`${at}`));
    expect(allGoingOn(many(10), 2)).toHaveLength(10);
    expect(allGoingOn(many(11), 2)).toBeUndefined();
  });

  it('names none where more may be behind what was read', () => {
    const often = Array.from({ length: 24 }, () => filed('a'));
    expect(allGoingOn(often.slice(2), 2)).toEqual([story('a')]);
    expect(allGoingOn(often.slice(1), 2)).toBeUndefined();
  });
});

describe('a quiet stream', () => {
  it('is one in which little goes on and something did a day ago', () => {
    expect(isQuiet([filed('a'), filed('b', '2026-01-04T12')], few)).toBe(true);
  });

  it('is none of which nobody knows yet, nor a busy one', () => {
    expect(isQuiet([], { at, crowd: 0 })).toBe(false);
    expect(isQuiet([filed('a'), filed('b', '2026-01-04T13')], few)).toBe(false);
    expect(isQuiet([filed('a'), filed('b', '2026-01-04T12')], { at, crowd: 8 })).toBe(false);
  });
});
