import type { SQSRecord } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeRecords } from '../../local/lambda/take-records.ts';
import { startServices } from '../../local/services/start-services.ts';
import type { WebWithFeeds } from '../../local/web/web-content.ts';
import type { Route } from '../../shared/adapters/http/route.ts';
import { queues } from '../../shared/queues.ts';
import { rssOf } from '../builders/a-feed.ts';
import { aPipeline, type Pipeline } from './a-pipeline.ts';
import { passingWebFaults, type StartedFault } from './faults/web-faults.ts';

const [good, bad] = ['good.example', 'bad.example'];
const pagesEach = 8;
const start = Date.parse('2026-01-05T10:00:00.000Z');
const minute = 60_000;

const text = (n: number) =>
  `<p>The harbour board met for the ${n + 2}th time on Monday and heard from its engineers.</p>`.repeat(
    8,
  );

/** Two hosts whose pages one feed lists in turn, and three feeds more. */
const web: WebWithFeeds = {
  hosts: new Set([good, bad]),
  feeds: [
    ...['/feed.xml', '/second.xml', '/third.xml'].map((path) => `https://${good}${path}`),
    `https://${bad}/feed.xml`,
  ],
  lookup({ pathname, hostname }) {
    const page = /^\/(\d+)$/.exec(pathname)?.[1];
    if (page !== undefined) {
      const title = `Meeting ${page} of ${hostname}`;
      const body = Buffer.from(
        `<title>${title}</title><article><h1>${title}</h1>${text(Number(page))}`,
      );
      return { status: 200, headers: { 'content-type': 'text/html' }, body };
    }
    if (!pathname.endsWith('.xml')) return undefined;
    const items = Array.from({ length: pathname === '/feed.xml' ? pagesEach : 0 }, (_, n) =>
      [good, bad].map(
        (host) => `<item><title>${n}</title><link>https://${host}/${n}</link></item>`,
      ),
    );
    const body = rssOf([]).replace('</channel>', `${items.flat().join('')}</channel>`);
    return { status: 200, headers: { 'content-type': 'text/xml' }, body: Buffer.from(body) };
  },
};

describe('one site that fails', () => {
  let pipeline: Pipeline;
  let broken: StartedFault;
  let hanging: StartedFault;
  let ahead = 0;
  let fault: StartedFault | undefined;
  const asked: string[] = [];
  const left: SQSRecord[] = [];

  beforeAll(async () => {
    const started = (name: string) =>
      passingWebFaults.find((each) => each.name === name)?.start() ??
      Promise.reject(new Error(name));
    [broken, hanging] = await Promise.all([started('it hangs up'), started('it never answers')]);
    const routed =
      (route: Route): Route =>
      async (url) => {
        if (url.hostname !== bad) return route(url);
        asked.push(url.href);
        return (fault?.route ?? route)(url);
      };
    const services = await startServices({ clock: () => new Date(Date.now() + ahead) });
    const env = { FETCH_TIMEOUT_MS: '2500' };
    pipeline = await aPipeline(web.feeds, 'once', { services, env, routed });
  });
  afterAll(async () => {
    broken?.stop();
    hanging?.stop();
    await pipeline?.stop();
  });

  const outcomes = (kind: string, host: string) =>
    pipeline.outcomes.filter((o) => o.kind === kind && String(o['url']).includes(host));

  /** Hands over what can be seen in a queue, each message once; what fails comes again the next time. */
  async function deliverOnce(queue: 'feeds' | 'articles'): Promise<void> {
    const { services, functions } = pipeline;
    const records = [
      ...left.splice(0),
      ...(await takeRecords(services.clients.sqs, services.queueUrls.queues[queue])),
    ].toSorted((a, b) => (a.body < b.body ? -1 : 1));
    const handler = queue === 'feeds' ? functions.fetchFeed : functions.fetchArticle;
    const { batchSize } = queues[queue];
    for (let at = 0; at < records.length; at += batchSize) {
      const batch = records.slice(at, at + batchSize);
      const { batchItemFailures } = await handler({ Records: batch });
      const failed = new Set(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      left.push(...batch.filter(({ messageId }) => failed.has(messageId)));
    }
  }

  const at = (minutes: number) => {
    ahead = minutes * minute;
    pipeline.begin(new Date(start + minutes * minute).toISOString(), web);
  };

  it('keeps no other feed waiting', async () => {
    fault = hanging;
    at(0);
    await pipeline.functions.pollFeeds();
    await deliverOnce('feeds');
    expect(outcomes('polled', good)).toHaveLength(3);
    expect(outcomes('failed', bad)).toHaveLength(1);
    // All of one invocation, which the site that hangs cost its timeout and no try.
    expect(left).toEqual([]);
  });

  it('keeps no page of another waiting', async () => {
    fault = broken;
    await deliverOnce('articles');
    expect(outcomes('stored', good)).toHaveLength(pagesEach);
    expect(outcomes('stored', bad)).toEqual([]);
  });

  it('is asked now and then, not for each of its pages', async () => {
    asked.length = 0;
    const looks = 24;
    for (let look = 1; look <= looks; look++) {
      at(30 * look);
      await deliverOnce('articles');
    }
    // After ten minutes, twenty, forty and so on; with slots two seconds apart, and not one millisecond as
    // here, few of those who waited would be on their way when the first has failed.
    expect(asked.length).toBeGreaterThan(3);
    expect(asked.length).toBeLessThan(0.4 * looks * pagesEach);
    expect(outcomes('discarded', bad)).toEqual([]);
  });

  it('has all of its pages stored when it is back', async () => {
    fault = undefined;
    for (let minutes = 12 * 60; minutes <= 20 * 60; minutes += 30) {
      at(minutes);
      await deliverOnce('articles');
    }
    expect(outcomes('stored', bad)).toHaveLength(pagesEach);
    expect(left).toEqual([]);
  });
});
