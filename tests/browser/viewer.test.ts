import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { estimatedSpend } from '../../local/estimated-spend.ts';
import { newsroomWeb } from '../../local/newsroom/newsroom-web.ts';
import { serveViewer, type ViewerServer } from '../../local/viewer-server.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { queueDepths } from '../../shared/adapters/sqs/queue-depths.ts';
import { flowRecorder } from '../../shared/runtime/flow-recorder.ts';
import { storedReading } from '../../shared/runtime/stored-reading.ts';
import { aPipeline, type Pipeline } from '../pipeline/a-pipeline.ts';
import {
  executablePath,
  flawsOf,
  hasBrowser,
  looks,
  noFlaws,
  openIn,
  picture,
} from './in-browser.ts';

/** A page renews itself every other second; the machine may be busy. */
const patient = { timeout: 20_000 };
const today = new Date('2030-05-05T10:00:00.000Z');
const secondDay = '2030-05-06T10:00:00.000Z';

it.skipIf(hasBrowser)(
  'is skipped: there is no Chromium. `apt-get install chromium`, or name one by CHROMIUM=…',
  () => undefined,
);

describe.runIf(hasBrowser)('the page over the sample newsroom', () => {
  let browser: Browser;
  let pipeline: Pipeline;
  let server: ViewerServer;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    const day1 = newsroomWeb({ today, phase: 1 });
    pipeline = await aPipeline(day1.feeds);
    server = await serveViewer(readingOf(pipeline));
    await pipeline.run(today.toISOString(), day1);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
    await pipeline?.stop();
  });

  it('renews what it tells of the flow while the pipeline works', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/flow`);
    const before = await page.locator('#flow').textContent();
    await pipeline.run(secondDay, newsroomWeb({ today, phase: 2 }));
    await expect.poll(() => page.locator('#flow').textContent(), patient).not.toBe(before);
    const step = page.locator('.step', { hasText: 'fetch-article' });
    await expect.poll(() => step.textContent(), patient).toMatch(/stored/);
    await page.close();
  });

  it('tells how old what waits is, and what the work would cost', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/flow`);
    expect(await page.locator('.tiles').textContent()).toMatch(/what this would cost in AWS/);
    expect(await page.locator('.tiles').textContent()).toMatch(/for a million articles/);
    await page.close();
  });

  it('tells what polls of each feed found', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.url}/sources`);
    expect(await page.locator('tbody tr').first().textContent()).toMatch(/\d+% of \d+ polls?/);
    await page.close();
  });

  describe.each(looks)('$name', ({ name, ...look }) => {
    let context: BrowserContext;
    let asked: string[];
    let complaints: string[];

    beforeAll(async () => {
      context = await browser.newContext(look);
      [asked, complaints] = [[], []];
      context.on('request', (request) => asked.push(request.url()));
      context.on('console', (message) => {
        if (message.type() === 'error') complaints.push(message.text());
      });
    });
    afterAll(() => context?.close());

    const open = (view: string) => openIn(context, `${server.url}${view}`);

    it.each([
      ['front', '/'],
      ['arabic', '/?language=ar'],
      ['search', '/?q=Yara'],
      ['story', 'a story'],
      ['arabic-article', 'an Arabic article'],
      ['english-article', 'an English article'],
      ['sources', '/sources'],
      ['source', 'a source'],
      ['flow', '/flow'],
    ])('%s fits, is accessible and asks for nothing from elsewhere', async (view, wanted) => {
      const page = await open(wanted.startsWith('/') ? wanted : await addressOf(wanted, open));
      await picture(page, `${view}-${name}`);
      expect(await flawsOf(page)).toEqual(noFlaws);
      expect(asked.filter((url) => !url.startsWith(server.url) && url !== 'data:,')).toEqual([]);
      expect(complaints).toEqual([]);
      await page.close();
    });
  });

  it('is read without scripts, and from the keyboard', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(server.url);
    expect(await page.locator('.card').count()).toBeGreaterThan(3);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#content');
    await context.close();
  });
});

function readingOf({ services, outcomes }: Pipeline) {
  const { clients, names, queueUrls } = services;
  const { flow } = flowRecorder({
    depths: () => queueDepths(clients.sqs, queueUrls.queues, services.oldestSeconds),
    spend: estimatedSpend,
    outcomes: {
      since: today.toISOString(),
      read: () =>
        [...new Set(outcomes.map(({ step, kind }) => `${step} ${kind}`))].map((key) => {
          const [step = '', outcome = ''] = key.split(' ');
          const isSame = (one: { step: string; kind: string }) =>
            one.step === step && one.kind === outcome;
          return { step, outcome, count: outcomes.filter(isSame).length };
        }),
    },
  });
  return storedReading({
    ...{ name: 'the sample newsroom', dynamo: documentClient(clients.dynamo), s3: clients.s3 },
    ...{ tables: names.tables, bucket: names.bucket, flow, now: () => new Date(secondDay) },
  });
}

/** The address of the first of its kind, as a reader would come there. */
async function addressOf(wanted: string, open: (view: string) => Promise<Page>): Promise<string> {
  const ways: Readonly<Record<string, readonly [view: string, link: string]>> = {
    'a story': ['/', '.card h2 a'],
    'an Arabic article': ['/?language=ar', '.told a'],
    'an English article': ['/?language=en', '.told a'],
    'a source': ['/sources', 'tbody th a'],
  };
  const [view, link] = ways[wanted] ?? ['/', 'a'];
  const page = await open(view);
  const href = await page.locator(link).first().getAttribute('href');
  await page.close();
  return href ?? '/nowhere';
}
