/**
 * Pages cut up, doubled, spliced and damaged at random, for as long as asked.
 *
 *   node --import tsx bench/page-fuzz.ts [--minutes 10] [--seed 1]
 *
 * Each must be read or refused with a reason, in time that its size bounds, twice to the same; its facts
 * are bounded, and its record, its text, its story and its links are within the limits of their tables.
 * Stops at the first that is not, makes it as small as it can, and keeps it; a page that was mended lands
 * in `tests/fixtures/poison-pages`, where a test reads it for ever.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { checkPage } from '../tests/unit/page/check-page.ts';
import { hostilePages } from '../tests/unit/page/hostile-pages.ts';
import { mangler, spliced } from './mangled-bytes.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, seed: { type: 'string', default: '1' } },
});

const mostBytes = 120_000;
/** Of CPU, for each case; a busy machine doubles it. */
const mostSeconds = 2;

const fixtures = 'tests/fixtures/pages';
const seeds: readonly Buffer[] = [
  ...readdirSync(fixtures).map((name) => readFileSync(join(fixtures, name, 'source.html'))),
  ...Object.values(hostilePages(4000)).map((make) => Buffer.from(make())),
];
const scraps = [
  ...['<', '>', '"', "'", '&', '&#0;', '&#xD800;', '&#1114112;', '&amp', '\0', '\u202e', '\ufeff'],
  ...['<!--', '-->', ']]>', '<![CDATA[', '<script>', '</script>', '<template>', '<svg>', '<math>'],
  ...[
    '<p>',
    '</p>',
    '<article>',
    '</article>',
    '<h1>',
    '</h1>',
    '<table>',
    '<select>',
    '<base href=//>',
  ],
  ...['{"@type":"NewsArticle"', '"__proto__":', '"author":[', '"datePublished":"+275760-09-13"'],
  ...['0000-00-00T00:00:00Z', '9'.repeat(400), 'ا'.repeat(300), '\u0301'.repeat(200), 'https://'],
  ...[
    '<meta name=robots content=',
    '<link rel=canonical href=',
    'lang="',
    ' class="',
    ' itemprop=author ',
  ],
];

const pages = mangler({ seed: Number(values.seed), documents: seeds, scraps, mostBytes });

/** What is wrong with how a page is read, if anything. */
function problemOf(bytes: Buffer): string | undefined {
  const before = process.cpuUsage();
  try {
    checkPage(bytes);
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  slowest = Math.max(slowest, seconds);
  return seconds > mostSeconds ? 'too slow' : undefined;
}

/** Leaves out halves, quarters and so on, for as long as the problem stays. */
function minimised(bytes: Buffer, problem: string): Buffer {
  let small = bytes;
  for (let size = Math.floor(small.length / 2); size > 0; size = Math.floor(size / 2))
    for (let at = 0; at < small.length; ) {
      const shorter = spliced(small, at, size);
      if (problemOf(shorter)?.slice(0, 60) === problem.slice(0, 60)) small = shorter;
      else at += size;
    }
  return small;
}

let slowest = 0;
const until = Date.now() + Number(values.minutes) * 60_000;
for (let cases = 0; ; cases++) {
  if (Date.now() >= until) {
    console.table([{ seed: values.seed, cases, 'slowest, s': slowest.toFixed(2) }]);
    break;
  }
  const bytes = pages.next();
  const problem = problemOf(bytes);
  if (problem === undefined) continue;
  const file = join(tmpdir(), `page-fuzz-${values.seed}-${cases}.html`);
  writeFileSync(file, minimised(bytes, problem));
  console.error(`seed ${values.seed}, case ${cases}: ${problem}; kept in ${file}`);
  process.exit(1);
}
