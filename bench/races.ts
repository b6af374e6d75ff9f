/**
 * Workers beside one another on the same feeds, articles and stories, in orders of calls that seeds draw:
 * what they leave behind otherwise than one worker does. The tests run the first 200 of these schedules.
 *
 *   node --import tsx bench/races.ts [--schedules 5000] [--first 0] [--workers 20] [--case WORDS]
 *
 * `--case` takes those cases alone whose names hold these words; each schedule is a case and a seed, the
 * cases by turns, and comes out the same each time.
 */
import { parseArgs } from 'node:util';
// Before whatever packs: see there.
import '../tests/pipeline/races/inline-zlib.ts';
import { raceCases } from '../tests/pipeline/races/race-cases.ts';
import { RaceLab } from '../tests/pipeline/races/race-lab.ts';

const { values } = parseArgs({
  options: {
    schedules: { type: 'string', default: '5000' },
    first: { type: 'string', default: '0' },
    workers: { type: 'string', default: '20' },
    case: { type: 'string', default: '' },
  },
});
const [schedules, first, workers] = [values.schedules, values.first, values.workers].map(
  Number,
) as [number, number, number];

type Row = { schedules: number; calls: number; wrong: number };
const rows: Record<string, Row> = {};
const lab = new RaceLab();
const began = process.cpuUsage();
for (let seed = first; seed < first + schedules; seed++) {
  const one = raceCases[seed % raceCases.length];
  if (!one?.name.includes(values.case)) continue;
  const wrongs = await lab.wrongsOf(one, { seed, workers });
  rows[one.name] ??= { schedules: 0, calls: 0, wrong: 0 };
  const row = rows[one.name] as Row;
  row.schedules++;
  row.calls += lab.passed.length;
  if (wrongs.length === 0) continue;
  row.wrong++;
  console.log(`seed ${seed}, ${one.name}`);
  for (const wrong of wrongs.slice(0, 5)) console.log(`  ${wrong.slice(0, 300)}`);
}
lab.stop();
const { user, system } = process.cpuUsage(began);
console.table(rows);
console.log(`${Math.round((user + system) / 1e6)} s of CPU`);
process.exitCode = Object.values(rows).some(({ wrong }) => wrong > 0) ? 1 : 0;
