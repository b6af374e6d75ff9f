/**
 * Fails every operation of every service in every way, alone or in pairs, and the web with each, for the
 * first minutes of each stage of the sample newsroom; and holds what is left to what a run without a
 * fault leaves.
 *
 *   node --import tsx bench/faults.ts [--pairs] [--sample 100 --seed 1] [--part 1/20] [--only WORDS] [--whole]
 *
 * `--sample` draws so many of them, `--part 2/20` takes the second, 22nd, 42nd …, so that parts may run at
 * different times. Without `--whole` the newsroom is that of the tests: one outlet, four subjects, and
 * seconds for a case instead of a minute.
 */
import { parseArgs } from 'node:util';
import { feedsOf } from '../tests/pipeline/crash-newsroom.ts';
import { awsFaults } from '../tests/pipeline/faults/aws-faults.ts';
import { always, type Tally, webNowAndThen } from '../tests/pipeline/faults/draw-faults.ts';
import { type Fault, FaultLab } from '../tests/pipeline/faults/fault-lab.ts';
import { faultRounds, smallNewsroom } from '../tests/pipeline/faults/fault-rounds.ts';
import { passingWebFaults } from '../tests/pipeline/faults/web-faults.ts';
import { randomFrom } from './random.ts';

const { values } = parseArgs({
  options: {
    pairs: { type: 'boolean', default: false },
    sample: { type: 'string' },
    seed: { type: 'string', default: '1' },
    part: { type: 'string', default: '1/1' },
    only: { type: 'string', default: '' },
    whole: { type: 'boolean', default: false },
  },
});
const [part = 1, parts = 1] = values.part.split('/').map(Number);

type Named = { readonly name: string; readonly fault: (met: Tally) => Fault };

const sites = await Promise.all(
  passingWebFaults.map(async ({ name, start }) => ({ name, started: await start() })),
);
const singles: readonly Named[] = [
  ...awsFaults.map((fault) => ({
    name: fault.name,
    fault: (met: Tally) => always(fault, met),
  })),
  ...sites.map((site) => ({
    name: `a site: ${site.name}`,
    fault: (tally: Tally) => webNowAndThen([site], { seed: 1, share: 1, tally }),
  })),
];
const pairs = singles.flatMap((one, at) => singles.slice(at + 1).map((other) => [one, other]));
const cases: readonly (readonly Named[])[] = values.pairs ? pairs : singles.map((one) => [one]);
const nameOf = (some: readonly Named[]) => some.map(({ name }) => name).join(' + ');
const wanted = cases.filter((some) => nameOf(some).includes(values.only));
const mine = drawn(wanted, Number(values.sample ?? wanted.length)).filter(
  (_, at) => at % parts === part - 1,
);

const { hosts, about } = values.whole ? {} : smallNewsroom;
const lab = await FaultLab.start(feedsOf(hosts), faultRounds(about));
console.log(`${cases.length} cases, of which ${mine.length} now`);
const total = { cases: 0, wrong: 0, 'never met': 0, met: 0, 'deliveries at most': 0 };
for (const some of mine) {
  const met: Tally = new Map();
  const { wrongs, deliveries } = await lab.run(...some.map(({ fault }) => fault(met)));
  total.cases++;
  total.met += [...met.values()].reduce((sum, count) => sum + count, 0);
  // Of two one may keep the other from being met.
  if (met.size === 0) total['never met']++;
  total['deliveries at most'] = Math.max(total['deliveries at most'], deliveries);
  console.log(`${wrongs.length === 0 ? 'fine ' : 'WRONG'} ${nameOf(some)}`);
  if (wrongs.length > 0) total.wrong++;
  for (const wrong of wrongs.slice(0, 5)) console.log(`  ${wrong.slice(0, 500)}`);
}
await lab.stop();
for (const { started } of sites) started.stop();
console.table([total]);
process.exitCode = total.wrong + total['never met'] > 0 ? 1 : 0;

/** So many of a list, as the seed draws them. */
function drawn<One>(all: readonly One[], count: number): One[] {
  const random = randomFrom(Number(values.seed));
  const left = [...all];
  if (count >= left.length) return left;
  return Array.from({ length: count }, () =>
    left.splice(Math.floor(random() * left.length), 1),
  ).flat();
}
