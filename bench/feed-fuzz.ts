/**
 * Feeds cut up, doubled, spliced and damaged at random, for as long as asked.
 *
 *   node --import tsx bench/feed-fuzz.ts [--seconds 600] [--seed 1]
 *
 * Each must be read or refused with the typed error, in time that its size bounds, to a result that the
 * schema holds; twice to the same; compared with itself it has nothing new, and its tasks and what is
 * remembered of it are within the limits of queue and table. Stops at the first that is not, and keeps it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packMemory } from '../shared/adapters/dynamo/pack-memory.ts';
import { NotAFeedError } from '../shared/errors.ts';
import { parseFeed } from '../shared/feed/parse-feed.ts';
import { fetchArticleTask } from '../shared/messages.ts';
import type { ParsedFeed } from '../shared/model/feed.ts';
import { newFeed } from '../shared/pipeline/polling/apply-feed-list.ts';
import { articleTasksOf } from '../shared/pipeline/polling/article-tasks.ts';
import { compareEntries } from '../shared/polling/seen-entries.ts';
import { hostileDocuments } from '../tests/unit/feed/hostile-documents.ts';
import { scraps } from '../tests/unit/feed/mangled-feeds.ts';
import { parsedFeedSchema } from '../tests/unit/feed/parsed-feed-schema.ts';
import { families } from '../tests/unit/feed/variations/families.ts';
import { mangler } from './mangled-bytes.ts';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string', default: '1' } },
});

const url = 'https://fuzz.example/feed';
const now = '2026-01-05T10:00:00.000Z';
const mostBytes = 60_000;
/** Of CPU, for each case; a busy machine doubles it. */
const mostSeconds = 1;

const fixtures = 'tests/fixtures/feeds';
const seeds: readonly Buffer[] = [
  ...readdirSync(fixtures).map((name) => {
    const folder = join(fixtures, name);
    const input = readdirSync(folder).find((file) => file.startsWith('input')) ?? 'input.xml';
    return readFileSync(join(folder, input));
  }),
  ...families.flatMap(([, rows]) => rows.map(([, document]) => Buffer.from(document))),
  ...Object.values(hostileDocuments(3000)).map((make) => Buffer.from(make())),
];

const feeds = mangler({ seed: Number(values.seed), documents: seeds, scraps, mostBytes });

const contentTypes = [
  undefined,
  'text/xml; charset=utf-8',
  'text/html; charset=shift_jis',
  'a;charset',
];
const outcomes = { read: 0, refused: 0, entries: 0 };
let slowest = 0;

/** @throws on what should not be */
async function check(bytes: Buffer, contentType: string | undefined): Promise<void> {
  const headers = contentType === undefined ? {} : { 'content-type': contentType };
  const before = process.cpuUsage();
  const feed = readOrRefuse(bytes, headers);
  const { user, system } = process.cpuUsage(before);
  slowest = Math.max(slowest, (user + system) / 1e6);
  if ((user + system) / 1e6 > mostSeconds) throw new Error(`${(user + system) / 1e6} s of CPU`);
  const again = readOrRefuse(bytes, headers);
  if (JSON.stringify(feed) !== JSON.stringify(again)) throw new Error('read twice, to two results');
  if (feed === undefined) {
    outcomes.refused++;
    return;
  }
  outcomes.read++;
  outcomes.entries += feed.entries.length;
  parsedFeedSchema.parse(feed);
  await checkPoll(feed);
}

function readOrRefuse(bytes: Buffer, headers: Record<string, string>): ParsedFeed | undefined {
  try {
    return parseFeed({ bytes, url, headers });
  } catch (error) {
    if (error instanceof NotAFeedError) return undefined;
    throw error;
  }
}

async function checkPoll({ entries }: ParsedFeed): Promise<void> {
  const feed = newFeed({ url, tags: [] }, 'cli', now);
  const first = compareEntries(entries, feed.polling, now);
  const second = compareEntries(entries, first.polling, now);
  if (second.changes.length > 0) throw new Error('new to itself');
  const response = {
    status: 200,
    finalUrl: url,
    headers: {},
    body: new Uint8Array(),
    redirects: [],
  };
  const { tasks } = await articleTasksOf(
    first.changes,
    { feed, response },
    { findMany: async () => [] },
  );
  for (const task of tasks) {
    fetchArticleTask.parse(task);
    if (Buffer.byteLength(JSON.stringify(task)) > 100_000) throw new Error('a task too large');
  }
  const packed = packMemory({ ...first.polling, days: [] });
  if (packed.length > 200_000) throw new Error('a memory too large');
}

const until = Date.now() + Number(values.seconds) * 1000;
for (let cases = 0; ; cases++) {
  if (Date.now() >= until) {
    console.table([{ seed: values.seed, cases, ...outcomes, 'slowest, s': slowest.toFixed(2) }]);
    break;
  }
  const bytes = feeds.next();
  const contentType = feeds.oneOf(contentTypes);
  try {
    await check(bytes, contentType);
  } catch (error) {
    const file = join(tmpdir(), `feed-fuzz-${values.seed}-${cases}`);
    writeFileSync(file, bytes);
    console.error(`seed ${values.seed}, case ${cases}, ${contentType}: kept in ${file}`);
    throw error;
  }
}
