import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { httpFetchWeb } from '../../shared/adapters/http/fetch-web.ts';
import { publicRoute } from '../../shared/adapters/http/route.ts';
import { politenessDefaults } from '../../shared/config/function-env.ts';
import { decodePage } from '../../shared/page/decode-page.ts';
import { explainPage } from '../../shared/page/explain-page.ts';
import { readPage } from '../../shared/page/read-page.ts';
import { stripPage } from './strip-page.ts';

const usage = `Makes a fixture of a page: stripped, its prose made meaningless, with what is read of it now.

  npm run publisher:fixture -- URL|FILE --name NAME [--url URL]

Writes tests/fixtures/pages/NAME/{source.html,expected.json}; read both before you commit them.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { name: { type: 'string' }, url: { type: 'string' } },
});
const [source] = positionals;
const { name } = values;
if (source === undefined || name === undefined || !/^[a-z0-9-]+$/.test(name)) {
  console.error(usage);
  process.exit(2);
}

const isWeb = /^https?:/.test(source);
const url = values.url ?? (isWeb ? source : 'https://unknown.example/');
const { bytes, contentType } = isWeb ? await fetched(source) : await saved(source);
const html = stripPage(decodePage(bytes, contentType).pieces.join(''));
const input = { bytes: new TextEncoder().encode(html), url, headers: {} };
const extraction = readPage(input);
const folder = path.join(import.meta.dirname, '../fixtures/pages', name);
await mkdir(folder, { recursive: true });
await writeFile(path.join(folder, 'source.html'), html);
await writeFile(
  path.join(folder, 'expected.json'),
  `${JSON.stringify(expectation(), undefined, 2)}\n`,
);
const { publisher } = explainPage(input);
console.log(`wrote ${path.relative(process.cwd(), folder)}, ${html.length} characters`);
if (publisher)
  console.log(`rules ${publisher.rules}: not found ${publisher.missing.join(', ') || 'nothing'}`);

function expectation(): Record<string, unknown> {
  if (!extraction.ok) return { url, refused: extraction.reason };
  const { title, authors, published, section, standfirst, language, publisherRules, text } =
    extraction.article;
  return {
    ...{ url, title, authors, published, section, standfirst, language, publisherRules },
    paragraphs: text.split('\n'),
  };
}

async function saved(file: string) {
  return { bytes: await readFile(file), contentType: undefined };
}

async function fetched(address: string) {
  const { USER_AGENT, FETCH_TIMEOUT_MS, MAX_BODY_BYTES } = politenessDefaults;
  const fetchWeb = httpFetchWeb({
    ...{ route: publicRoute, userAgent: USER_AGENT, timeoutMs: Number(FETCH_TIMEOUT_MS) },
    maxBytes: Number(MAX_BODY_BYTES),
  });
  const { status, body, headers } = await fetchWeb({ url: address, accept: 'text/html' });
  if (status !== 200) throw new Error(`${address} answered ${status}`);
  return { bytes: body, contentType: headers['content-type'] };
}
