import { describe, expect, it } from 'vitest';
import {
  hourOfAge,
  isLively,
  isLookedAtAgain,
  keptValidators,
} from '../../../shared/article/revisits.ts';
import { revisitHours, revisitTexts } from '../../../shared/config/revisit-schedule.ts';
import { anArticle } from '../../builders/an-article.ts';

const at = (time: string) => `2026-01-05T${time}:00.000Z`;
const schedule = { always: [1, 24], lively: [4, 72] };

describe('an article that is changed', () => {
  it.each([
    ['it goes on growing', { liveblog: true }],
    ['a change of it was seen', { revision: 2 }],
    ['its page says so', { modifiedAt: at('09:30') }],
    ['its server says so', { lastModified: 'Mon, 05 Jan 2026 09:40:00 GMT' }],
  ])('is known by this: %s', (_by, facts) => {
    expect(isLively(anArticle(facts))).toBe(true);
  });

  it.each([
    ['nothing says so', {}],
    ['it was touched while it came out', { modifiedAt: at('09:05') }],
    ['its server gives the time of the request', { lastModified: 'Mon, 05 Jan 2026 10:00:00 GMT' }],
    ['its server gives no time', { lastModified: 'yesterday' }],
  ])('is none where %s', (_why, facts) => {
    expect(isLively(anArticle(facts))).toBe(false);
  });
});

describe('what a server said of a version', () => {
  const kept = (lastModified: string, etag?: string) =>
    keptValidators(
      { lastModified, ...(etag !== undefined && { etag }) },
      { publishedAt: at('09:00'), fetchedAt: at('10:00') },
    );
  const [early, late, onRequest] = ['09:02', '09:40', '10:00'].map(
    (time) => `Mon, 05 Jan 2026 ${time}:00 GMT`,
  ) as [string, string, string];

  it('is its entity tag alone, but for a time that tells of a change', () => {
    expect(kept(early, '"1"')).toEqual({ etag: '"1"' });
    expect(kept(onRequest, '"1"')).toEqual({ etag: '"1"' });
    expect(kept(late, '"1"')).toEqual({ etag: '"1"', lastModified: late });
  });

  it('is its time where it gave no tag', () => {
    expect(kept(early)).toEqual({ lastModified: early });
  });
});

describe('the schedule of looks', () => {
  it('has fewer for what stays as it is', () => {
    const looks = (facts = {}) =>
      [1, 4, 24, 72, 168].filter((hours) => isLookedAtAgain(anArticle(facts), hours, schedule));

    expect(looks()).toEqual([1, 24]);
    expect(looks({ revision: 2 })).toEqual([1, 4, 24, 72]);
  });

  it.each([
    [1, '11:00', '2026-01-05T09'],
    [1, '11:59', '2026-01-05T09'],
    [24, '11:20', '2026-01-04T10'],
  ])('looks at age %i, at %s, at an hour that is at least as old', (age, now, hour) => {
    expect(hourOfAge(age, new Date(at(now)))).toBe(hour);
  });

  it('is read from the environment as a stage gives it', () => {
    const texts = revisitTexts({ always: [2], lively: [48, 96] });
    expect(revisitHours.parse(texts.REVISIT_HOURS)).toEqual([2]);
    expect(revisitHours.parse(texts.REVISIT_LIVELY_HOURS)).toEqual([48, 96]);
    expect(revisitHours.parse(revisitTexts('never').REVISIT_HOURS)).toEqual([]);
  });

  it.each(['0', '1.5', 'soon', '9999'])('takes no age of %s', (hours) => {
    expect(revisitHours.safeParse(hours).success).toBe(false);
  });
});
