import fs from 'node:fs';
import type { LinkTask } from '../shared/messages.ts';
import type { Article } from '../shared/model/article.ts';
import type { CanonicalUrl } from '../shared/model/ids.ts';
import { leadOf } from '../shared/page/lead.ts';
import { articleIdOf } from '../shared/url/ids.ts';
import { noCost } from './stores/cost.ts';
import {
  emptyTables,
  linkAndFollow,
  type MemoryTables,
  memoryLinkPorts,
  storyOfArticle,
} from './stores/memory-stores.ts';

/** A document of a labelled set, as the labs store them: one JSON object a line. */
export type LabelledDocument = {
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
  readonly gold: string;
};

/** Documents in order of time; those of a set without times a minute apart, mixed by their ids. */
export const readSet = (file: string): LabelledDocument[] => readTimedSet(file).documents;

/** The same, and whether their times are their own: those of a set without any may be numbers, a minute each. */
export function readTimedSet(file: string) {
  const lines = fs.readFileSync(file, 'utf8').trim().split('\n');
  const documents = lines.map((line) => JSON.parse(line) as LabelledDocument);
  if (documents.every(({ publishedAt }) => publishedAt)) {
    const inOrder = documents.toSorted((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1));
    return { documents: inOrder, hasTimes: !isNumbered(inOrder) };
  }
  const mixed = documents.toSorted((a, b) => orderOf(a.id) - orderOf(b.id));
  return { documents: aMinuteApart(mixed), hasTimes: false };
}

const minuteMs = 60_000;
/** Of a set that was cut in parts some numbers are left out. */
const mostMinutesEach = 4;

/** Whole minutes, none of them twice, with hardly any left out: no outlet publishes so. */
function isNumbered(documents: readonly LabelledDocument[]): boolean {
  const times = documents.map(({ publishedAt }) => Date.parse(publishedAt));
  const span = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return (
    times.every((time) => time % minuteMs === 0) &&
    new Set(times).size === times.length &&
    span < mostMinutesEach * minuteMs * times.length
  );
}

const start = Date.UTC(2025, 0, 6);

/** Documents that come a minute apart. */
export const aMinuteApart = (documents: readonly LabelledDocument[]): LabelledDocument[] =>
  documents.map((document, at) => ({
    ...document,
    publishedAt: new Date(start + at * minuteMs).toISOString(),
  }));

export function orderOf(id: string, seed = 2166136261): number {
  let hash = seed;
  for (const character of id) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** The address that a document of a set is stored under. */
export const urlOf = (id: string) =>
  `https://lab.example/${encodeURIComponent(id)}` as CanonicalUrl;

/** Puts a document into the tables as fetch-article would; the task that links it. */
export function storeDocument(tables: MemoryTables, document: LabelledDocument): LinkTask {
  const { id, language, title, text, publishedAt } = document;
  const url = urlOf(id);
  const at = new Date(publishedAt).toISOString();
  const articleId = articleIdOf(url);
  const article: Article = {
    ...{ articleId, state: 'live', url, canonicalUrl: url, site: 'lab.example' },
    ...{ title, lead: leadOf(text), authors: [], tags: [], language, direction: 'ltr' },
    ...{ publishedAt: at, publishedFrom: 'feed', publishedPrecision: 'second', fetchedAt: at },
    ...{ changedAt: at, wordCount: 0, rawKey: `raw/${id}`, contentHash: id, revision: 1 },
    ...{ extractorVersion: 1, related: [], rights: { robots: [] } },
  };
  tables.articles.set(articleId, article);
  tables.revisions.set(`${articleId} 1`, {
    ...{ articleId, revision: 1, kind: 'first', title, observedAt: at },
    ...{ blocks: [{ kind: 'paragraph', text }], contentHash: id, rawKey: `raw/${id}` },
    extractorVersion: 1,
  });
  return { version: 1, kind: 'article', articleId, revision: 1, language };
}

/** The story of a document, through redirects. */
export function storyOf(tables: MemoryTables, { id }: LabelledDocument): string {
  return storyOfArticle(tables, articleIdOf(urlOf(id))) ?? id;
}

type Found = (document: LabelledDocument) => string;

function countBy(documents: readonly LabelledDocument[], key: Found): Map<string, number> {
  const counts = new Map<string, number>();
  for (const document of documents) counts.set(key(document), (counts.get(key(document)) ?? 0) + 1);
  return counts;
}

/** How many documents each event, each found story, and each meeting of the two has. */
const countsOf = (documents: readonly LabelledDocument[], found: Found) => ({
  gold: countBy(documents, ({ gold }) => gold),
  got: countBy(documents, found),
  both: countBy(documents, (document) => `${document.gold}\u0001${found(document)}`),
});

/** B-cubed F1 of the found stories against the true ones, in points of 100. */
export function bCubed(documents: readonly LabelledDocument[], found: Found): number {
  const { gold, got, both } = countsOf(documents, found);
  let precision = 0;
  let recall = 0;
  for (const [pair, size] of both) {
    const [truth = '', story = ''] = pair.split('\u0001');
    precision += size ** 2 / (got.get(story) ?? 1) / documents.length;
    recall += size ** 2 / (gold.get(truth) ?? 1) / documents.length;
  }
  return (200 * precision * recall) / (precision + recall);
}

/** F1 of the pairs that share a found story against those that share a true one, in points of 100. */
export function pairwise(documents: readonly LabelledDocument[], found: Found): number {
  const { gold, got, both } = countsOf(documents, found);
  const pairs = (counts: ReadonlyMap<string, number>) =>
    [...counts.values()].reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
  const ends = pairs(gold) + pairs(got);
  return ends === 0 ? 100 : (200 * pairs(both)) / ends;
}

/** B-cubed F1 of one linker that takes the documents as they come. */
export const scoreInOrder = async (documents: readonly LabelledDocument[]): Promise<number> =>
  (await linkInOrder(documents)).bCubed;

/** The same of each order of some documents, one after another. */
export async function scoresInOrders(orders: readonly LabelledDocument[][]): Promise<number[]> {
  const scores: number[] = [];
  for (const documents of orders) scores.push(await scoreInOrder(documents));
  return scores;
}

/** One linker that takes the documents as they come: B-cubed and pairwise F1, and units an article. */
export async function linkInOrder(documents: readonly LabelledDocument[]) {
  const tables = emptyTables();
  const cost = noCost();
  const ports = memoryLinkPorts(tables, { cost });
  for (const document of documents)
    await linkAndFollow(storeDocument(tables, document), tables, ports);
  const found = (document: LabelledDocument) => storyOf(tables, document);
  return {
    bCubed: bCubed(documents, found),
    pairwise: pairwise(documents, found),
    readUnits: cost.readUnits / documents.length,
    writeUnits: cost.writeUnits / documents.length,
  };
}
