/**
 * What a million articles cost, counted at the clients of the deployed handlers.
 *
 *   npm run cost [-- --articles 2000 --feeds 300 --hours 24]
 *
 * Generated outlets publish articles of realistic sizes over virtual hours; the functions' own
 * handlers poll them by their rhythm, fetch, store and link on embedded services. Assumptions, and
 * what came of it: docs/costs.md.
 */
import { parseArgs } from 'node:util';
import { queues } from '../shared/queues.ts';
import { billOf, type Line } from './cost/bill.ts';
import { drive } from './cost/drive.ts';
import { madeWeb } from './cost/made-web.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    feeds: { type: 'string', default: '300' },
    hours: { type: 'string', default: '24' },
  },
});
const articles = Number(values.articles);
const hours = Number(values.hours);
const start = Date.parse('2030-05-06T00:00:00.000Z');
const span = hours * 3_600_000;

const web = madeWeb({ outlets: Number(values.feeds), articles, start, everyMs: span / articles });
const began = performance.now();
let shown = 0;
const ledger = await drive({
  ...{ site: web.at, feeds: web.feeds, start, end: start + span, stepMs: 240_000 },
  // As full as they are with 5,000 feeds and a million articles a month: 90 polls and 23 articles a minute.
  batch: { feeds: queues.feeds.batchSize, articles: 5, links: 5 },
  onStep: (done) => {
    if (done - shown < 0.1) return;
    shown = done;
    process.stderr.write(
      `${Math.round(done * 100)} % after ${Math.round((performance.now() - began) / 1000)} s\n`,
    );
  },
});

const stored = ledger.of('fetch-article', 'outcome stored');
const polls = ['polled', 'unchanged', 'failed'].reduce(
  (sum, kind) => sum + ledger.of('fetch-feed', `outcome ${kind}`),
  0,
);
/** The schedule runs whatever there is to do; here it ran for fewer feeds than it would. */
const scale = (line: Line): number =>
  line.step === 'poll-feeds' ? 1 / scheduledShare : 1e6 / stored;
const minutesAMonth = 30 * 24 * 60;
const scheduledShare = ledger.of('poll-feeds', 'invocations') / minutesAMonth;

const lines = billOf(ledger).map((line) => {
  const by = scale(line);
  return { ...line, count: line.count * by, dollars: line.dollars * by };
});
const total = lines.reduce((sum, { dollars }) => sum + dollars, 0);

console.log(
  `${stored} of ${articles} articles stored in ${polls} polls; a million articles, with ${(polls / stored).toFixed(2)} million polls:`,
);
console.table(
  lines
    .filter(({ dollars }) => dollars >= 0.01)
    .toSorted((a, b) => b.dollars - a.dollars)
    .map(({ service, step, what, count, dollars }) => ({
      ...{ service, step, what, million: (count / 1e6).toFixed(2), dollars: dollars.toFixed(2) },
    })),
);
const sumBy = (key: 'service' | 'step') =>
  Object.fromEntries(
    [...new Set(lines.map((line) => line[key]))].map((name) => [
      name,
      lines
        .filter((line) => line[key] === name)
        .reduce((sum, { dollars }) => sum + dollars, 0)
        .toFixed(2),
    ]),
  );
console.table(sumBy('step'));
console.table(sumBy('service'));
console.log(`Total per million articles: $${total.toFixed(2)}`);
