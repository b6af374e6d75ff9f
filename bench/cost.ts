/**
 * What a million articles cost, counted at the clients of the deployed handlers.
 *
 *   npm run cost [-- --articles 2000 --outlets 300 --feeds 5000 --minutes 60]
 *
 * Two runs on embedded services and a virtual clock: generated outlets publish so many articles of
 * realistic sizes over a day, which the functions' own handlers fetch, store and link; and so many feeds
 * that have long been known are polled by their rhythm for so many minutes. Assumptions, and what came of
 * it: docs/costs.md.
 */
import { parseArgs } from 'node:util';
import { articleCosts, pollCosts } from './cost/runs.ts';

const { values } = parseArgs({
  options: {
    articles: { type: 'string', default: '2000' },
    outlets: { type: 'string', default: '300' },
    feeds: { type: 'string', default: '5000' },
    minutes: { type: 'string', default: '60' },
  },
});

const began = performance.now();
const told = (run: string) => {
  let shown = 0;
  return (done: number) => {
    if (done - shown < 0.1) return;
    shown = done;
    const seconds = Math.round((performance.now() - began) / 1000);
    process.stderr.write(`${run}: ${Math.round(done * 100)} % after ${seconds} s\n`);
  };
};
const [articles, outlets] = [Number(values.articles), Number(values.outlets)];
const fetched = await articleCosts({ articles, outlets, onStep: told('articles') });
const [feeds, minutes] = [Number(values.feeds), Number(values.minutes)];
const polled = await pollCosts({ feeds, minutes, onStep: told('polls') });

const lines = [...polled.lines, ...fetched.lines];
const total = lines.reduce((sum, { dollars }) => sum + dollars, 0);

console.log(
  `${fetched.stored} of ${articles} articles stored; ${polled.polls} polls of ${feeds} feeds found ${polled.found} articles; ` +
    `a million articles, with ${(polled.polls / polled.found).toFixed(2)} million polls:`,
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
