import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CrashLab } from './crash-lab.ts';
import { subjects } from './crash-newsroom.ts';
import { everyPoint, type Round } from './crash-points.ts';
import { eventsOf } from './ending.ts';
import { readTables } from './table-contents.ts';
import { turnedPages, turningFeed, withTurningOutlet } from './turning-outlet.ts';

const fetched = ['poll', 'feeds', 'articles', 'links'] as const;
const rounds: readonly Round[] = (['told', 'turned', 'grown', 'followed'] as const).map(
  (name, at) => ({
    ...{ name, at: `2030-05-0${5 + at}T10:00:00.000Z` },
    ...{ web: withTurningOutlet(name), stages: fetched },
  }),
);

describe('whoever dies while a story is split', { timeout: 600_000 }, () => {
  let lab: CrashLab;
  beforeAll(async () => {
    lab = await CrashLab.start([turningFeed], rounds, subjects);
  }, 300_000);
  afterAll(() => lab?.stop());

  it('comes to a story that is really split, which later reports find by its words', async () => {
    const events = await eventsOf(lab.services);
    expect(events.filter((event) => event.startsWith('StorySplit '))).toHaveLength(1);
    const { stories, articles } = await readTables(lab.services);
    const [theirs] = stories.filter(({ splitFrom }) => splitFrom !== undefined);
    const [ours] = stories.filter(({ storyId }) => storyId === theirs?.['splitFrom']);
    expect([stories.length, ours?.['articleCount'], theirs?.['articleCount']]).toEqual([2, 3, 3]);
    const turned = articles.filter(({ url }) => turnedPages.includes(String(url)));
    expect(turned.map(({ storyId }) => storyId)).toEqual([
      theirs?.['storyId'],
      theirs?.['storyId'],
    ]);
  });

  it('leaves everything as it is without a death, before and after every call', async () => {
    // Whoever moves articles, and who has asked for it; with how many reports is a matter of measure.
    const moving = lab.calls.find(({ call }) => call.includes('storyId = :into'))?.invocation ?? 0;
    const points = everyPoint(lab.calls).filter(
      ({ invocation }) => invocation === moving || invocation === moving - 1,
    );
    expect(points.length).toBeGreaterThan(60);
    const bad: Record<string, readonly string[]> = {};
    for (const point of points) {
      const { wasKilled, wrongs } = await lab.crash(point);
      const wrong = wasKilled ? wrongs : ['nobody came to this point'];
      if (wrong.length > 0) bad[`${point.when} ${point.call} no ${point.nth}`] = wrong;
    }
    expect(bad).toEqual({});
  });
});
