import { describe, expect, it } from 'vitest';
import { countPoll, pollDaysUntil } from '../../../shared/polling/poll-days.ts';
import { aFeed, aPollingState } from '../../builders/a-feed.ts';

const at = (time: string) => `2026-01-05T${time}:00.000Z`;
/** Polled at ten, due at half past and every half hour from then on. */
const feed = aFeed({
  ...{ nextPollAt: at('10:30'), pollEveryMinutes: 30 },
  polling: aPollingState({ lastPolledAt: at('10:00') }),
});

describe('the polls of a day', () => {
  it('are counted when one writes: those between found nothing new', () => {
    expect(countPoll({ before: feed, now: at('12:00'), ending: 'news' })).toEqual([
      { day: '2026-01-05', polls: 4, quiet: 3, failed: 0 },
    ]);
    expect(countPoll({ before: feed, now: at('10:30'), ending: 'failed' })).toEqual([
      { day: '2026-01-05', polls: 1, quiet: 0, failed: 1 },
    ]);
  });

  it('stand on the day on which they were due', () => {
    const late = { ...feed, polling: aPollingState({ lastPolledAt: at('23:00') }) };
    const before = { ...late, nextPollAt: at('23:30') };
    const now = '2026-01-06T00:30:00.000Z';
    expect(countPoll({ before, now, ending: 'news' })).toEqual([
      { day: '2026-01-06', polls: 2, quiet: 1, failed: 0 },
      { day: '2026-01-05', polls: 1, quiet: 1, failed: 0 },
    ]);
  });

  it('are those of a first poll alone where there was none before', () => {
    const before = aFeed({ nextPollAt: at('10:00'), polling: aPollingState() });
    expect(countPoll({ before, now: at('12:00'), ending: 'news' })).toEqual([
      { day: '2026-01-05', polls: 1, quiet: 0, failed: 0 },
    ]);
  });

  it('are told up to now, without being written', () => {
    expect(pollDaysUntil(feed, Date.parse(at('11:10')))).toEqual([
      { day: '2026-01-05', polls: 2, quiet: 2, failed: 0 },
    ]);
  });

  it('are not made up for a time in which nothing polled: one a day is written', () => {
    const [newest, older] = countPoll({
      ...{ before: feed, ending: 'nothing-new' },
      now: '2026-01-15T10:00:00.000Z',
    });
    expect(newest).toEqual({ day: '2026-01-15', polls: 1, quiet: 1, failed: 0 });
    expect((older?.polls ?? 0) + 1).toBeLessThanOrEqual(48);
  });

  it('are remembered for a fortnight', () => {
    const days = [
      { day: '2026-01-04', polls: 24, quiet: 20, failed: 0 },
      { day: '2025-12-01', polls: 24, quiet: 20, failed: 0 },
    ];
    const before = { ...feed, polling: { ...feed.polling, days } };
    const counted = countPoll({ before, now: at('10:30'), ending: 'news' });
    expect(counted.map(({ day }) => day)).toEqual(['2026-01-05', '2026-01-04']);
  });
});
