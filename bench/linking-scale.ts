/**
 * What an article costs as the store grows: a generated stream, with names of its own and the
 * words of a set, is linked to its end, and each part of it is counted apart.
 *
 *   node --import tsx bench/linking-scale.ts SET.jsonl [ARTICLES] [ARTICLES_A_DAY] [PARTS]
 */
import { articleIdOf, storyIdOf } from '../shared/url/ids.ts';
import { randomFrom } from './near-copies/make-pairs.ts';
import { type LabelledDocument, readSet, storeDocument, urlOf } from './score-stories.ts';
import {
  emptyTables,
  linkAndFollow,
  type MemoryTables,
  memoryLinkPorts,
  noCost,
} from './stores/memory-stores.ts';

const articles = Number(process.argv[3] ?? 20_000);
const perDay = Number(process.argv[4] ?? 2000);
const steps = Number(process.argv[5] ?? 10);
const dayMs = 24 * 60 * 60 * 1000;
/** A story goes on for about so many reports behind its founder. */
const recent = 400;
const random = randomFrom(11);
const share = () => random(1_000_000) / 1_000_000;

/** Drawn from running text, common words come as often as they do there. */
const pool = readSet(process.argv[2] ?? '').flatMap(({ text }) => text.split(/\s+/).slice(0, 200));
const word = (): string => (pool[random(pool.length)] ?? '').toLowerCase();
const words = (count: number): string[] => Array.from({ length: count }, word);

type Event = { readonly gold: string; readonly about: readonly string[] };
const events: Event[] = [];

function eventOf(at: number): Event {
  // Small numbers are the newest: what is told on is told soon.
  const back = Math.floor(recent ** share());
  const known = events[events.length - back];
  if (known !== undefined && share() < 0.45) return known;
  const about = Array.from({ length: 14 }, () => `N${at}a${random(40)}`);
  const event = { gold: `e${at}`, about };
  events.push(event);
  return event;
}

function documentOf(at: number): LabelledDocument {
  const { gold, about } = eventOf(at);
  const some = about.filter(() => share() < 0.5);
  return {
    ...{ id: `d${at}`, language: 'en', gold, title: [...some.slice(0, 3), ...words(5)].join(' ') },
    text: [...some, ...words(60), ...some, ...words(60)].join(' '),
    publishedAt: new Date(Date.UTC(2026, 0, 5) + (at / perDay) * dayMs).toISOString(),
  };
}

/** No look-up reaches back so far: what is older costs nothing more, and leaves the memory. */
const keptMs = 10 * dayMs;
function forget(tables: MemoryTables, at: number): void {
  const before = new Date(at - keptMs).toISOString();
  for (const [id, record] of tables.articles)
    if ('publishedAt' in record && record.publishedAt < before) {
      tables.articles.delete(id);
      tables.revisions.delete(`${id} 1`);
    }
  for (const [id, { story }] of tables.stories)
    if (story.lastSeenAt < before) tables.stories.delete(id);
  for (const [key, link] of tables.links)
    if (!tables.articles.has(link.articleId)) tables.links.delete(key);
  for (const [term, postings] of tables.postings) {
    const kept = postings.filter((posting) => posting.at >= before);
    if (kept.length === 0) tables.postings.delete(term);
    else if (kept.length < postings.length) tables.postings.set(term, kept);
  }
  tables.events.length = 0;
}

const tables = emptyTables();
const cost = noCost();
const ports = memoryLinkPorts(tables, { cost });
const step = Math.ceil(articles / steps);
let founded = 0;
console.log('articles so far | stories | read units | write units | CPU ms, each an article');
for (let from = 0; from < articles; from += step) {
  const before = { ...cost, cpu: process.cpuUsage() };
  const until = Math.min(articles, from + step);
  for (let at = from; at < until; at++) {
    const document = documentOf(at);
    await linkAndFollow(storeDocument(tables, document), tables, ports);
    if (tables.stories.has(storyIdOf(articleIdOf(urlOf(document.id))))) founded++;
    if (at % perDay === 0) forget(tables, Date.parse(document.publishedAt));
  }
  const { user, system } = process.cpuUsage(before.cpu);
  const each = (value: number) => (value / (until - from)).toFixed(2);
  const units = [cost.readUnits - before.readUnits, cost.writeUnits - before.writeUnits];
  console.log([until, founded, ...[...units, (user + system) / 1000].map(each)].join(' | '));
}
