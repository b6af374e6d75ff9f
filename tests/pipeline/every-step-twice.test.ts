import { beforeAll, describe, expect, it } from 'vitest';
import { newsroomWeb } from '../../local/newsroom/newsroom-web.ts';
import { aPipeline, type Delivery, type Pipeline } from './a-pipeline.ts';
import { ageArticles } from './age-articles.ts';
import { withoutTie } from './ending.ts';
import { findingsIn } from './findings-in.ts';
import { type Contents, comparable, readTables } from './table-contents.ts';

const today = new Date('2030-05-05T10:00:00.000Z');
const outlets = ['sariya.example', 'northmere-post.example'];

/** Three days of two outlets of the sample newsroom, each batch delivered like this. */
async function runThrough(delivery: Delivery): Promise<Contents> {
  const day1 = newsroomWeb({ today, phase: 1 });
  const feeds = day1.feeds.filter((url) => outlets.includes(new URL(url).hostname));
  const pipeline: Pipeline = await aPipeline(feeds, delivery);
  try {
    await pipeline.run('2030-05-05T10:00:00.000Z', day1);
    await pipeline.run('2030-05-06T10:00:00.000Z', newsroomWeb({ today, phase: 2 }));
    // Still gone a day later, and read again by an extractor that is newer than the one that read it.
    await pipeline.revisit('2030-05-07T10:30:00.000Z');
    await ageArticles(pipeline.services, (id) => id.endsWith('0'));
    await pipeline.deliver('2030-05-07T11:00:00.000Z');
    expect(await findingsIn(pipeline.services)).toEqual([]);
    const { links, ...others } = await readTables(pipeline.services);
    return { ...others, links: links.map(withoutTie) };
  } finally {
    await pipeline.stop();
  }
}

describe('whatever is delivered more than once', () => {
  let once: Contents;
  beforeAll(async () => {
    once = await runThrough('once');
  });

  it('stores articles, revisions, stories and links when all goes well', () => {
    expect(once.articles.length).toBeGreaterThan(15);
    expect(once.revisions.length).toBeGreaterThan(15);
    expect(once.stories.length).toBeGreaterThan(5);
    expect(once.links.length).toBeGreaterThan(10);
    expect(once.articles.filter(({ state }) => state === 'removed')).toHaveLength(1);
    expect(once.articles.filter((article) => 'goneSince' in article)).toEqual([]);
    const named = new Set(once.revisions.flatMap(({ rawKey }) => rawKey ?? []));
    expect(new Set(once.rawPages.keys())).toEqual(named);
  });

  it.each(['twice', 'beside itself'] as const)(
    'leaves the tables as they are after one delivery: each batch %s',
    async (delivery) => {
      const [contents, wanted] = [comparable(await runThrough(delivery)), comparable(once)];

      for (const table of Object.keys(wanted))
        expect(contents[table], table).toEqual(wanted[table]);
    },
  );
});
