/**
 * Virtual weeks of a newsroom on a virtual clock: outlets come and go and are out of reach for days,
 * services refuse, functions are deployed anew while messages wait, a week is replayed, articles are taken
 * down; and every virtual hour the store is held to what is always true of it.
 *
 *   node --import tsx bench/soak.ts [--minutes 60] [--weeks 4] [--outlets 10] [--per-day 50] [--seed 1]
 *                                   [--outage-every 31] [--before FOLDER]
 *
 * It ends after so many weeks, or minutes of this machine. `--before` is another checkout of this project
 * (with its `node_modules`), whose functions are deployed in turn with those of this one.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Happening, Soak } from './soak/soak-run.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    weeks: { type: 'string', default: '4' },
    outlets: { type: 'string', default: '10' },
    'per-day': { type: 'string', default: '50' },
    seed: { type: 'string', default: '1' },
    'outage-every': { type: 'string', default: '31' },
    before: { type: 'string' },
  },
});

const here = path.resolve(import.meta.dirname, '..');
const stopAt = Date.now() + Number(values.minutes) * 60_000;
const tell = ({ at, what }: Happening) =>
  console.log(`${new Date(at).toISOString().slice(0, 16)}  ${what}`);

const soak = await Soak.start({
  ...{ weeks: Number(values.weeks), outlets: Number(values.outlets) },
  ...{ perDay: Number(values['per-day']), seed: Number(values.seed) },
  ...{ outageEvery: Number(values['outage-every']), tell },
  checkouts: values.before === undefined ? [here] : [path.resolve(values.before), here],
});
while (!soak.isOver && Date.now() < stopAt) await soak.passHour();
const { rows, wrongs } = await soak.end();
console.table(rows);
for (const wrong of wrongs.slice(0, 40)) console.log(wrong);
console.log(wrongs.length === 0 ? 'nothing lost, nothing wrong' : `${wrongs.length} wrong`);
process.exitCode = wrongs.length === 0 ? 0 : 1;
