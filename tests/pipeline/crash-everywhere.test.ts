import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedsOf, newsroomRounds } from './crash-newsroom.ts';
import { CrashLab, type CrashPoint, distinctPoints } from './crash-points.ts';

const hosts = ['northmere-post.example'];
/** One corrected, one gone, one dead from the start, and two of one story. */
const about = ['mayor', 'contractor', 'tram-line', 'storm'];

const rounds = newsroomRounds(about);
const places = rounds.flatMap(({ name, stages }) => stages.map((stage) => [name, stage] as const));

describe('whoever dies at whatever call', { timeout: 600_000 }, () => {
  let lab: CrashLab;
  let points: readonly CrashPoint[];
  beforeAll(async () => {
    lab = await CrashLab.start(feedsOf(hosts), rounds);
    points = distinctPoints(lab.calls);
  }, 300_000);
  afterAll(() => lab?.stop());

  it('dies at every kind of call of every step', () => {
    const steps = new Set(points.map(({ step }) => step));
    expect([...steps].toSorted()).toEqual([
      ...['fetch-article', 'fetch-feed', 'link-article', 'poll-feeds'],
      ...['replay-article', 'revisit-articles', 'sweep-stories'],
    ]);
    const operations = new Set(points.map(({ call }) => call.split(' ')[0]));
    expect([...operations]).toEqual(
      expect.arrayContaining([
        'Put',
        'Update',
        'PutObject',
        'SendMessageBatch',
        'PutEvents',
        'GET',
      ]),
    );
  });

  it.each(places)('leaves everything as it is without a death: %s, %s', async (round, stage) => {
    const bad: Record<string, readonly string[]> = {};
    for (const point of points) {
      if (point.round !== round || point.stage !== stage) continue;
      const { wasKilled, wrongs } = await lab.crash(point);
      // Whether a host is free at once is a matter of milliseconds.
      const mustCome = !point.call.includes('newsloom-hosts');
      const wrong = mustCome && !wasKilled ? ['nobody came to this point'] : wrongs;
      if (wrong.length > 0) bad[`${point.when} ${point.call} of ${point.step}`] = wrong;
    }
    expect(bad).toEqual({});
  });
});
