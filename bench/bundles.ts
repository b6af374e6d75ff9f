/**
 * What each bundle weighs: its size, the CPU time to load it, and the CPU time of its first event, each in
 * a fresh process, beside a handler that only makes the same SDK clients.
 *
 * npx tsx bench/bundles.ts [ASSEMBLY]   (a folder that `npx cdk synth` has written; cdk.out unless given)
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { buildSync } from 'esbuild';
import { startServices } from '../local/services/start-services.ts';
import { politenessDefaults } from '../shared/config/function-env.ts';

const runs = 5;
const assembly = path.resolve(process.argv[2] ?? 'cdk.out');
const work = mkdtempSync(path.join(os.tmpdir(), 'newsloom-bench-'));

const probe = `
const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
const start = cpu();
const { handler } = await import(process.argv[1]);
const loaded = cpu();
await handler({ Records: [] });
process.stdout.write('\\nRESULT ' + JSON.stringify({ load: loaded - start, first: cpu() - loaded }));
process.exit(0);`;

type Times = { readonly load: number; readonly first: number };

async function measure(file: string, env: Readonly<Record<string, string>>): Promise<Times> {
  const times: Times[] = [];
  for (let run = 0; run < runs; run += 1) {
    const args = ['--input-type=module', '-e', probe, file];
    const { stdout } = await promisify(execFile)(process.execPath, args, { env });
    times.push(JSON.parse(stdout.split('\nRESULT ')[1] ?? ''));
  }
  return { load: median(times.map(({ load }) => load)), first: median(times.map((t) => t.first)) };
}

const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

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

const steps = {
  PollFeeds: ['DynamoDB', 'SQS'],
  FetchFeed: ['DynamoDB', 'SQS'],
  FetchArticle: ['DynamoDB', 'S3', 'SQS'],
  LinkArticle: ['DynamoDB', 'SQS'],
} as const;

function bundleOf(step: string): string {
  const template = readFileSync(path.join(assembly, 'Newsloom-dev.template.json'), 'utf8');
  const { Resources } = JSON.parse(template) as {
    Resources: Record<string, { Properties: { Code?: { S3Key: string } } }>;
  };
  const [, found] =
    Object.entries(Resources).find(([id]) => id.startsWith(`${step}Function`)) ?? [];
  const hash = found?.Properties.Code?.S3Key.replace('.zip', '');
  return path.join(assembly, `asset.${hash}`, 'index.mjs');
}

const services = await startServices();
const env = {
  ...politenessDefaults,
  ...services.environment,
  FEED_LIST_FILE: 'feeds.json',
  NODE_OPTIONS: '--enable-source-maps',
};
try {
  const rows = [];
  for (const [step, clients] of Object.entries(steps)) {
    const [file, hello] = [bundleOf(step), helloWorld(clients)];
    const [ours, theirs] = [await measure(file, env), await measure(hello, env)];
    rows.push({
      bundle: step,
      kB: Math.round(statSync(file).size / 1000),
      'hello kB': Math.round(statSync(hello).size / 1000),
      'load ms': Math.round(ours.load),
      'hello load ms': Math.round(theirs.load),
      // PollFeeds really polls; the others answer an empty batch.
      'first event ms': Math.round(ours.first),
      'hello first ms': Math.round(theirs.first),
    });
  }
  console.table(rows);
  console.log(`The extractor alone: ${Math.round(extractorBytes() / 1000)} kB`);
} finally {
  rmSync(work, { recursive: true });
  await services.stop();
}
