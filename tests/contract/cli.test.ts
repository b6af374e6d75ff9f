import { PurgeQueueCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runNewsloom } from '../../cli/run-newsloom.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../shared/adapters/dynamo/change-log.ts';
import { dynamoLinkStore } from '../../shared/adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { BlockedAddressError, SiteUnavailableError } from '../../shared/errors.ts';
import type { StoryState } from '../../shared/linking/story/story-state.ts';
import { fetchFeedTask } from '../../shared/messages.ts';
import { feedIdOf } from '../../shared/url/ids.ts';
import { rssOf } from '../builders/a-feed.ts';
import { aReport, aStoredArticle, aStory } from '../builders/a-story.ts';
import { aWorld, storeOn } from '../builders/a-world.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const now = () => new Date('2026-01-05T12:00:00.000Z');
const files: Record<string, string> = {
  'feed.xml': rssOf(['Bridge reopens']),
  'not-a-feed.xml': '<html><body>no</body></html>',
  'feeds.yaml': 'feeds:\n  - url: https://yaml.example/rss\n    tags: [sea]\n',
  'empty.html': '',
};
const pages: Record<string, readonly [type: string, text: string]> = {
  'https://site.example/': [
    'text/html',
    '<link rel="alternate" type="application/rss+xml" href="/news.rss"><p>Front page</p>',
  ],
  'https://site.example/news.rss': ['application/rss+xml', rssOf(['Bridge reopens'])],
  'https://plain.example/': ['text/html', '<p>No feed here</p>'],
};
let out = '';
let err = '';

const world = aWorld({
  out: (text) => {
    out += text;
  },
  err: (text) => {
    err += text;
  },
  now,
  openStore: async () => storeOn(services, now),
  fetchWeb: async ({ url }) => {
    if (new URL(url).hostname === 'internal.example')
      throw new BlockedAddressError(url, '10.0.0.1 is not a public address');
    const page = pages[url];
    if (page === undefined) throw new SiteUnavailableError(url, 'it does not resolve');
    const [type, text] = page;
    return {
      ...{ status: 200, finalUrl: url, headers: { 'content-type': type }, redirects: [] },
      body: new TextEncoder().encode(text),
    };
  },
  readFile: async (path) => {
    const content = files[path];
    if (content === undefined) throw new Error('no such file');
    return new TextEncoder().encode(content);
  },
  writeFile: async (path, text) => {
    files[path] = text;
  },
});
const run = (line: string) => runNewsloom(line.split(' '), world);

const storyOf = aStory(
  aReport({ url: 'https://a.example/1', site: 'a.example' }),
  aReport({ url: 'https://b.example/1', site: 'b.example' }),
);
const { storyId } = storyOf.story;
/** What two of its reports told, until they were told apart. */
const chess = partOf(
  aStory(aReport({ url: 'https://a.example/chess', title: 'Teenager wins Ostrava chess open' })),
);
function partOf({ story, profile }: StoryState): StoryState {
  return { story: { ...story, splitFrom: storyId, closesAt: '2026-01-02T00:00:00.000Z' }, profile };
}
const [first, second] = ['https://a.example/1', 'https://b.example/1'].map((url) =>
  aStoredArticle(url, { title: `Bridge\u001b[2J reopens at ${url.slice(8, 9)}` }),
);

beforeAll(async () => {
  const { dynamo, names } = services;
  if (first === undefined || second === undefined) throw new Error('two articles are made above');
  const articles = dynamoArticleStore(dynamo, names.tables.articles);
  for (const { article, revision } of [first, second]) {
    const version = { ...revision, siteName: 'The Bridge' };
    await dynamoRevisionStore(dynamo, names.tables.revisions).create(version);
    await articles.save(article, 0);
    await articles.setStory(article.articleId, { storyId, linkedRevision: 1 });
    const { articleId, changedAt } = article;
    await dynamoChangeLog(dynamo, names.tables).put({
      ...{ articleId, changedAt, kind: 'created', revision: 1, change: 'first' },
    });
  }
  const stories = dynamoStoryStore(dynamo, names.tables.stories);
  await stories.save(
    { ...storyOf, story: { ...storyOf.story, splitOff: [chess.story.storyId] } },
    0,
  );
  await stories.save(chess, 0);
  await dynamoLinkStore(dynamo, names.tables.links).saveAll([
    {
      ...{ articleId: second.article.articleId, otherId: first.article.articleId, kind: 'copy' },
      ...{ role: 'to', score: 0.9, linkedAt: now().toISOString(), otherUrl: 'https://a.example/1' },
      otherTitle: 'Bridge reopens at a',
      storyId,
      evidence: {
        terms: ['bridge'],
        names: ['Dunmore'],
        places: [],
        numbers: [],
        containment: 0.8,
      },
    },
  ]);
});
beforeEach(() => {
  out = '';
  err = '';
});

describe('newsloom feeds', () => {
  it('adds, lists, pauses, resumes, exports and imports feeds', async () => {
    expect(await run('feeds add https://cli.example/rss --tag world --language en')).toBe(0);
    expect(await run('feeds add https://cli.example/rss')).toBe(0);
    expect(out).toMatch(/^added: .*\nalready there: /);
    expect(await run('feeds pause https://cli.example/rss')).toBe(0);
    expect(await run('feeds import feeds.yaml')).toBe(0);
    out = '';
    expect(await run('feeds list --json')).toBe(0);
    const feeds = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(feeds.map(({ url, status }) => [url, status])).toEqual([
      ['https://cli.example/rss', 'paused'],
      ['https://yaml.example/rss', 'active'],
    ]);
    expect(await run('feeds resume https://cli.example/rss')).toBe(0);
    out = '';
    await run('feeds export --format yaml');
    files['exported.yaml'] = out;
    out = '';
    await run('feeds export');
    files['exported.opml'] = out;
    expect(out).toContain('xmlUrl="https://cli.example/rss"');
    for (const file of ['exported.yaml', 'exported.opml']) {
      out = '';
      expect(await run(`feeds import ${file}`)).toBe(0);
      expect(out).toBe('0 feeds added, 2 already there\n');
    }
  });
});

describe('newsloom feeds import', () => {
  it('takes folders of OPML for tags, and gives them back', async () => {
    files['nested.opml'] =
      '<?xml version="1.0"?><opml version="2.0"><body><outline text="Sea"><outline text="Ports">' +
      '<outline type="rss" text="Quay &amp; Sons" xmlUrl="https://quay.example/rss"/></outline></outline>' +
      '<outline xmlUrl="https://loose.example/atom"/><outline xmlUrl="javascript:alert(1)"/></body></opml>';
    expect(await run('feeds import nested.opml')).toBe(0);
    expect(out).toBe('2 feeds added, 0 already there\n');
    out = '';
    await run('feeds list --json');
    const quay = out.split('\n').find((line) => line.includes('quay.example'));
    expect(JSON.parse(quay ?? '{}')).toMatchObject({ name: 'Quay & Sons', tags: ['Sea', 'Ports'] });
    out = '';
    await run('feeds export');
    expect(out).toContain('xmlUrl="https://quay.example/rss"');
    expect(out).toContain('Quay &amp; Sons');
    expect(out).toContain('xmlUrl="https://loose.example/atom"');
  });
});

describe('newsloom feeds pause', () => {
  it('sends the feed a last task, by which its hub is left', async () => {
    const url = 'https://hubbed.example/rss';
    await run(`feeds add ${url} --unchecked`);
    const QueueUrl = services.queueUrls.queues.feeds;
    await services.sqs.send(new PurgeQueueCommand({ QueueUrl }));
    expect(await run(`feeds pause ${url}`)).toBe(0);

    const { Messages } = await services.sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    expect(Messages?.map(({ Body = '' }) => fetchFeedTask.parse(JSON.parse(Body)))).toMatchObject([
      { feedId: feedIdOf(url) },
    ]);
  });
});

describe('newsloom feeds add', () => {
  it('finds the feed of a site', async () => {
    expect(await run('feeds add https://site.example/')).toBe(0);
    expect(out).toContain('added: https://site.example/news.rss');
    expect(err).toContain('found “Example News” at https://site.example/news.rss');
    expect(await run('feeds add https://site.example/news.rss')).toBe(0);
    expect(out).toContain('already there: https://site.example/news.rss');
  });

  it('says what it tried when a site that answers has none', async () => {
    expect(await run('feeds add https://plain.example/')).toBe(1);
    expect(err).toContain('found no feed at https://plain.example/');
    expect(err).toContain('tried https://plain.example/feed: ');
    expect(out).toBe('');
    expect(await run('feeds add https://plain.example/ --unchecked')).toBe(0);
    await run('feeds pause https://plain.example/');
  });

  it('adds the feed of a site that is down, and says so; not one that may never be asked', async () => {
    expect(await run('feeds add https://down.example/rss')).toBe(0);
    expect(err).toBe('note: added unseen, since https://down.example/rss: it does not resolve\n');
    expect(await run('feeds add https://internal.example/rss')).toBe(1);
    expect(err).toContain('not a public address');
  });
});

describe('newsloom articles and stories', () => {
  it('lists what is stored, without what a title would do to the terminal', async () => {
    expect(await run('articles list --since 4h')).toBe(0);
    expect(out).toContain('Bridge reopens at a');
    expect(out).not.toContain('\u001b');
    out = '';
    expect(await run('articles list --by changed --since 4h --json')).toBe(0);
    expect(out.trim().split('\n')).toHaveLength(2);
  });

  it('shows an article by any variant of its address, with its text', async () => {
    expect(await run('articles show http://www.b.example/1?utm_source=x --text')).toBe(0);
    expect(out).toContain('Bridge reopens at b');
    expect(out).toMatch(/outlet +The Bridge \(\S+\)/);
    expect(out).toContain('copy');
    expect(out).toContain('The bridge reopened on Monday.');
  });

  it('shows a story with its members, and why each belongs', async () => {
    expect(await run('stories list --min-sources 2')).toBe(0);
    expect(out).toContain(storyId);
    out = '';
    expect(await run(`stories show ${storyId}`)).toBe(0);
    expect(out).toContain('is a copy of Bridge reopens at a (0.90)');
    expect(out).toContain('both have 80% of the wording, Dunmore, bridge');
    out = '';
    await run(`stories show ${storyId} --json`);
    expect(JSON.parse(out).members).toHaveLength(2);
  });

  it('says of a story that was split where the other part is, and of one that is over that it is', async () => {
    await run(`stories show ${storyId}`);
    expect(out).toMatch(`parted from  ${chess.story.storyId} Teenager wins Ostrava chess open`);
    out = '';
    await run(`stories show ${chess.story.storyId}`);
    expect(out).toMatch(`parted from  ${storyId} Bridge reopens`);
    expect(out).toMatch(/^closed +2026-01-02 00:00$/m);
  });
});

describe('newsloom page, feed and status', () => {
  it('shows what is read from a feed', async () => {
    expect(await run('feed feed.xml')).toBe(0);
    expect(out).toContain('Bridge reopens');
    expect(await run('feed not-a-feed.xml')).toBe(1);
    expect(err).toMatch(/^error: /);
  });

  it('says why a page is no article', async () => {
    expect(await run('page empty.html')).toBe(1);
    expect(err).toMatch(/^error: empty\.html is no article: /);
  });

  it('counts feeds, the last day and every queue', async () => {
    expect(await run('status --json')).toBe(0);
    const status = JSON.parse(out);
    expect(status.lastDay).toMatchObject({ new: 2, revised: 0, removed: 0 });
    expect(status.queues.map(({ queue }: { queue: string }) => queue)).toEqual([
      ...['feeds', 'feeds dead letters', 'articles', 'articles dead letters'],
      ...['links', 'links dead letters', 'replays', 'replays dead letters', 'quarantine'],
    ]);
  });
});

describe('what goes wrong', () => {
  it.each([
    [
      'articles show https://none.example/x',
      1,
      'no article https://none.example/x in the test store',
    ],
    ['articles show nonsense', 2, 'neither an address nor the id'],
    ['stories show s0', 1, 'no story s0'],
    ['feeds pause https://none.example/', 1, '`newsloom feeds list` shows all'],
    ['feeds import missing.opml', 1, 'cannot read missing.opml'],
    ['page https://internal.example/', 1, 'not a public address'],
    ['feeds add ftp://a.example/', 2, 'begins with http://'],
    ['articles list --since yesterday', 2, 'Say 24h'],
    ['articles list --limit 0', 2, 'whole number'],
    ['feeds export --format pdf', 2, 'say opml or yaml'],
    ['bogus', 2, 'unknown command'],
  ])('%s ends with %i and says so', async (line, code, message) => {
    expect(await run(line)).toBe(code);
    expect(err).toContain(message);
    expect(err).not.toContain('    at ');
    expect(out).toBe('');
  });

  it.each(['', 'feeds ', 'feeds add ', 'articles list ', 'stories show ', 'page ', 'status '])(
    'newsloom %s--help has examples and ends with 0',
    async (command) => {
      expect(await run(`${command}--help`)).toBe(0);
      expect(out).toContain('Usage: newsloom');
      if (command !== 'feeds ') expect(out).toContain('Examples:');
    },
  );
});
