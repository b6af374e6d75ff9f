/**
 * How fast the page to look at answers over a large store: articles of ten days in stories of one to
 * nine reports, written into the embedded services, and each view asked for again and again. CPU is that
 * of the page and of the services together.
 *
 *   node --import tsx bench/viewer.ts [ARTICLES]
 */
import { startServices } from '../local/services/start-services.ts';
import { itemOf as articleItemOf } from '../shared/adapters/dynamo/article-item.ts';
import { documentClient } from '../shared/adapters/dynamo/document-client.ts';
import { dynamoLinkStore } from '../shared/adapters/dynamo/link-store.ts';
import { itemOf as storyItemOf } from '../shared/adapters/dynamo/story-item.ts';
import { writeBatches } from '../shared/adapters/dynamo/write-batches.ts';
import { signatureOf } from '../shared/linking/likeness/signature.ts';
import { addReport, emptyStory, type Report } from '../shared/linking/story/grow-story.ts';
import type { Article } from '../shared/model/article.ts';
import type { CanonicalUrl, StoryId } from '../shared/model/ids.ts';
import type { Link } from '../shared/model/story.ts';
import { storedReading } from '../shared/runtime/stored-reading.ts';
import { articleIdOf, storyIdOf } from '../shared/url/ids.ts';
import { viewerOf } from '../shared/viewer/viewer.tsx';
import { randomFrom } from './random.ts';

const wanted = Number(process.argv[2] ?? 100_000);
const days = 10;
const now = new Date('2026-01-15T12:00:00.000Z');
const random = randomFrom(7);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
const words = Array.from({ length: 3000 }, (_, at) => `word${at.toString(36)}`);
const sentence = (count: number) => Array.from({ length: count }, () => pick(words)).join(' ');

type Written = { readonly article: Article; readonly at: string };

/** A story of one to nine reports that came out within a day. */
function makeStory(at: number): { readonly reports: Written[]; readonly storyId: StoryId } {
  const start = now.getTime() - random() * days * 86_400_000;
  const size = random() < 0.6 ? 1 : 1 + Math.floor(random() * 9);
  const about = sentence(5);
  const storyId = storyIdOf(articleIdOf(urlOf(at, 0)));
  const reports = Array.from({ length: size }, (_, index) => {
    const published = new Date(Math.min(now.getTime(), start + index * random() * 3_600_000 * 3));
    return {
      article: makeArticle(urlOf(at, index), `${about} ${sentence(3)}`, published, storyId),
      at: published.toISOString(),
    };
  });
  return { reports, storyId };
}

const urlOf = (story: number, report: number) =>
  `https://outlet${(story * 7 + report) % 400}.example/${story}/${report}` as CanonicalUrl;

function makeArticle(url: CanonicalUrl, title: string, published: Date, storyId: StoryId): Article {
  const instant = published.toISOString();
  return {
    ...{ articleId: articleIdOf(url), state: 'live', url, canonicalUrl: url, title, storyId },
    ...{ site: new URL(url).hostname, lead: sentence(30), authors: [], tags: [], related: [] },
    ...{ language: pick(['ar', 'en', 'fr']), direction: 'ltr', wordCount: 480, revision: 1 },
    ...{ publishedAt: instant, publishedFrom: 'json-ld', publishedPrecision: 'second' },
    ...{ fetchedAt: instant, changedAt: instant, contentHash: 'c'.repeat(32), linkedRevision: 1 },
    ...{ extractorVersion: 1, rights: { robots: [] } },
  };
}

const services = await startServices();
const { names, clients } = services;
const dynamo = documentClient(clients.dynamo);
const links = dynamoLinkStore(dynamo, names.tables.links);
let stored = 0;
let lastStory: StoryId | undefined;
for (let story = 0; stored < wanted; ) {
  const stories = Array.from({ length: 200 }, () => makeStory(story++));
  const articles = stories.flatMap(({ reports }) => reports.map(({ article }) => article));
  const put = (Item: Record<string, unknown>) => ({ PutRequest: { Item } });
  await writeBatches(
    dynamo,
    names.tables.articles,
    articles.map((one) => put(articleItemOf(one))),
  );
  await writeBatches(
    dynamo,
    names.tables.stories,
    stories.map((one) => put(storyItem(one))),
  );
  await links.saveAll(stories.flatMap(linksOf));
  stored += articles.length;
  lastStory = stories.find(({ reports }) => reports.length > 4)?.storyId ?? lastStory;
}

function storyItem({ reports, storyId }: ReturnType<typeof makeStory>): Record<string, unknown> {
  const told = reports.map(({ article, at }): Report => {
    const { articleId, url, title, language, site, lead } = article;
    const signature = signatureOf({ title, text: lead, language });
    const words = `${title}\n${lead}`;
    return {
      articleId,
      url,
      title,
      language,
      site,
      at,
      words,
      signature,
      places: [],
      kind: 'article',
    };
  });
  const [founder] = told;
  if (founder === undefined) throw new Error('a story has a report');
  const state = told.reduce(
    (grown, report) => addReport(grown, report),
    emptyStory(storyId, founder),
  );
  return storyItemOf(state);
}

function linksOf({ reports, storyId }: ReturnType<typeof makeStory>): Link[] {
  const [founder, ...others] = reports.map(({ article }) => article);
  if (founder === undefined) return [];
  return others.flatMap((other) => [link(other, founder, storyId), link(founder, other, storyId)]);
}

function link(article: Article, other: Article, storyId: StoryId): Link {
  return {
    ...{ articleId: article.articleId, otherId: other.articleId, kind: 'same-story', role: 'peer' },
    evidence: { terms: article.title.split(' ').slice(0, 5), names: [], places: [], numbers: [] },
    ...{ score: 0.5, linkedAt: now.toISOString(), storyId },
    ...{ otherUrl: other.url, otherTitle: other.title },
  };
}

const viewer = viewerOf(
  storedReading({
    ...{ name: 'bench', dynamo, s3: clients.s3, tables: names.tables, bucket: names.bucket },
    flow: async () => ({ queues: [], outcomes: [], pace: {}, everySeconds: 2 }),
    now: () => now,
  }),
);
const medianOfRest = (values: readonly number[]): number =>
  Math.round(values.slice(1).toSorted((a, b) => a - b)[5] ?? 0);
const views = ['/', '/?language=ar', '/?day=2026-01-12', '/?q=word1a', `/stories/${lastStory}`];
const rows: Record<string, Record<string, number>> = {};
for (const view of views) {
  const times: number[] = [];
  const worked: number[] = [];
  let bytes = 0;
  for (let round = 0; round < 11; round++) {
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    const answer = await viewer.request(view);
    bytes = (await answer.text()).length;
    times.push(performance.now() - began);
    const { user, system } = process.cpuUsage(cpu);
    worked.push((user + system) / 1000);
    if (answer.status !== 200) throw new Error(`${view}: ${answer.status}`);
  }
  rows[view] = {
    'first, ms': Math.round(times[0] ?? 0),
    'median, ms': medianOfRest(times),
    'first, ms of CPU': Math.round(worked[0] ?? 0),
    'median, ms of CPU': medianOfRest(worked),
    bytes,
  };
}
console.log(`${stored} articles`);
console.table(rows);
await services.stop();
