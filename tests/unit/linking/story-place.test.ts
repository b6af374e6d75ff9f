import { describe, expect, it } from 'vitest';
import { seenUntil } from '../../../shared/linking/story/story-place.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

const at = (time: string) => `2026-01-05T${time}:00.000Z`;
const { story: before } = aStory(aReport({ at: at('09:00') }));
/** When its newest report came, and where it stands among the latest. */
const seenAndPlace = (...times: string[]) => {
  const { lastSeenAt, listedAt } = times.reduce((story, time) => seenUntil(story, time), before);
  return [lastSeenAt, listedAt ?? lastSeenAt];
};

describe('a story among the latest', () => {
  it('keeps its place for an hour, and then takes that of its newest report', () => {
    expect(seenAndPlace(at('09:59'))).toEqual([at('09:59'), at('09:00')]);
    expect(seenAndPlace(at('10:00'))).toEqual([at('10:00'), at('10:00')]);
  });

  it('keeps it no longer where reports come one upon the other', () => {
    expect(seenAndPlace(at('09:40'), at('10:20'))).toEqual([at('10:20'), at('10:20')]);
    expect(seenAndPlace(at('09:40'), at('10:20'), at('10:50'))).toEqual([at('10:50'), at('10:20')]);
  });

  it('is listed on the day of its newest report', () => {
    const late = seenUntil(before, at('23:50'));
    expect(seenUntil(late, '2026-01-06T00:10:00.000Z')).not.toHaveProperty('listedAt');
  });

  it('goes back with its newest report, where that leaves', () => {
    const { listedAt, lastSeenAt } = seenUntil(seenUntil(before, at('09:40')), at('08:00'));
    expect([listedAt, lastSeenAt]).toEqual([undefined, at('08:00')]);
  });

  it('says nothing of a place that is the instant of its newest report', () => {
    expect(seenUntil(before, at('09:00'))).toEqual(before);
  });
});
