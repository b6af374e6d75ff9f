import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrashLab } from './crash-lab.ts';
import { feedsOf, lateRounds, newsroomRounds, subjects } from './crash-newsroom.ts';
import { type CrashPoint, distinctPoints } from './crash-points.ts';

const hosts = ['northmere-post.example'];
/** One corrected, one gone, one dead from the start, and two of one story. */
const about = ['mayor', 'contractor', 'tram-line', 'storm'];

const rounds = [...newsroomRounds(about), ...lateRounds(about)];
const places = rounds.flatMap(({ name, stages }) => stages.map((stage) => [name, stage] as const));

/** Functions that write nothing, so that nothing is half done when they die. */
const readers = ['viewer'];

describe('whoever dies at whatever call', { timeout: 600_000 }, () => {
  let lab: CrashLab;
  let points: readonly CrashPoint[];
  beforeAll(async () => {
    lab = await CrashLab.start(feedsOf(hosts), rounds, subjects);
    points = distinctPoints(lab.calls);
  }, 300_000);
  afterAll(() => lab?.stop());

  it('dies in every function that is deployed, and in the commands that write', () => {
    const functions = readdirSync(new URL('../../functions/', import.meta.url));
    const wanted = functions.filter((name) => !readers.includes(name));
    const steps = new Set(points.map(({ step }) => step));
    expect([...steps].toSorted()).toEqual(
      [...wanted, 'doctor command', 'takedown command'].toSorted(),
    );
  });

  it('dies at every kind of call', () => {
    const operations = new Set(points.map(({ call }) => call.split(' ')[0]));
    expect([...operations]).toEqual(
      expect.arrayContaining([
        ...['Get', 'Query', 'Put', 'Update', 'BatchWrite', 'PutObject', 'GetObject'],
        ...['SendMessageBatch', 'PutEvents', 'GET'],
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
