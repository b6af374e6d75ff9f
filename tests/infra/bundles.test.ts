import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { ScanCommand } from '@aws-sdk/client-dynamodb';
import { GetQueueAttributesCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readFeedList } from '../../infra/feed-list.ts';
import { withServices } from '../contract/with-services.ts';
import { bundleEnvironment, bundleIn, synthesizeTo, templateIn } from './deployed-bundles.ts';
import { root } from './synthesize.ts';

const run = promisify(execFile);
const work = mkdtempSync(path.join(os.tmpdir(), 'newsloom-bundles-'));
const first = path.join(work, 'first');
const second = path.join(work, 'again');

const steps = [
  ...(['PollFeeds', 'FetchFeed', 'FetchArticle', 'LinkArticle', 'SweepStories'] as const),
  ...(['RevisitArticles', 'ReplayArticle'] as const),
] as const;
const consumers = ['FetchFeed', 'FetchArticle', 'LinkArticle', 'ReplayArticle'] as const;
type Step = (typeof steps)[number];

const services = withServices();
/** In no stage by default; the app of this test is told to have it. */
const hubs = 'WebSubStep';
const viewer = 'ViewerStep';
const exporter = 'ExportStep';
type Optional = typeof hubs | typeof viewer | typeof exporter;
/** Copies of the bundles where no `node_modules` of the checkout can be found. */
let bundles: Readonly<Record<Step | Optional, string>>;

beforeAll(async () => {
  await Promise.all([synthesizeTo(first), synthesizeTo(second)]);
  bundles = Object.fromEntries(
    [...steps, hubs, viewer, exporter].map((step) => {
      const folder = path.join(work, 'deployed', step);
      cpSync(bundleIn(first, step), folder, { recursive: true });
      return [step, folder];
    }),
  ) as Record<Step | Optional, string>;
});
afterAll(() => rmSync(work, { recursive: true }));

/** Loads a bundle in a process of its own, with nothing around it, and calls its handler once. */
async function invoke(step: Step | Optional, event: unknown): Promise<unknown> {
  const script = `
    const { handler } = await import(${JSON.stringify(path.join(bundles[step], 'index.mjs'))});
    process.stdout.write('\\nRESULT ' + JSON.stringify(await handler(${JSON.stringify(event)})));`;
  const options = { cwd: bundles[step], env: bundleEnvironment(services.environment) };
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], options);
  return JSON.parse(stdout.split('\nRESULT ')[1] ?? 'null');
}

describe('each bundle, alone in a folder', () => {
  it.each(consumers)('%s loads and answers an empty batch', async (step) => {
    expect(await invoke(step, { Records: [] })).toEqual({ batchItemFailures: [] });
  });

  it.each(consumers)('%s sets a message aside that is no task', async (step) => {
    const record = { messageId: 'm1', body: '{"version":99}', attributes: {} };
    expect(await invoke(step, { Records: [record] })).toEqual({ batchItemFailures: [] });
  });

  it('PollFeeds applies the list that is deployed with it and sends a task for each feed', async () => {
    const { length } = readFeedList('feeds.yaml');
    expect(await invoke('PollFeeds', {})).toMatchObject({
      kind: 'polled',
      sent: length,
      list: { added: length },
    });
    const stored = await services.dynamo.send(
      new ScanCommand({
        TableName: services.names.tables.feeds,
        Select: 'COUNT',
        FilterExpression: 'attribute_exists(nextPollAt)',
      }),
    );
    expect(stored.Count).toBe(length);
    const { Attributes } = await services.sqs.send(
      new GetQueueAttributesCommand({
        QueueUrl: services.queueUrls.queues.feeds,
        AttributeNames: ['ApproximateNumberOfMessages'],
      }),
    );
    expect(Attributes?.['ApproximateNumberOfMessages']).toBe(String(length));
  });

  it.each([
    ['a stranger', 'GET', '/', 404],
    ['a hub that nobody asked', 'POST', `/f22a89282b2b5afc50195/${'x'.repeat(43)}`, 410],
  ])('WebSub answers %s', async (_who, method, rawPath, statusCode) => {
    const call = { rawPath, rawQueryString: '', headers: {}, requestContext: { http: { method } } };
    expect(await invoke(hubs, call)).toMatchObject({ statusCode });
  });

  it.each([
    ['/', 200, 'There are no stories'],
    ['/sources', 200, 'Sources'],
    ['/style.css', 200, '.masthead'],
    ['/nowhere', 404, 'There is no such page'],
  ])('Viewer answers %s', async (rawPath, statusCode, words) => {
    const call = {
      ...{ version: '2.0', rawPath, rawQueryString: '', headers: {}, isBase64Encoded: false },
      requestContext: { http: { method: 'GET', path: rawPath }, domainName: 'x.lambda-url' },
    };
    expect(await invoke(viewer, call)).toMatchObject({
      statusCode,
      body: expect.stringContaining(words),
    });
  });

  it('RevisitArticles finds no article in empty tables', async () => {
    expect(await invoke('RevisitArticles', {})).toMatchObject({ kind: 'revisited', looked: 0 });
  });

  it('ExportDay finds no changed day in empty tables', async () => {
    expect(await invoke(exporter, { job: 'days' })).toMatchObject({ kind: 'exported', days: 0 });
  });

  it('SweepStories finds no story in empty tables', async () => {
    expect(await invoke('SweepStories', {})).toMatchObject({ kind: 'swept', stories: 0 });
  });

  it.each([
    [
      'FetchFeed',
      "require('jschardet').detect(Buffer.from('cff0e8e2e5f2', 'hex')).encoding",
      /1251/,
    ],
    [
      'FetchArticle',
      "require('jschardet').detect(Buffer.from('cff0e8e2e5f2', 'hex')).encoding",
      /1251/,
    ],
    ['LinkArticle', "require('@orama/stemmers/serbian').stemmer('mostovima')", /^most/],
    ['FetchArticle', "require('./words/ar.data.json').related.length > 20", /true/],
    ['ReplayArticle', "require('./words/ar.data.json').related.length > 20", /true/],
    [
      'FetchArticle',
      "Object.keys(require('./months/month-names.data.json').gregorian).length > 50",
      /true/,
    ],
    ['FetchFeed', "require('./suffixes/public-suffixes.data.json').length > 20000", /true/],
    ['LinkArticle', "require('./word-weights/ar.data.json').length > 50000", /true/],
    ['SweepStories', "require('@orama/stemmers/serbian').stemmer('mostovima')", /^most/],
    [
      'SweepStories',
      "typeof require('@aws-sdk/client-bedrock-runtime').InvokeModelCommand",
      /function/,
    ],
    ['SweepStories', "typeof require('@aws-sdk/client-s3vectors').QueryVectorsCommand", /function/],
    ['LinkArticle', "typeof require('@aws-sdk/client-s3vectors').GetVectorsCommand", /function/],
  ] as const)(
    '%s finds beside it what it loads when it needs it: %s',
    async (step, code, found) => {
      const script = `
      import { createRequire } from 'node:module';
      const require = createRequire(${JSON.stringify(path.join(bundles[step], 'index.mjs'))});
      console.log(${code});`;
      const options = { cwd: bundles[step], env: {} };
      const { stdout } = await run(
        process.execPath,
        ['--input-type=module', '-e', script],
        options,
      );
      expect(stdout.trim()).toMatch(found);
    },
  );
});

/** What lies beside a bundle that asks for it. */
const tables = ['assets', 'languages', 'months', 'places', 'suffixes', 'word-weights', 'words'];

describe('what is deployed', () => {
  it.each(steps)('%s holds the core, its own handler and packages, and nothing else', (step) => {
    const map = readFileSync(path.join(bundles[step], 'index.mjs.map'), 'utf8');
    const { sources, sourcesContent } = JSON.parse(map) as {
      sources: string[];
      sourcesContent?: unknown;
    };
    expect(sourcesContent).toBeUndefined();
    const folders = sources.map((source) => {
      const [top = '', next = ''] = path
        .relative(root, path.resolve(first, 'bundle', source))
        .split(path.sep);
      return top === 'functions' ? `${top}/${next}` : top;
    });
    const own = step.replace(/(?<!^)([A-Z])/g, '-$1').toLowerCase();
    expect([...new Set(folders)].sort()).toEqual([`functions/${own}`, 'node_modules', 'shared']);
  });

  it.each([
    ['PollFeeds', 400, ['feeds.json', 'index.mjs', 'index.mjs.map']],
    ['FetchFeed', 700, ['index.mjs', 'index.mjs.map', 'node_modules']],
    ['FetchArticle', 700, ['index.mjs', 'index.mjs.map', 'node_modules']],
    ['LinkArticle', 500, ['index.mjs', 'index.mjs.map', 'node_modules']],
    ['SweepStories', 500, ['index.mjs', 'index.mjs.map', 'node_modules']],
    ['RevisitArticles', 400, ['index.mjs', 'index.mjs.map']],
    ['ReplayArticle', 700, ['index.mjs', 'index.mjs.map', 'node_modules']],
    [hubs, 450, ['index.mjs', 'index.mjs.map']],
    [exporter, 600, ['index.mjs', 'index.mjs.map']],
    [viewer, 700, ['index.mjs', 'index.mjs.map', 'node_modules']],
  ] as const)('%s consists of few files, and its code of less than %i kB', (step, kB, files) => {
    const code = readFileSync(path.join(bundles[step], 'index.mjs'), 'utf8');
    const asked = tables.filter((table) => code.includes(`./${table}/`));
    expect(readdirSync(bundles[step]).sort()).toEqual([...files, ...asked].sort());
    expect(statSync(path.join(bundles[step], 'index.mjs')).size).toBeLessThan(kB * 1000);
  });

  it('tells by its tags which stage it belongs to, whatever can have tags', () => {
    const { Resources } = JSON.parse(templateIn(first)) as {
      Resources: Record<
        string,
        { Type: string; Properties: { Tags?: unknown; Replicas?: unknown } }
      >;
    };
    const tagged =
      /^AWS::(?:Lambda::Function|SQS::Queue|S3::Bucket|Logs::LogGroup|IAM::Role|DynamoDB::GlobalTable)$/;
    const all = Object.entries(Resources).filter(([, { Type }]) => tagged.test(Type));
    expect(all.length).toBeGreaterThan(40);
    for (const [id, { Properties }] of all) {
      const text = JSON.stringify(Properties.Tags ?? Properties.Replicas);
      expect(text, id).toContain('{"Key":"application","Value":"newsloom"}');
      expect(text, id).toContain('{"Key":"stage","Value":"dev"}');
    }
  });

  it('is the same after a second synthesis, code and all', () => {
    expect(templateIn(second)).toBe(templateIn(first));
  });
});
