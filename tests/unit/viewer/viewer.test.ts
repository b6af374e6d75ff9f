import fc from 'fast-check';
import { Parser } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { StoryId } from '../../../shared/model/ids.ts';
import { viewerOf } from '../../../shared/viewer/viewer.tsx';
import { aFeed, aPollingState } from '../../builders/a-feed.ts';
import { aLink, aMember } from '../../builders/a-member.ts';
import { aReading } from '../../builders/a-reading.ts';
import { aStory } from '../../builders/a-story.ts';
import { anArticle, aParagraph, aRevision } from '../../builders/an-article.ts';

const views = [
  '/',
  '/?q=bridge',
  '/stories/s1',
  '/articles/a1',
  '/sources',
  '/sources/f1',
  '/flow',
];

/** A store every text of which is this one. */
function storeOf(text: string) {
  const link = aLink({
    ...{ otherTitle: text, otherUrl: text },
    evidence: { terms: [text], names: [text], places: [text], numbers: [text], teaser: text },
  });
  const story = {
    ...aStory().story,
    ...{ headline: text, sites: [text, text], places: [text], articleCount: 3 },
    terms: [[text, 1] as const],
    mentions: [{ articleId: link.otherId, url: text, title: text }],
  };
  const article = anArticle({
    ...{ title: text, url: text, site: text, authors: [text], section: text, tags: [text] },
    ...{ correction: text, language: text, revision: 2, rights: { robots: [text] } },
  });
  const version = {
    ...{ revision: 2, blocks: [aParagraph(text)] },
    ...{ standfirst: text, siteName: text, publishedZone: text, publisherRules: text },
  };
  const page = `<html><body><nav><p>${text}</p></nav><article><h1>${text}</h1></article></body></html>`;
  return aReading({
    story,
    members: [aMember(text, [link], { site: text, language: text }), aMember('b', [link])],
    record: article,
    revisions: [aRevision(), aRevision({ ...version, title: text })],
    links: [link, { ...link, kind: 'suggested' }, { ...link, kind: 'on-page' }],
    feeds: [aFeed({ name: text, url: text })],
    raw: {
      ...{ bytes: new TextEncoder().encode(page), url: 'https://news.example/a', headers: {} },
      fetchedAt: '2026-01-05T10:00:00.000Z',
    },
    flow: {
      queues: [{ queue: text, waiting: 1, inFlight: 0, delayed: 0, series: [0, 1] }],
      outcomes: [{ step: text, outcome: text, count: 1 }],
      ...{ pace: { [text]: [0, 1] }, everySeconds: 2, since: '2026-01-05T10:00:00.000Z' },
    },
  });
}

/** What of a page runs, or leads elsewhere than to the web. */
function dangersOf(html: string): string[] {
  const dangers: string[] = [];
  const parser = new Parser({
    onopentag(name, attributes) {
      if (name === 'script' && !attributes['src']?.startsWith('/live.js')) dangers.push(name);
      if (['iframe', 'object', 'embed', 'base', 'style', 'img', 'form'].includes(name))
        if (attributes['action'] !== '/') dangers.push(name);
      for (const [key, value] of Object.entries(attributes)) {
        if (/^on|^style$|^srcdoc$/i.test(key)) dangers.push(`${name} ${key}`);
        if (key === 'href' && !/^(\/|#|https?:|data:,$)/.test(value)) dangers.push(value);
      }
    },
  });
  parser.end(html);
  return dangers;
}

const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  'javascript:alert(1)',
  '</title><script>alert(1)</script>',
  '\u202eevil\u0000\ud800',
  '{{constructor}}',
  ']]><!--',
];

describe('a page about hostile texts', () => {
  it.each(hostile)('runs and loads nothing: %j', async (text) => {
    const viewer = viewerOf(storeOf(text));
    for (const view of views) {
      const answer = await viewer.request(view);
      expect([view, answer.status]).toEqual([view, 200]);
      expect(dangersOf(await answer.text())).toEqual([]);
    }
  });

  it('runs and loads nothing, whatever the texts are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const viewer = viewerOf(storeOf(text));
        for (const view of views) {
          const answer = await viewer.request(view);
          expect([view, answer.status]).toEqual([view, 200]);
          expect(dangersOf(await answer.text())).toEqual([]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('is told to the browser to run and load nothing of others', async () => {
    const answer = await viewerOf(aReading()).request('/');
    const policy = answer.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|https:/);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  });
});

describe('the page', () => {
  it('tells who was first, and why another belongs', async () => {
    const html = await textOf('/stories/s1', storeOf('Bridge reopens'));
    expect(html).toContain('>first</span>');
    expect(html).toContain('tells the same as');
    expect(html).toContain('<mark>');
  });

  it('says of a story that was split what it was one with, and whether it goes on', async () => {
    const chess = { ...aStory().story, storyId: 's2' as StoryId, headline: 'Chess open begins' };
    const story = { ...aStory().story, splitOff: [chess.storyId, 's3' as StoryId] };
    // The third was merged back, and is this one.
    const parts = [chess, { ...chess, storyId: 's3' as StoryId, mergedInto: story.storyId }];
    const page = (closesAt: string) =>
      textOf('/stories/s1', aReading({ story: { ...story, closesAt }, others: parts }));
    const html = await page('2026-01-05T11:00:00.000Z');
    expect(html).toContain('Was one story with');
    expect(html.match(/Chess open begins/g)).toHaveLength(1);
    expect(html).toContain('<a href="/stories/s2">');
    expect(html).toContain('>closed</bdi>');
    expect(await page('2026-01-05T13:00:00.000Z')).toContain('>open</bdi>');
  });

  it('lays an Arabic headline out from the right, and names its language in Arabic', async () => {
    const story = { ...aStory().story, headline: 'اتفاق ينهي الإضراب', languages: ['ar'] };
    const html = await textOf('/', aReading({ story: { ...story, articleCount: 2 } }));
    expect(html).toMatch(/<article class="card top" dir="rtl"><div><h2 class="clamped" lang="ar">/);
    expect(html).toContain('العربية');
  });

  it('shows what was changed between two versions', async () => {
    const [before, after] = ['Three people were hurt.', 'Four people were hurt.'].map((text, at) =>
      aRevision({ revision: at + 1, blocks: [aParagraph(text)] }),
    );
    const reading = aReading({
      record: anArticle(),
      revisions: [before, after].flatMap((r) => r ?? []),
    });
    const html = await textOf('/articles/a1', reading);
    expect(html).toContain('<del>Three</del><ins>Four</ins> people were hurt.');
  });

  it('tells where each fact was found, by the version that the record speaks of', async () => {
    const version = { authorsFrom: 'json-ld', publishedZone: '+02:00' } as const;
    const gone = { kind: 'removed', blocks: [] } as const;
    const reading = aReading({
      record: anArticle({ authors: ['Ada'], state: 'removed', revision: 3 }),
      revisions: [
        aRevision({ standfirst: 'Two weeks of repairs' }),
        aRevision({ ...version, revision: 2, standfirst: 'A week of repairs' }),
        aRevision({ ...gone, revision: 3 }),
        aRevision({ revision: 4, standfirst: 'Never saved' }),
      ],
    });
    const html = await textOf('/articles/a1', reading);
    expect(html).toContain('Ada</bdi><small> from json-ld</small>');
    expect(html).toContain('given as UTC+02:00');
    expect(html).toContain('<p class="standfirst">A week of repairs</p>');
  });

  it('tells what was left out of an article’s page, and why', async () => {
    const html = await textOf('/articles/a1', storeOf('Menu'));
    expect(html).toContain('Left out of the page');
  });

  it('cuts an English list on an Arabic page to its own direction', async () => {
    const items = ['Storm Yara', 'Harrow Quay'];
    const reading = aReading({
      record: anArticle({ language: 'ar', direction: 'rtl' }),
      revisions: [
        aRevision({ blocks: [{ kind: 'list', ordered: false, items }, aParagraph('نص')] }),
      ],
    });
    const html = await textOf('/articles/a1', reading);
    expect(html).toContain('<ul dir="ltr"><li>Storm Yara</li>');
    expect(html).toContain('<p>نص</p>');
  });

  it('renews the front page while a pipeline works, and not after', async () => {
    const reading = aReading({ story: aStory().story });
    const live = await textOf('/', { ...reading, isGrowing: () => true });
    expect(live).toMatch(/<div id="front" data-live="true">/);
    expect(live).toContain('/live.js');
    const still = await textOf('/', { ...reading, isGrowing: () => false });
    expect(still).not.toContain('data-live');
    expect(still).not.toContain('/live.js');
  });

  it('tells what a day’s polls of a feed came to, those since it was written by its schedule', async () => {
    const polling = aPollingState({
      lastPolledAt: '2026-01-05T08:00:00.000Z',
      days: [{ day: '2026-01-04', polls: 6, quiet: 3, failed: 2 }],
    });
    const feed = aFeed({ nextPollAt: '2026-01-05T09:00:00.000Z', pollEveryMinutes: 60, polling });
    const html = await textOf('/sources', aReading({ feeds: [feed] }));
    // 3 of 6, and four more at 9, 10, 11 and 12.
    expect(html).toContain('70% of 10 polls');
    expect(html).toContain('Failures a day: 2, 0');
  });

  it('says of no feed that its next poll comes before its last, where a clock was put on', async () => {
    const polling = aPollingState({ lastPolledAt: '2026-01-07T10:30:00.000Z' });
    const feed = aFeed({ nextPollAt: '2026-01-05T09:00:00.000Z', pollEveryMinutes: 60, polling });
    const html = await textOf('/sources', aReading({ feeds: [feed] }));
    expect(html).toContain('2026-01-07T11:00:00.000Z');
  });

  it.each([
    [{ dollars: 0.5, articles: 20_000 }, '$25.00', 'as the stack estimates'],
    [{ dollars: 0.5, articles: 0 }, '$0.5000', 'as the stack estimates'],
    [{ dollars: 12, articles: 1e6, isImagined: true }, '$12.00', 'would cost in AWS'],
  ])('tells the spend: %j', async (spend, dollars, said) => {
    const flow = { queues: [], outcomes: [], pace: {}, everySeconds: 2, spend };
    const html = await textOf('/flow', aReading({ flow }));
    expect(html).toContain(dollars);
    expect(html).toContain(said);
  });

  it('says why a part of the flow is not known', async () => {
    const flow = { queues: [], outcomes: [], pace: {}, everySeconds: 2, problem: 'not allowed' };
    const html = await textOf('/flow', aReading({ flow }));
    expect(html).toContain('not allowed');
    expect(html).not.toContain('no pipeline runs');
  });

  it.each([
    ['/stories/none', 'No story none is stored'],
    ['/articles/none', 'No article none is stored'],
    ['/sources/none', 'No feed none is stored'],
    ['/nowhere', 'There is no such page'],
  ])('says so where there is nothing: %s', async (path, words) => {
    const answer = await viewerOf(aReading()).request(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain(words);
  });

  it('says what to do where the store cannot be read, and shows no inside of it', async () => {
    const broken = { ...aReading(), flow: () => Promise.reject(new Error('secret inside')) };
    const said: unknown[] = [];
    const answer = await viewerOf(broken, (error) => said.push(error)).request('/flow');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('secret inside');
    expect(said).toHaveLength(1);
  });

  it('says that there is nothing yet in an empty store', async () => {
    expect(await textOf('/', aReading())).toContain('There are no stories');
    expect(await textOf('/sources', aReading())).toContain('feeds add');
  });
});

const textOf = async (path: string, reading: ReturnType<typeof aReading>) =>
  (await viewerOf(reading).request(path)).text();
