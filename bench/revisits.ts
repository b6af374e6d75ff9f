/**
 * What looking at an article again costs: units and requests an article, of a page that its server says is
 * unchanged (304), and of one that is sent whole and says the same.
 *
 *   node --import tsx bench/revisits.ts
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { takeRecords } from '../local/lambda/take-records.ts';
import { loadFunctions } from '../local/pipeline.ts';
import { startServices } from '../local/services/start-services.ts';
import { loopbackRoute } from '../local/web/loopback-route.ts';
import { startWeb } from '../local/web/loopback-web.ts';
import type { WebWithFeeds } from '../local/web/web-content.ts';
import { publicRoute } from '../shared/adapters/http/route.ts';
import { politenessDefaults } from '../shared/config/function-env.ts';
import { jsonLogObserver } from '../shared/runtime/observer.ts';
import { newLedger } from './cost/ledger.ts';
import { madeWeb } from './cost/made-web.ts';
import { meterClients } from './cost/meter-clients.ts';

const start = Date.parse('2030-05-06T09:00:00.000Z');
const hour = 3_600_000;
const articles = 40;
const batch = 10;

const folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-revisits-'));
const services = await startServices();
const web = await startWeb({ hosts: new Set(), lookup: () => undefined });
const ledger = newLedger();
const stopCounting = meterClients(services, ledger);
const site = madeWeb({ outlets: 4, articles, start, everyMs: hour / 2 / articles });
const FEED_LIST_FILE = path.join(folder, 'feeds.json');
writeFileSync(FEED_LIST_FILE, JSON.stringify({ feeds: site.feeds.map((url) => ({ url })) }));
let now = start + hour / 2;
const functions = await loadFunctions(
  { ...politenessDefaults, ...services.environment, FEED_LIST_FILE, REVISIT_HOURS: '1,24' },
  (step) => {
    const write = (line: string) => ledger.add('log bytes', Buffer.byteLength(line) + 1);
    const log = jsonLogObserver(step, { write });
    return {
      route: loopbackRoute(web, publicRoute),
      spacingMs: () => 1,
      now: () => new Date(now),
      observe: {
        done: (outcome, milliseconds) => {
          ledger.add(`outcome ${outcome.kind}`);
          log.done(outcome, milliseconds);
        },
        failed: () => ledger.add('outcome failed'),
        ended: () => log.ended?.(),
      },
    };
  },
);

async function work(
  step: string,
  queue: 'feeds' | 'articles' | 'links',
  handler: (event: SQSEvent) => Promise<SQSBatchResponse>,
): Promise<void> {
  ledger.step = step;
  const records = await takeRecords(services.clients.sqs, services.queueUrls.queues[queue]);
  for (let at = 0; at < records.length; at += batch)
    await handler({ Records: records.slice(at, at + batch) });
}

/** The same pages, in other bytes. */
const inOtherBytes = (content: WebWithFeeds): WebWithFeeds => ({
  ...content,
  async lookup(url, visit) {
    const found = await content.lookup(url, visit);
    return found && { ...found, body: Buffer.concat([found.body, Buffer.from('<!-- again -->')]) };
  },
});

async function look(title: string, at: number, content: WebWithFeeds): Promise<void> {
  now = at;
  web.serve(content);
  ledger.clear();
  ledger.step = 'revisit-articles';
  await functions.revisitArticles();
  await work('fetch-article', 'articles', functions.fetchArticle);
  console.log(`\n${title}, for each of ${articles} articles`);
  for (const { step, what, count } of ledger.lines())
    console.log(`  ${step.padEnd(17)} ${what.padEnd(34)} ${(count / articles).toFixed(3)}`);
}

try {
  const content = site.at(now);
  web.serve(content);
  await functions.pollFeeds();
  await work('fetch-feed', 'feeds', functions.fetchFeed);
  await work('fetch-article', 'articles', functions.fetchArticle);
  await work('link-article', 'links', functions.linkArticle);
  await look('A page that is unchanged (304)', start + 2 * hour + 60_000, content);
  await look('A page that says the same', start + 25 * hour + 60_000, inOtherBytes(content));
} finally {
  stopCounting();
  await web.close();
  await services.stop();
  rmSync(folder, { recursive: true });
}
