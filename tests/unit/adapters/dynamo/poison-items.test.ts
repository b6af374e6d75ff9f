import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamoArticleStore } from '../../../../shared/adapters/dynamo/article-store.ts';
import { dynamoFeedStore } from '../../../../shared/adapters/dynamo/feed-store.ts';
import { dynamoHostStore } from '../../../../shared/adapters/dynamo/host-store.ts';
import { dynamoLinkIndex } from '../../../../shared/adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../../../../shared/adapters/dynamo/link-store.ts';
import {
  dynamoRevisionStore,
  readRevision,
} from '../../../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryStore } from '../../../../shared/adapters/dynamo/story-store.ts';
import { boundFacts } from '../../../../shared/article/bound-facts.ts';
import { partFacts } from '../../../../shared/article/version-facts.ts';
import { linkMembers } from '../../../../shared/linking/decide/decide-links.ts';
import { signatureOf } from '../../../../shared/linking/likeness/signature.ts';
import { addReport, type Report } from '../../../../shared/linking/story/grow-story.ts';
import { mergeStates } from '../../../../shared/linking/story/merge-states.ts';
import type { StoryState } from '../../../../shared/linking/story/story-state.ts';
import { robotsFor } from '../../../../shared/polling/robots.ts';
import { compareEntries } from '../../../../shared/polling/seen-entries.ts';
import type { TableName } from '../../../../shared/tables.ts';
import { aFeed, aPollingState } from '../../../builders/a-feed.ts';
import { aReport, aStory } from '../../../builders/a-story.ts';
import { anArticle, anExtraction, aRevision } from '../../../builders/an-article.ts';
import {
  bodySize,
  hostileBody,
  hostileFacts,
  hostileText,
  noise,
} from '../../../builders/hostile-facts.ts';
import { refusalsOf } from '../../../builders/item-bytes.ts';
import { sentItems } from '../../../builders/sent-items.ts';

const articleId = anArticle().articleId;

/** What DynamoDB would say to all that is written here. */
async function refusals(
  table: TableName,
  write: (client: ReturnType<typeof sentItems>['client']) => Promise<unknown>,
): Promise<string[]> {
  const { client, items } = sentItems();
  await write(client);
  if (items.length === 0) throw new Error('nothing was written');
  return items.flatMap((item) => refusalsOf(table, item));
}

/** A report as hostile as a message or a page can make it, once its facts are bounded. */
const hostileReport: fc.Arbitrary<Report> = fc
  .tuple(hostileText(1000), hostileText(3000), fc.nat(1_000_000), fc.constantFrom('en', 'ar', 'zh'))
  .map(([title, text, n, language]) => {
    const url = `https://a.example/${n}-${'x'.repeat(4000)}`;
    const signature = signatureOf({ language, title, text });
    return { ...aReport({ url, title, text, language, signature }), kind: 'article' as const };
  });

const hostileStory = fc
  .tuple(hostileReport, fc.array(hostileReport, { minLength: 1, maxLength: 8 }))
  .map(([first, others]) =>
    others.reduce((state, report, at): StoryState => {
      const site = `${noise(240, at + 1)}.example`;
      const mention: Report = {
        ...{ ...report, url: `${report.url}${at}`, site, kind: at % 2 ? 'mention' : 'article' },
        articleId: `a${String(at).padStart(24, '0')}` as Report['articleId'],
      };
      return addReport(state, mention);
    }, aStory(first)),
  );

describe('whatever a page says, DynamoDB takes', () => {
  it('the article', async () => {
    await fc.assert(
      fc.asyncProperty(hostileFacts, async (facts) => {
        const article = anArticle({
          ...partFacts(boundFacts(facts), {}).facts,
          ...{ url: `https://a.example/${'x'.repeat(4000)}`, etag: 'e'.repeat(200) },
          ...({ feedId: 'f'.repeat(21), storyId: 's'.repeat(25) } as object),
        });
        const write = (client: ReturnType<typeof sentItems>['client']) =>
          dynamoArticleStore(client, 'articles').save(article, 1);
        expect(await refusals('articles', write)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('the text of the article, as much of it as an item holds', async () => {
    await fc.assert(
      fc.asyncProperty(bodySize, async (size) => {
        const blocks = hostileBody(size);
        const long = 'س'.repeat(30_000);
        const said = anExtraction({ siteName: long, standfirst: long, publisherRules: long });
        const longest = partFacts(boundFacts(said), {}).versionFacts;
        const { client, items } = sentItems();
        await dynamoRevisionStore(client, 'revisions').create(
          aRevision({ ...longest, blocks, title: 'س'.repeat(1000) }),
        );
        const [item = {}] = items;
        expect(refusalsOf('revisions', item)).toEqual([]);
        const isLong = size.characters > 1_000_000;
        expect(item['truncated']).toBe(isLong ? true : undefined);
        if (isLong) expect((item['body'] as Uint8Array).length).toBeGreaterThan(200_000);
        const kept = readRevision(item, 'revisions').blocks;
        expect(kept.slice(0, -1)).toEqual(blocks.slice(0, kept.length - 1));
      }),
      { numRuns: 12 },
    );
  });

  it('the story, its entry in the index, and the links', async () => {
    await fc.assert(
      fc.asyncProperty(hostileStory, hostileReport, async (state, report) => {
        const write = (client: ReturnType<typeof sentItems>['client']) =>
          dynamoStoryStore(client, 'stories').save(state, 1);
        expect(await refusals('stories', write)).toEqual([]);

        const { posted } = state.profile;
        const postings = [...posted.terms, 'en roster'].map((term) => ({
          ...{ term, at: posted.at, crowd: 1, storyId: state.story.storyId },
        }));
        const file = (client: ReturnType<typeof sentItems>['client']) =>
          dynamoLinkIndex(client, 'index').saveAll(postings, new Date(0));
        expect(await refusals('linkIndex', file)).toEqual([]);

        const end = { ...report, text: report.words, vector: report.signature.vector };
        const links = linkMembers({
          ...{ article: end, other: { ...end, articleId }, storyId: state.story.storyId },
          ...{ linkedAt: posted.at, maybeCopy: true },
        });
        const link = (client: ReturnType<typeof sentItems>['client']) =>
          dynamoLinkStore(client, 'links').saveAll(links);
        expect(await refusals('links', link)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('a story that took in others', async () => {
    await fc.assert(
      fc.asyncProperty(hostileStory, hostileStory, async (one, other) => {
        const merged = Array.from({ length: 6 }).reduce<StoryState>(
          (state, _, at) =>
            mergeStates(state, {
              ...other,
              story: { ...other.story, storyId: `s${at}` as StoryState['story']['storyId'] },
            }),
          one,
        );
        const write = (client: ReturnType<typeof sentItems>['client']) =>
          dynamoStoryStore(client, 'stories').save(merged, 1);
        expect(await refusals('stories', write)).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});

describe('whatever a site says, DynamoDB takes', () => {
  it('a robots.txt of ten megabytes, on the longest of hosts', async () => {
    const origin = `https://${'a.'.repeat(125)}com`;
    const lines = Array.from({ length: 12_000 }, (_, n) => `Disallow: /${noise(800, n + 1)}`);
    const text = robotsFor('Newsloom', Buffer.from(`User-agent: *\n${lines.join('\n')}`));
    const tdm = { text: noise(20_000), freshUntil: '2026-01-05T10:00:00.000Z' };
    const record = { origin, text, tdm, fetchedAt: tdm.freshUntil, freshUntil: tdm.freshUntil };
    expect(text.length).toBeGreaterThan(50_000);
    const write = (client: ReturnType<typeof sentItems>['client']) =>
      dynamoHostStore(client, 'hosts').saveRobots(record);
    expect(await refusals('hosts', write)).toEqual([]);
  });

  it('what a feed of 100,000 entries leaves in memory', async () => {
    const entries = Array.from({ length: 100_000 }, (_, n) => ({
      ...{ id: `urn:${n}`, title: `Report ${n}`, published: '2026-01-05T10:00:00.000Z' },
      ...{ authors: [], categories: [], enclosures: [], links: [] },
    }));
    const { polling } = compareEntries(entries, aPollingState(), '2026-01-05T10:00:00.000Z');
    const said = { etag: 'e'.repeat(2048), lastModified: 'l'.repeat(2048) };
    const feed = aFeed({
      polling: { ...polling, ...said, lastPolledAt: '2026-01-05T10:00:00.000Z' },
    });
    const write = (client: ReturnType<typeof sentItems>['client']) =>
      dynamoFeedStore(client, 'feeds').savePolling(feed, undefined);
    expect(await refusals('feeds', write)).toEqual([]);
  });
});
