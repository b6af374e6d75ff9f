import { PurgeQueueCommand } from '@aws-sdk/client-sqs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runNewsloom } from '../../cli/run-newsloom.ts';
import type { Store } from '../../cli/store.ts';
import { takeRecords } from '../../local/lambda/take-records.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { replayArticleTask } from '../../shared/messages.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { aFeed } from '../builders/a-feed.ts';
import { aWorld, storeOn } from '../builders/a-world.ts';
import { anArticle, aUrl } from '../builders/an-article.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const now = () => new Date('2026-01-10T12:00:00.000Z');
let [out, err] = ['', ''];
let interrupted = new AbortController();
let asked = 0;

/** Ends the run when it has come to its second batch. */
function mortal(store: Store, diesAt: number): Store {
  const { latestArticles } = store.news;
  return {
    ...store,
    news: {
      ...store.news,
      async *latestArticles(wanted) {
        for await (const article of latestArticles(wanted)) {
          if (++asked === diesAt) throw new Error('throttled');
          yield article;
        }
      },
    },
  };
}

const worldOf = (change: (store: Store) => Store = (store) => store) =>
  aWorld({
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    now,
    interrupted: () => interrupted.signal,
    openStore: async () => change(storeOn(services, now)),
  });

const run = (line: string, world = worldOf()) => runNewsloom(line.split(' '), world);

/** The tasks that were sent, each once. */
async function queued() {
  const records = await takeRecords(services.sqs, services.queueUrls.queues.replays);
  return records.map(({ body }) => replayArticleTask.parse(JSON.parse(body)));
}

const feedUrl = 'https://news.example/rss';
const count = 250;

beforeAll(async () => {
  const articles = dynamoArticleStore(services.dynamo, services.names.tables.articles);
  const start = Date.parse('2026-01-05T09:00:00.000Z');
  for (let n = 0; n < count; n++)
    await articles.save(
      anArticle({
        canonicalUrl: aUrl(`https://news.example/${n}`),
        publishedAt: new Date(start + n * 60_000).toISOString(),
        extractorVersion: n < 100 ? 2 : 3,
        ...(n % 50 === 0 && { feedId: feedIdOf(feedUrl) }),
      }),
      0,
    );
  const { feeds } = await worldOf().openStore({ folder: '' });
  await feeds.add(aFeed({ url: feedUrl }));
});
beforeEach(async () => {
  const QueueUrl = services.queueUrls.queues.replays;
  await services.sqs.send(new PurgeQueueCommand({ QueueUrl }));
  [out, err, asked] = ['', '', 0];
  interrupted = new AbortController();
});

describe('newsloom replay', () => {
  it('queues every article of the time that is asked for', async () => {
    expect(await run('replay --since 2026-01-05T10:00 --until 2026-01-05T10:09')).toBe(0);

    expect(await queued()).toHaveLength(10);
    expect(out).toContain('10 articles published, of which 10 are queued to be read again');
  });

  it('queues only what an older extractor has read, and tells the queue so', async () => {
    expect(await run('replay --since 7d --extractor-below 3 --json')).toBe(0);

    const tasks = await queued();
    expect(tasks).toHaveLength(100);
    expect(new Set(tasks.map(({ extractorBelow }) => extractorBelow))).toEqual(new Set([3]));
    expect(JSON.parse(out)).toMatchObject({
      ...{ listed: count, sent: 100, isWhole: true, byExtractor: { 2: 100 } },
    });
  });

  it('sends nothing when it is only asked what it would send', async () => {
    expect(await run('replay --since 7d --dry-run')).toBe(0);

    expect(out).toContain('would be read again');
    expect(await queued()).toEqual([]);
  });

  it('queues what a feed has brought', async () => {
    expect(await run(`replay --since 7d --feed ${feedUrl}`)).toBe(0);
    expect(await queued()).toHaveLength(5);
    expect(await run('replay --since 7d --feed https://other.example/rss')).toBe(1);
    expect(err).toContain('no feed https://other.example/rss');
  });

  it('tells where it has died, and misses nothing when it is gone on with from there', async () => {
    expect(
      await run(
        'replay --since 7d',
        worldOf((store) => mortal(store, 230)),
      ),
    ).toBe(1);
    const [, goOn = ''] = /go on with (--since \S+)/.exec(err) ?? [];
    expect(goOn).toBe('--since 2026-01-05T12:19:00.000Z');
    expect(await run(`replay ${goOn}`)).toBe(0);

    const ids = (await queued()).map(({ articleId }) => articleId);
    expect(new Set(ids).size).toBe(count);
  });

  it('ends cleanly when it is interrupted, and says so', async () => {
    const stops = (store: Store): Store => {
      interrupted.abort();
      return store;
    };
    expect(await run('replay --since 7d --json', worldOf(stops))).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ isWhole: false, sent: 0 });
    expect(await queued()).toEqual([]);
  });

  it('wants to know since when', async () => {
    expect(await run('replay')).toBe(2);
  });
});
