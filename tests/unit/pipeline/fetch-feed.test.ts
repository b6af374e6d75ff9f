import { describe, expect, it } from 'vitest';
import { ConcurrentWriteError, SiteUnavailableError } from '../../../shared/errors.ts';
import {
  type FetchArticleTask,
  type FetchFeedTask,
  fetchArticleTask,
} from '../../../shared/messages.ts';
import type { ArticleRecord } from '../../../shared/model/article.ts';
import type { Feed } from '../../../shared/model/feed.ts';
import { fetchFeed } from '../../../shared/pipeline/polling/fetch-feed.ts';
import { lastDue } from '../../../shared/polling/schedule.ts';
import type { FeedStore } from '../../../shared/ports/feeds.ts';
import type { PoliteAnswer, PoliteRequest, WebResponse } from '../../../shared/ports/web.ts';
import { canonicalUrl } from '../../../shared/url/canonical-url.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aFeed, aPollingState, rssOf } from '../../builders/a-feed.ts';
import { anArticle, aUrl } from '../../builders/an-article.ts';
import { memoryArticleStore } from '../../builders/memory-articles.ts';

const now = '2026-01-05T10:00:00.000Z';
const task = (feed: Feed, more: Partial<FetchFeedTask> = {}): FetchFeedTask => ({
  ...{ version: 1, feedId: feed.feedId, dueAt: feed.nextPollAt ?? now },
  ...more,
});
/** As poll-feeds sends it. */
const taskAt = (feed: Feed, at: number): FetchFeedTask => {
  const { nextPollAt = now } = feed;
  return task(feed, { dueAt: lastDue({ ...feed, nextPollAt }, at) ?? nextPollAt });
};

type Said = string | Partial<WebResponse> | PoliteAnswer | Error;

function aStep(
  feed: Feed | undefined,
  say: (url: string) => Said,
  known: string[] = [],
  stage: { readonly obeyRobots?: boolean } = {},
) {
  let stored = feed;
  let clock = Date.parse(now);
  const articles: FetchArticleTask[] = [];
  const deferred: { readonly task: FetchFeedTask; readonly delay: number }[] = [];
  const leases: string[] = [];
  const log: string[] = [];
  const obeyed: string[] = [];
  const records = new Map(
    known.map((link) => {
      const id = articleIdOf(
        canonicalUrl(link, link) as NonNullable<ReturnType<typeof canonicalUrl>>,
      );
      return [id as string, { articleId: id } as ArticleRecord] as const;
    }),
  );
  const feeds: Partial<FeedStore> = {
    find: async () => stored,
    async savePolling(next, before) {
      log.push('save');
      if (stored?.polling.lastPolledAt !== before) throw new ConcurrentWriteError('feed');
      stored = next;
    },
    lease: async (_due, until) => void leases.push(until),
  };
  const ports = {
    ...stage,
    feeds: feeds as FeedStore,
    articles: {
      ...memoryArticleStore(records),
      ofFeed: async () => [...records.values()].map(({ articleId, url }) => ({ articleId, url })),
    },
    now: () => new Date(clock),
    async fetch({ url, obeyRobots }: PoliteRequest): Promise<PoliteAnswer> {
      log.push(url);
      if (obeyRobots) obeyed.push(url);
      const said = say(url);
      if (said instanceof Error) throw said;
      if (typeof said === 'object' && 'kind' in said) return said;
      const overrides = typeof said === 'string' ? { body: new TextEncoder().encode(said) } : said;
      const plain = {
        status: 200,
        finalUrl: url,
        headers: {},
        redirects: [],
        body: new Uint8Array(),
      };
      return { kind: 'answered', response: { ...plain, ...overrides } };
    },
    async sendArticleTasks(tasks: readonly FetchArticleTask[]) {
      log.push('send');
      articles.push(...tasks);
    },
    async deferFeedTask(tasks: readonly FetchFeedTask[], delay = 0) {
      deferred.push(...tasks.map((each) => ({ task: each, delay })));
    },
  };
  return {
    ...{ articles, deferred, leases, log, obeyed, ports, records },
    run: (which?: FetchFeedTask) => fetchFeed(which ?? taskAt(stored ?? aFeed(), clock), ports),
    stored: () => stored,
    pass(milliseconds: number) {
      clock += milliseconds;
    },
  };
}

describe('an article that its feed took off the list', () => {
  const stored = (path: string): ArticleRecord =>
    anArticle({ canonicalUrl: aUrl(`https://news.example/${path}`) });
  const pages = ['One', 'Two', 'Three'];
  const pubDate = (title: string) => `Mon, 05 Jan 2026 0${9 - pages.indexOf(title)}:00:00 GMT`;

  it('is looked at again when older ones are still listed', async () => {
    let listed = pages;
    const step = aStep(aFeed(), () => rssOf(listed, { pubDate }));
    await step.run();
    for (const { articleId, url } of step.articles)
      step.records.set(articleId, { ...stored(url), articleId, url } as ArticleRecord);
    const [, two] = step.articles.splice(0);

    listed = ['One', 'Three'];
    step.pass(60 * 60 * 1000);
    await step.run();

    expect(step.articles).toMatchObject([{ articleId: two?.articleId, entry: { language: 'en' } }]);
  });

  it('is left alone when it was the oldest: feeds are short', async () => {
    let listed = pages;
    const step = aStep(aFeed(), () => rssOf(listed, { pubDate }));
    await step.run();
    for (const { articleId, url } of step.articles)
      step.records.set(articleId, { ...stored(url), articleId, url } as ArticleRecord);
    step.articles.length = 0;

    listed = ['One', 'Two'];
    step.pass(60 * 60 * 1000);
    await step.run();

    expect(step.articles).toEqual([]);
  });
});

describe('a feed that is polled', () => {
  it('sends a task for each entry, in the order of the feed, and saves after that', async () => {
    const step = aStep(aFeed({ language: 'en' }), () => rssOf(['One', 'Two']));

    expect(await step.run()).toMatchObject({ kind: 'polled', entries: 2, sent: 2, discarded: 0 });

    expect(step.articles.map(({ entry }) => entry)).toEqual([
      { title: 'One', language: 'en' },
      { title: 'Two', language: 'en' },
    ]);
    expect(step.articles[0]?.url).toBe('https://news.example/One');
    expect(step.log).toEqual(['https://news.example/feed.xml', 'send', 'save']);
    expect(step.stored()?.polling).toMatchObject({ polls: 1, entriesSeen: 2, lastPolledAt: now });
  });

  it('sends only what is new the next time', async () => {
    let titles = ['One'];
    const step = aStep(aFeed(), () => rssOf(titles));
    await step.run();
    titles = ['Two', 'One'];
    step.pass(3_600_000);

    expect(await step.run()).toMatchObject({ sent: 1 });
    expect(step.articles.map(({ entry }) => entry.title)).toEqual(['One', 'Two']);
  });

  it('has what it finds sent apart when it was polled before, and at once when it is new', async () => {
    let titles = ['One', 'Two'];
    const step = aStep(aFeed(), () => rssOf(titles));
    const apart: FetchArticleTask[] = [];
    const ports = {
      ...step.ports,
      sendArticleTasksApart: async (tasks: readonly FetchArticleTask[]) =>
        void apart.push(...tasks),
    };
    await fetchFeed(taskAt(aFeed(), Date.parse(now)), ports);
    expect([step.articles.length, apart.length]).toEqual([2, 0]);

    titles = ['Three', 'Four', ...titles];
    step.pass(3_600_000);
    await fetchFeed(taskAt(step.stored() ?? aFeed(), ports.now().getTime()), ports);
    expect([step.articles.length, apart.length]).toEqual([2, 2]);
  });

  it('sends an entry again that says something new, though its article is stored', async () => {
    let text = rssOf(['One']);
    const step = aStep(aFeed(), () => text, ['https://news.example/One']);
    await step.run();
    expect(step.articles).toHaveLength(0);

    text = text.replace('<title>One', '<title>One, corrected');
    step.pass(3_600_000);
    await step.run();
    expect(step.articles.map(({ entry }) => entry.title)).toEqual(['One, corrected']);
  });

  it('leaves articles alone that another feed has brought', async () => {
    const step = aStep(aFeed(), () => rssOf(['One', 'Two']), ['http://www.news.example/One/']);

    expect(await step.run()).toMatchObject({ entries: 2, sent: 1 });
  });

  it('sends an article once that stands there twice, under two addresses', async () => {
    const twin = rssOf(['One', 'Two']).replace(
      'https://news.example/Two',
      'https://m.news.example/One?utm_source=x',
    );
    const step = aStep(aFeed(), () => twin);

    expect(await step.run()).toMatchObject({ entries: 2, sent: 1 });
  });

  it('counts entries that lead nowhere', async () => {
    const step = aStep(aFeed(), () =>
      rssOf(['One', 'Two']).replace('https://news.example/Two', 'mailto:x@y.example'),
    );

    expect(await step.run()).toMatchObject({ entries: 2, sent: 1, discarded: 1 });
  });

  it('sends tasks that the next step takes, whatever an entry holds', async () => {
    const long = 'x'.repeat(30_000);
    const step = aStep(aFeed(), () =>
      rssOf(['One'])
        .replace(
          '</item>',
          `<author>${long}</author><description>&lt;p&gt;${long}😀</description></item>`,
        )
        .replace('<title>One', `<title>${long}`),
    );
    await step.run();

    for (const each of step.articles)
      expect(fetchArticleTask.safeParse(JSON.parse(JSON.stringify(each))).success).toBe(true);
    expect(step.articles).toHaveLength(1);
  });

  it('takes the newest two thousand entries of a hundred thousand, and remembers no more', async () => {
    const items = Array.from(
      { length: 20_000 },
      (_, at) => `<item><link>https://news.example/${at}</link></item>`,
    );
    const step = aStep(
      aFeed(),
      () => `<rss version="2.0"><channel>${items.join('')}</channel></rss>`,
    );

    await step.run();

    expect(step.articles).toHaveLength(2000);
    expect(Object.keys(step.stored()?.polling.seen ?? {})).toHaveLength(2000);
  });

  it('remembers entries that left it for a while', async () => {
    const documents = [['One', 'Two'], ['Two'], ['One', 'Two']];
    const step = aStep(aFeed(), () => rssOf(documents.shift() ?? []));
    for (let turn = 0; turn < 3; turn++) {
      await step.run();
      step.pass(3_600_000);
    }
    expect(step.articles).toHaveLength(2);
  });
});

describe('a try that died before it saved', () => {
  it('is done again, and sends what is not stored yet', async () => {
    const step = aStep(aFeed(), () => rssOf(['One', 'Two']));
    const save = step.ports.feeds.savePolling;
    step.ports.feeds.savePolling = async () => {
      throw new Error('lambda was killed');
    };
    await expect(step.run()).rejects.toThrow('killed');
    step.ports.feeds.savePolling = save;

    expect(await step.run()).toMatchObject({ kind: 'polled', sent: 2 });
  });

  it('saves nothing when its tasks could not be sent', async () => {
    const step = aStep(aFeed(), () => rssOf(['One']));
    step.ports.sendArticleTasks = async () => {
      throw new Error('throttled');
    };

    await expect(step.run()).rejects.toThrow('throttled');
    expect(step.log).not.toContain('save');
  });
});

describe('a task is skipped', () => {
  it('when its feed is paused, gone or unknown', async () => {
    for (const status of ['paused', 'gone'] as const)
      expect(await aStep(aFeed({ status }), () => '').run()).toMatchObject({
        kind: 'skipped',
        reason: status,
      });
    expect(await aStep(undefined, () => '').run(task(aFeed()))).toMatchObject({
      reason: 'unknown',
    });
  });

  it('when its feed was moved in the schedule since, unless it has a slot or answers to a push', async () => {
    const before = task(aFeed());
    const moved = () =>
      aStep(aFeed({ nextPollAt: '2026-01-05T10:40:00.000Z' }), () => rssOf(['One']));

    expect(await moved().run(before)).toMatchObject({ kind: 'skipped', reason: 'not due yet' });
    expect(await moved().run({ ...before, slotAt: now })).toMatchObject({ kind: 'polled' });
    expect(await moved().run({ ...before, pushed: true })).toMatchObject({ kind: 'polled' });
  });

  it('when its feed was polled since it was due', async () => {
    const polling = aPollingState({ lastPolledAt: now });
    const step = aStep(aFeed({ polling }), () => '');

    expect(await step.run(task(aFeed()))).toMatchObject({
      kind: 'skipped',
      reason: 'polled since',
    });
    expect(step.log).toEqual([]);
  });

  it('but not where a clock that ran ahead says that it was polled at a time to come', async () => {
    const polling = aPollingState({ lastPolledAt: '2027-01-05T10:00:00.000Z' });
    const step = aStep(aFeed({ polling }), () => rssOf(['One']));

    expect(await step.run(task(aFeed()))).toMatchObject({ kind: 'polled' });
    expect(Date.parse(String(step.stored()?.polling.lastPolledAt))).toBe(Date.parse(now));
  });

  it('in its effect, when another worker polls beside it', async () => {
    const step = aStep(aFeed(), () => rssOf(['One']));
    const first = task(aFeed());

    const outcomes = await Promise.all([step.run(first), step.run(first)]);

    expect(outcomes.map(({ kind }) => kind)).toEqual(['polled', 'polled']);
    expect(step.stored()?.polling.polls).toBe(1);
  });
});

describe('robots.txt', () => {
  const sitemap = 'https://news.example/today.xml';
  const index =
    '<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">' +
    `<sitemap><loc>${sitemap}</loc><lastmod>2026-01-05T09:30:00Z</lastmod></sitemap></sitemapindex>`;

  it.each([
    [undefined, undefined, false],
    [true, undefined, true],
    [false, undefined, false],
    [true, false, false],
    [false, true, true],
    [undefined, true, true],
  ])(
    'where the stage says %s and the feed %s is asked for it and its parts: %s',
    async (stage, own, asked) => {
      const feed = aFeed({ ...(own !== undefined && { obeyRobots: own }) });
      const say = (url: string) => (url === sitemap ? { status: 404 } : index);
      const step = aStep(feed, say, [], { ...(stage !== undefined && { obeyRobots: stage }) });
      await step.run();

      expect(step.obeyed).toEqual(asked ? [feed.url, sitemap] : []);
    },
  );
});

describe('a poll that finds nothing new', () => {
  const hour = 3_600_000;

  it('writes nothing, and the next is due all the same', async () => {
    const step = aStep(aFeed(), () => rssOf(['One']));
    await step.run();
    expect(step.log.filter((line) => line === 'save')).toHaveLength(1);
    const stored = step.stored();
    for (const _ of [1, 2, 3]) {
      step.pass(hour);
      expect(await step.run()).toMatchObject({ kind: 'unchanged' });
    }

    expect(step.log.filter((line) => line === 'save')).toHaveLength(1);
    expect(step.stored()).toEqual(stored);
  });

  it('writes nothing where a page is built anew each time and says the same', async () => {
    let built = 0;
    const channel = () => `<lastBuildDate>Mon, 05 Jan 2026 10:00:0${built++} GMT</lastBuildDate>`;
    const step = aStep(aFeed(), () => rssOf(['One'], { channel: channel() }));
    await step.run();
    step.pass(hour);

    expect(await step.run()).toMatchObject({ kind: 'polled', sent: 0 });
    expect(step.log.filter((line) => line === 'save')).toHaveLength(1);
  });

  it('is written when it ends a failure', async () => {
    const failing = aPollingState({ failures: 2, lastError: 'status 500' });
    const step = aStep(aFeed({ polling: failing }), () => ({ status: 304 }));
    const known = { ...failing, etag: '"1"', lastPolledAt: '2026-01-05T09:00:00.000Z' };
    const again = aStep(aFeed({ polling: known }), () => ({ status: 304 }));
    await step.run();
    await again.run();

    expect(again.stored()?.polling).toMatchObject({ failures: 0, polls: 1 });
  });
});

describe('a task that waited in its queue', () => {
  it('is left to the later one of its feed, unless it has a slot or answers to a push', async () => {
    const old = task(aFeed());
    const step = aStep(aFeed(), () => rssOf(['One']));
    step.pass(2 * 3_600_000);

    expect(await step.run(old)).toMatchObject({ kind: 'skipped', reason: 'due again since' });
    const slotAt = '2026-01-05T12:00:00.000Z';
    expect(await step.run({ ...old, slotAt })).toMatchObject({ kind: 'polled' });
    const pushed = aStep(aFeed(), () => rssOf(['One']));
    pushed.pass(2 * 3_600_000);
    expect(await pushed.run({ ...old, pushed: true })).toMatchObject({ kind: 'polled' });
  });

  it.each([
    [4, 'polled'],
    [6, 'skipped'],
  ])(
    '%i minutes after its feed came due again is %s, since clocks differ',
    async (minutes, kind) => {
      const feed = aFeed({ pollEveryMinutes: 60 });
      const step = aStep(feed, () => rssOf(['One']));
      step.pass((60 + minutes) * 60_000);

      expect(await step.run(task(feed))).toMatchObject({ kind });
    },
  );
});

describe('a host that is not ready', () => {
  const until = (minutes: number) => new Date(Date.parse(now) + minutes * 60_000).toISOString();

  it('has the task come back with its slot, a little early', async () => {
    const step = aStep(aFeed(), () => ({ kind: 'deferred', slotAt: until(2), why: 'busy' }));

    expect(await step.run()).toMatchObject({ kind: 'deferred', until: until(2) });
    const again = { ...task(aFeed()), slotAt: until(2), deferrals: 1 };
    expect(step.deferred).toEqual([{ task: again, delay: 117 }]);
    expect(step.log).not.toContain('save');
  });

  it('goes round its queue less often than Lambda would end it, and is then left to the schedule', async () => {
    const step = aStep(aFeed(), () => ({ kind: 'deferred', slotAt: until(2), why: 'busy' }));
    let rounds = 0;
    for (let next: FetchFeedTask | undefined = task(aFeed()); next !== undefined; rounds++) {
      await step.run(next);
      next = step.deferred.splice(0)[0]?.task;
    }
    expect(rounds).toBeLessThan(16);
    expect(step.leases).toEqual([until(2)]);
  });

  it('has the schedule wait in place of the queue where it is hours', async () => {
    const step = aStep(aFeed(), () => ({ kind: 'deferred', slotAt: until(300), why: 'paused' }));

    expect(await step.run()).toMatchObject({ kind: 'deferred' });
    expect(step.deferred).toEqual([]);
    expect(step.leases).toEqual([until(300)]);
  });
});

describe('a site that fails', () => {
  it.each([
    ['status 500', { status: 500 }],
    ['timed out', new SiteUnavailableError('https://news.example/feed.xml', 'timed out')],
    ['robots.txt disallows it', { kind: 'disallowed' } as const],
  ])('is noted on its feed and tried later: %s', async (error, said) => {
    const step = aStep(aFeed(), () => said);

    expect(await step.run()).toMatchObject({
      kind: 'failed',
      error: expect.stringContaining(error),
    });
    expect(step.stored()?.polling).toMatchObject({
      failures: 1,
      lastError: expect.stringContaining(error),
    });
    expect(step.stored()?.nextPollAt ?? '' > now).toBeTruthy();
  });

  it('for good is polled no more', async () => {
    const step = aStep(aFeed(), () => ({ status: 410 }));

    expect(await step.run()).toMatchObject({ kind: 'gone' });
    expect(step.stored()).toMatchObject({ status: 'gone' });
    expect(await step.run()).toMatchObject({ kind: 'skipped' });
  });
});

describe('a news sitemap', () => {
  const urlset = (...paths: string[]) =>
    `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${paths
      .map(
        (path) =>
          `<url><loc>https://news.example${path}</loc><news:news><news:publication_date>2026-01-05T09:00:00Z</news:publication_date><news:title>T ${path}</news:title></news:news></url>`,
      )
      .join('')}</urlset>`;
  const index = (...maps: (readonly [string, string?])[]) =>
    `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${maps
      .map(
        ([loc, lastmod]) =>
          `<sitemap><loc>${loc}</loc>${lastmod ? `<lastmod>${lastmod}</lastmod>` : ''}</sitemap>`,
      )
      .join('')}</sitemapindex>`;

  it('is a source like a feed', async () => {
    const step = aStep(aFeed(), () => urlset('/a', '/b'));
    expect(await step.run()).toMatchObject({ kind: 'polled', sent: 2 });
  });

  it('in an index is read when it changed of late, on the same site, and once', async () => {
    const step = aStep(aFeed(), (url) => {
      if (url.endsWith('/feed.xml'))
        return index(
          ['https://news.example/old.xml', '2020-01-01'],
          ['https://news.example/today.xml', '2026-01-05T09:30:00Z'],
          ['https://adverts.example/news.xml', '2026-01-05T09:59:00Z'],
        );
      return urlset('/a', '/b');
    });

    expect(await step.run()).toMatchObject({ kind: 'polled', sent: 2 });
    step.pass(3_600_000);
    expect(await step.run()).toMatchObject({ kind: 'unchanged' });
    expect(step.log.filter((line) => line.startsWith('http'))).toEqual([
      'https://news.example/feed.xml',
      'https://news.example/today.xml',
      'https://news.example/feed.xml',
    ]);
  });

  it('that is missing from its place is not asked for again', async () => {
    const step = aStep(aFeed(), (url) =>
      url.endsWith('/feed.xml') ? index(['https://news.example/news.xml']) : { status: 404 },
    );
    await step.run();
    step.pass(3_600_000);
    await step.run();

    expect(step.log.filter((line) => line.endsWith('/news.xml'))).toHaveLength(1);
  });

  it('whose host is busy is read by the next poll', async () => {
    let isBusy = true;
    const step = aStep(aFeed(), (url) => {
      if (url.endsWith('/feed.xml'))
        return index(['https://news.example/today.xml', '2026-01-05T09:30:00Z']);
      return isBusy ? { kind: 'deferred', slotAt: now, why: 'busy' } : urlset('/a');
    });
    expect(await step.run()).toMatchObject({ sent: 0 });
    isBusy = false;
    step.pass(3_600_000);

    expect(await step.run()).toMatchObject({ sent: 1 });
  });
});
