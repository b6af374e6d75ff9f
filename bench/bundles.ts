/**
 * What each bundle weighs: its size, the CPU time to load it, and the CPU time of its first event, each in
 * a fresh process, beside a handler that only makes the same SDK clients. Ends with an error where a bundle
 * is above the bars.
 *
 * npx tsx bench/bundles.ts [ASSEMBLY]   (synthesizes one, with all that a stage can turn on, unless given)
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { startServices } from '../local/services/start-services.ts';
import { bundleEnvironment, bundleIn, synthesizeTo } from '../tests/infra/deployed-bundles.ts';

const runs = 7;
const most = { kB: 700, cpuMs: 400 };
const work = mkdtempSync(path.join(os.tmpdir(), 'newsloom-bench-'));
const run = promisify(execFile);

const probe = `
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const start = cpu();
const { handler } = await import(process.argv[1]);
const loaded = cpu();
await handler(JSON.parse(process.argv[2]));
process.stdout.write('\\nRESULT ' + JSON.stringify({ load: loaded - start, first: cpu() - loaded }));
process.exit(0);`;

type Times = { readonly load: number; readonly first: number };

/** The run that took the least: whatever else the machine does only adds. */
async function measure(
  file: string,
  event: unknown,
  env: Readonly<Record<string, string>>,
): Promise<Times> {
  const times: Times[] = [];
  for (let each = 0; each < runs; each += 1) {
    const args = ['--input-type=module', '-e', probe, file, JSON.stringify(event)];
    const { stdout } = await run(process.execPath, args, { env, cwd: path.dirname(file) });
    times.push(JSON.parse(stdout.split('\nRESULT ')[1] ?? ''));
  }
  const [best = { load: Number.NaN, first: Number.NaN }] = times.toSorted(
    (one, other) => one.load + one.first - other.load - other.first,
  );
  return best;
}

/** A handler that makes clients and does nothing else, bundled as the functions are. */
function helloWorld(clients: readonly string[]): string {
  const lines = clients.map(
    (name) =>
      `import { ${name}Client } from '@aws-sdk/client-${name.toLowerCase()}'; new ${name}Client();`,
  );
  const outfile = path.join(work, `${clients.join('-')}.mjs`);
  buildSync({
    stdin: {
      contents: `${lines.join('\n')}\nexport const handler = async () => ({ batchItemFailures: [] });`,
      resolveDir: process.cwd(),
    },
    ...{ outfile, bundle: true, minify: true, platform: 'node', format: 'esm', target: 'node24' },
    mainFields: ['module', 'main'],
    external: ['http', 'ini', 'process', 'sso', 'web-identity']
      .map((source) => `@aws-sdk/credential-provider-${source}`)
      .concat('@smithy/credential-provider-imds'),
  });
  return outfile;
}

/** The reader of pages with all that it loads at once; word lists and suffixes lie beside it. */
function extractorBytes(): number {
  const { outputFiles } = buildSync({
    entryPoints: ['shared/page/read-page.ts'],
    ...{ bundle: true, minify: true, write: false, charset: 'utf8' },
    ...{ platform: 'node', format: 'esm', target: 'node24' },
  });
  return outputFiles[0]?.contents.byteLength ?? Number.NaN;
}

const articleId = `a${'0'.repeat(24)}`;
const batchOf = (task: object) => ({
  Records: [{ messageId: 'm1', body: JSON.stringify({ version: 1, ...task }), attributes: {} }],
});
const call = (rawPath: string) => ({
  ...{ version: '2.0', rawPath, rawQueryString: '', headers: {}, isBase64Encoded: false },
  requestContext: { http: { method: 'GET', path: rawPath }, domainName: 'x.lambda-url' },
});

/** Each with its clients, and a first event that makes it ask its tables, or its site. */
const steps: Readonly<Record<string, readonly [clients: readonly string[], event: unknown]>> = {
  PollFeeds: [['DynamoDB', 'SQS'], {}],
  FetchFeed: [
    ['DynamoDB', 'SQS'],
    batchOf({ feedId: `f${'0'.repeat(20)}`, dueAt: '2026-01-01T00:00:00.000Z' }),
  ],
  FetchArticle: [
    ['DynamoDB', 'S3', 'SQS'],
    batchOf({ articleId, url: 'https://news.invalid/a', entry: {} }),
  ],
  LinkArticle: [
    ['DynamoDB', 'SQS', 'EventBridge'],
    batchOf({ kind: 'article', articleId, revision: 1, language: 'en' }),
  ],
  SweepStories: [['DynamoDB', 'SQS'], {}],
  RevisitArticles: [['DynamoDB', 'SQS'], {}],
  ReplayArticle: [['DynamoDB', 'S3', 'SQS'], batchOf({ articleId })],
  WebSubStep: [['DynamoDB', 'SQS'], call(`/f22a89282b2b5afc50195/${'x'.repeat(43)}`)],
  // To write feeds is to ask for each hour of a week: its work, and no matter of its start.
  ExportStep: [['DynamoDB', 'S3'], { job: 'days' }],
  ViewerStep: [['DynamoDB', 'S3', 'CloudWatch'], call('/')],
};

const services = await startServices();
const env = bundleEnvironment(services.environment);
try {
  const assembly = path.resolve(process.argv[2] ?? path.join(work, 'assembly'));
  if (process.argv[2] === undefined) await synthesizeTo(assembly);
  const rows = [];
  for (const [step, [clients, event]] of Object.entries(steps)) {
    const [file, hello] = [path.join(bundleIn(assembly, step), 'index.mjs'), helloWorld(clients)];
    const [ours, theirs] = [await measure(file, event, env), await measure(hello, event, env)];
    rows.push({
      bundle: step,
      kB: Math.round(statSync(file).size / 1000),
      'hello kB': Math.round(statSync(hello).size / 1000),
      'load ms': Math.round(ours.load),
      'hello load ms': Math.round(theirs.load),
      'first event ms': Math.round(ours.first),
      'both ms': Math.round(ours.load + ours.first),
    });
  }
  console.table(rows);
  console.log(`The extractor alone: ${Math.round(extractorBytes() / 1000)} kB`);
  const above = rows.filter((row) => row.kB > most.kB || row['both ms'] > most.cpuMs);
  for (const { bundle } of above)
    console.error(`${bundle} is above ${most.kB} kB, or ${most.cpuMs} ms to its first answer`);
  if (above.length > 0) process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true });
  await services.stop();
}
