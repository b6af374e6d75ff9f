import { describe, expect, it } from 'vitest';
import type { Feed, PollingState } from '../../../shared/model/feed.ts';
import { isWorthSaving, keepSchedule } from '../../../shared/polling/keep-schedule.ts';
import { aFeed, aPollingState } from '../../builders/a-feed.ts';

const now = '2026-01-05T12:00:00.000Z';
const known: Partial<PollingState> = {
  ...{ etag: '"1"', lastPolledAt: '2026-01-05T10:00:00.000Z', polls: 10 },
  pace: { skipHours: [], skipDays: [] },
};
/** Due at 10:00, 11:00, 12:00, and so on. */
const before = aFeed({ polling: aPollingState(known) });
const polled = (schedule: Partial<Feed> = {}, learnt: Partial<PollingState> = {}): Feed => ({
  ...before,
  ...{ nextPollAt: '2026-01-05T13:03:00.000Z', pollEveryMinutes: 63, ...schedule },
  polling: aPollingState({ ...known, lastPolledAt: now, polls: 11, ...learnt }),
});
const kept = (after: Feed, from = before) => keepSchedule({ before: from, after, now });
const isKept = (after: Feed, from = before) => kept(after, from).nextPollAt === from.nextPollAt;
const isSaved = (after: Feed, from = before) =>
  isWorthSaving({ before: from, after: kept(after, from), now });

describe('a stored schedule', () => {
  it('stays where the next poll comes at about the time that is wanted', () => {
    expect(kept(polled())).toMatchObject({
      ...{ nextPollAt: before.nextPollAt, pollEveryMinutes: 60 },
    });
  });

  it.each([
    ['the rhythm has slowed', { nextPollAt: '2026-01-05T13:45:00.000Z', pollEveryMinutes: 105 }],
    ['the rhythm has quickened', { nextPollAt: '2026-01-05T12:40:00.000Z', pollEveryMinutes: 40 }],
    ['only this poll is to come late', { nextPollAt: '2026-01-05T18:00:00.000Z' }],
    ['only later polls are to be rare', { pollEveryMinutes: 360 }],
  ])('goes where %s', (_, schedule) => {
    expect(isKept(polled(schedule))).toBe(false);
    expect(isSaved(polled(schedule))).toBe(true);
  });

  it('goes where the publisher wants to be asked later than that', () => {
    const pace = { freshMinutes: 61, skipHours: [], skipDays: [] };
    expect(isKept(polled({}, { pace: { ...pace, freshMinutes: 60 } }))).toBe(true);
    expect(isKept(polled({}, { pace }))).toBe(false);
  });

  it('goes where the operator wants the feed to be asked more often, as far as its publisher lets us', () => {
    const wanted = { nextPollAt: '2026-01-05T12:52:00.000Z', pollEveryMinutes: 54 };
    expect(isKept(polled(wanted))).toBe(true);
    expect(isKept(polled({ ...wanted, everyMinutes: 60 }))).toBe(true);
    expect(isKept(polled({ ...wanted, everyMinutes: 55 }))).toBe(false);
    expect(isKept(polled({ everyMinutes: 30 }))).toBe(true);
  });

  it('goes where its next poll falls into quiet hours', () => {
    expect(isKept(polled({}, { pace: { skipHours: [13], skipDays: [] } }))).toBe(false);
  });

  it('goes where a poll came so late that the next would follow at its heels', () => {
    const late = { ...before, nextPollAt: '2026-01-05T10:20:00.000Z' };
    expect(isKept(polled(), late)).toBe(false);
  });

  it('counts the polls that wrote nothing once one writes', () => {
    expect(kept(polled()).polling.polls).toBe(12);
  });
});

describe('a poll that brought nothing', () => {
  it('is not written', () => {
    expect(isSaved(polled())).toBe(false);
    expect(isSaved(polled({}, { bodyHash: 'another', lastFullAt: now }))).toBe(false);
  });

  it.each<[string, Partial<PollingState>]>([
    ['validators', { etag: '"2"' }],
    ['validators', { lastModified: 'Mon, 05 Jan 2026 09:00:00 GMT' }],
    ['a redirect', { redirect: { url: 'https://b.example/', seen: 1, since: now } }],
    ['an address', { movedTo: 'https://b.example/' }],
    ['a hub', { hub: 'https://hub.example/' }],
    ['what its publisher wants', { pace: { skipHours: [3], skipDays: [] } }],
    ['a failure', { failures: 1, lastError: 'status 500' }],
  ])('is written when it learnt of %s', (_, learnt) => {
    expect(isSaved(polled({}, learnt))).toBe(true);
  });

  it('is not written for a last modification that is only the clock of the server', () => {
    const lastModified = 'Mon, 05 Jan 2026 11:59:59 GMT';
    expect(isSaved(polled({}, { lastModified }))).toBe(false);
  });

  it('is not written for a redirect that has held long enough, but for its time', () => {
    const redirect = { url: 'https://b.example/', seen: 5, since: '2026-01-05T09:00:00.000Z' };
    const onTrial = { ...before, polling: { ...before.polling, redirect } };
    expect(isSaved(polled({}, { redirect: { ...redirect, seen: 6 } }), onTrial)).toBe(false);
  });

  it('is written once a day all the same, and the first time', () => {
    const yesterday = { ...before.polling, lastPolledAt: '2026-01-04T12:00:00.000Z' };
    expect(isSaved(polled(), { ...before, polling: yesterday })).toBe(true);
    const { lastPolledAt: _never, ...unknown } = before.polling;
    expect(isSaved(polled(), { ...before, polling: unknown })).toBe(true);
  });
});
