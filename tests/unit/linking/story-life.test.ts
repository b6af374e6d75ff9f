import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { storySimilarity } from '../../../shared/linking/decide/decide-story.ts';
import { daysAfter } from '../../../shared/linking/likeness/instants.ts';
import { reportOf } from '../../../shared/linking/likeness/report.ts';
import { addReport, emptyStory } from '../../../shared/linking/story/grow-story.ts';
import { hasteOf } from '../../../shared/linking/story/story-life.ts';
import type { ArticleId, StoryId } from '../../../shared/model/ids.ts';
import { anArticle } from '../../builders/an-article.ts';

const noon = '2026-01-05T12:00:00.000Z';
const toldFor = (days: number) => ({ firstSeenAt: noon, lastSeenAt: daysAfter(noon, days) });

describe('how fast a story that nobody goes on telling is over', () => {
  it('is as fast as any, of one that few have told yet', () => {
    expect(hasteOf(toldFor(0), 1)).toBe(1);
    expect(hasteOf(toldFor(0), 3)).toBe(1);
  });

  it('is twice as fast of one that several told at once', () => {
    expect(hasteOf(toldFor(0), 5)).toBe(2);
  });

  it('is as fast as any of one that is told for a day, or by dozens', () => {
    expect(hasteOf(toldFor(1), 5)).toBe(1);
    expect(hasteOf(toldFor(0), 30)).toBe(1);
  });

  it('is never slower for being told a shorter time or by fewer, from four on', () => {
    const days = fc.double({ min: 0, max: 9, noNaN: true });
    const reports = fc.integer({ min: 4, max: 200 });
    fc.assert(
      fc.property(days, days, reports, reports, (a, b, m, n) => {
        const [short, long] = [Math.min(a, b), Math.max(a, b)];
        const [few, many] = [Math.min(m, n), Math.max(m, n)];
        expect(hasteOf(toldFor(short), few)).toBeGreaterThanOrEqual(hasteOf(toldFor(long), few));
        expect(hasteOf(toldFor(short), few)).toBeGreaterThanOrEqual(hasteOf(toldFor(short), many));
      }),
    );
  });
});

/** A report in many words; those of its end are its own. */
const forecast = (id: string, at: string) =>
  reportOf(
    anArticle({
      ...{
        articleId: id as ArticleId,
        title: 'Thunderstorms over Northmere',
        publishedAt: at,
        fetchedAt: at,
      },
    }),
    `Thunderstorms with hail are expected over Northmere, says the Weather Office. ${Array.from(
      { length: 70 },
      (_, word) => `${word % 7 === 0 ? id : ''}word${word}`,
    ).join(' ')}`,
  );

/** A forecast that five outlets print, each so many hours after the one before. */
function printed(hours: number) {
  const first = forecast('a0', noon);
  let state = emptyStory('s1' as StoryId, first);
  for (let outlet = 0; outlet < 5; outlet++)
    state = addReport(state, forecast(`a${outlet}`, daysAfter(noon, (outlet * hours) / 24)));
  return state;
}

describe('a forecast of two days later', () => {
  const nextDay = (state: ReturnType<typeof printed>) => daysAfter(state.story.lastSeenAt, 2);
  const likeness = (hours: number, days = 0) => {
    const state = printed(hours);
    const at = days === 0 ? state.story.lastSeenAt : nextDay(state);
    return storySimilarity(forecast('b0', at), state);
  };

  it('is less like one that all printed within an hour than one that is printed for days', () => {
    expect(likeness(0.2, 2)).toBeLessThan(0.7 * likeness(12, 2));
  });

  it('is as like either while it is printed', () => {
    expect(likeness(0.2)).toBeCloseTo(likeness(12), 5);
  });
});
