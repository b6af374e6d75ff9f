/**
 * Measures one thing in a process of its own, and prints it as JSON; started by bench/extraction.ts.
 *
 * run-one.ts pages EXTRACTOR FOLDER [EVERY] | made EXTRACTOR NAME | long EXTRACTOR BYTES
 */

import { extractors } from './extractors.ts';
import { hostilePages, longArticle } from './made-pages.ts';
import { type BenchPage, readPages } from './pages.ts';
import { f1Of, scoreOf } from './score.ts';

const [kind = '', name = '', what = '', every = '1'] = process.argv.slice(2);
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const made = (html: string): BenchPage => ({
  bytes: new TextEncoder().encode(html),
  url: 'https://unknown.example/a',
  truth: undefined,
});
const start = cpu();
const extract = await extractors[name]?.();
if (extract === undefined) throw new Error(`no extractor is called ${name}`);
const load = cpu() - start;

/**
 * Pages read before measuring begins, so that code is compiled as in a Lambda at work; those who take
 * seconds for fewer are as warm.
 */
const warmUp = 400;
const warmUpMs = 20_000;

async function pages() {
  const all = readPages(what).filter((_, at) => at % Number(every) === 0);
  const began = cpu();
  const scores: { precision: number; recall: number }[] = [];
  let failed = 0;
  for (const page of all) {
    const text = await textOf(page);
    if (text === undefined) failed++;
    if (page.truth !== undefined) scores.push(scoreOf(page.truth, text ?? ''));
  }
  for (let read = all.length; read < warmUp && cpu() - began < warmUpMs; read += all.length)
    for (const page of all) await textOf(page);
  const warm: number[] = [];
  for (const page of all) {
    const before = cpu();
    await textOf(page);
    warm.push(cpu() - before);
  }
  const bytes = all.reduce((sum, page) => sum + page.bytes.length, 0);
  const rss = process.resourceUsage().maxRSS / 1024;
  const f1 = scores.length === 0 ? undefined : f1Of(scores);
  return { load, warm, bytes, failed, rss, f1 };
}

/** `undefined` where the extractor throws. */
async function textOf(page: BenchPage): Promise<string | undefined> {
  try {
    return await extract?.(page);
  } catch {
    return undefined;
  }
}

/** Peak memory over what the process had before it saw the page, as a multiple of the page. */
async function one(page: BenchPage) {
  const small = made(longArticle(20_000));
  for (let run = 0; run < 30; run++) await textOf(small);
  const [rss, before] = [process.memoryUsage.rss(), cpu()];
  const text = await textOf(page);
  const time = cpu() - before;
  const peak = process.resourceUsage().maxRSS * 1024 - rss;
  return { time, bytes: page.bytes.length, peak, chars: text?.length ?? 0 };
}

const hostile = hostilePages.find((page) => page.name === what);
const result =
  kind === 'pages'
    ? await pages()
    : await one(made(hostile === undefined ? longArticle(Number(what)) : hostile.make()));
process.stdout.write(`\nRESULT ${JSON.stringify(result)}`);
process.exit(0);
