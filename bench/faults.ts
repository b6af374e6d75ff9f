/**
 * Fails every operation of every service in every way, alone and with every other, and the web with each,
 * for the first minutes of each stage of the sample newsroom; and holds what is left to what a run
 * without a fault leaves.
 *
 *   node --import tsx bench/faults.ts [--pairs] [--part 1/20] [--only WORDS] [--host HOST]...
 *
 * `--part 2/20` takes the second, 22nd, 42nd … of them, so that parts may run at different times.
 */
import { parseArgs } from 'node:util';
import { feedsOf, newsroomRounds } from '../tests/pipeline/crash-newsroom.ts';
import { awsFaults } from '../tests/pipeline/faults/aws-faults.ts';
import { always } from '../tests/pipeline/faults/draw-faults.ts';
import { type Fault, FaultLab } from '../tests/pipeline/faults/fault-lab.ts';
import { passingWebFaults } from '../tests/pipeline/faults/web-faults.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'boolean', default: false },
    part: { type: 'string', default: '1/1' },
    only: { type: 'string', default: '' },
    host: { type: 'string', multiple: true },
  },
});
const [part = 1, parts = 1] = values.part.split('/').map(Number);

type Named = { readonly name: string; readonly fault: Fault };

const sites = await Promise.all(
  passingWebFaults.map(async ({ name, start }) => ({ name, started: await start() })),
);
const singles: readonly Named[] = [
  ...awsFaults.map((fault) => ({ name: fault.name, fault: always(fault) })),
  ...sites.map(({ name, started }) => ({
    name: `a site: ${name}`,
    fault: { web: () => started.route },
  })),
];
const pairs = singles.flatMap((one, at) => singles.slice(at + 1).map((other) => [one, other]));
const cases: readonly (readonly Named[])[] = values.pairs ? pairs : singles.map((one) => [one]);
const nameOf = (some: readonly Named[]) => some.map(({ name }) => name).join(' + ');
const mine = cases
  .filter((some) => nameOf(some).includes(values.only))
  .filter((_, at) => at % parts === part - 1);

/** Later than the sample's, since what was missed in an outage is looked for a day after that. */
const rounds = newsroomRounds().map((round) =>
  round.at < '2030-05-07' ? round : { ...round, at: round.at.replace(/T1\d/, 'T15') },
);
const lab = await FaultLab.start(feedsOf(values.host), rounds);
console.log(`${cases.length} cases, of which ${mine.length} now`);
const total = { cases: 0, wrong: 0, meddled: 0, 'deliveries at most': 0 };
for (const some of mine) {
  const { wrongs, meddled, deliveries } = await lab.run(...some.map(({ fault }) => fault));
  total.cases++;
  total.meddled += meddled;
  total['deliveries at most'] = Math.max(total['deliveries at most'], deliveries);
  if (wrongs.length === 0) continue;
  total.wrong++;
  console.log(nameOf(some));
  for (const wrong of wrongs.slice(0, 5)) console.log(`  ${wrong.slice(0, 500)}`);
}
await lab.stop();
for (const { started } of sites) started.stop();
console.table([total]);
process.exitCode = total.wrong > 0 ? 1 : 0;
