/**
 * Kills the steps of the sample newsroom at every single call that they make, just before and just after
 * it, one death a run, and holds what is left to what a run without a death leaves.
 *
 *   node --import tsx bench/crash-everywhere.ts [--part 1/20] [--distinct] [--host HOST]...
 *
 * `--part 2/20` takes the second, 22nd, 42nd … point, so that parts may run at different times.
 */
import { parseArgs } from 'node:util';
import { CrashLab } from '../tests/pipeline/crash-lab.ts';
import { feedsOf, lateRounds, newsroomRounds, subjects } from '../tests/pipeline/crash-newsroom.ts';
import { type CrashPoint, distinctPoints, everyPoint } from '../tests/pipeline/crash-points.ts';

const { values } = parseArgs({
  options: {
    part: { type: 'string', default: '1/1' },
    distinct: { type: 'boolean', default: false },
    host: { type: 'string', multiple: true },
  },
});
const [part = 1, parts = 1] = values.part.split('/').map(Number);

type Row = { points: number; wrong: number; 'never reached': number };
const rows: Record<string, Row> = {};

function note({ round, stage, step }: CrashPoint, outcome: 'right' | 'wrong' | 'never reached') {
  const key = `${round}, ${stage}: ${step}`;
  rows[key] ??= { points: 0, wrong: 0, 'never reached': 0 };
  rows[key].points++;
  if (outcome !== 'right') rows[key][outcome]++;
}

const began = process.cpuUsage();
const lab = await CrashLab.start(
  feedsOf(values.host),
  [...newsroomRounds(), ...lateRounds()],
  subjects,
);
const points = (values.distinct ? distinctPoints : everyPoint)(lab.calls);
const mine = points.filter((_, at) => at % parts === part - 1);
console.log(`${lab.calls.length} calls, ${points.length} points, of which ${mine.length} now`);

for (const [at, point] of mine.entries()) {
  const { wasKilled, wrongs } = await lab.crash(point);
  note(point, wrongs.length > 0 ? 'wrong' : wasKilled ? 'right' : 'never reached');
  if (wrongs.length > 0) {
    const { when, call, nth, step, round, invocation } = point;
    console.log(
      `${round}: ${step} died ${when} ${call}, the time no ${nth} of its run ${invocation}`,
    );
    for (const wrong of wrongs.slice(0, 5)) console.log(`  ${wrong.slice(0, 500)}`);
  }
  if ((at + 1) % 500 === 0) console.log(`${at + 1} of ${mine.length}`);
}
await lab.stop();
console.table(rows);
const { user, system } = process.cpuUsage(began);
console.log(`${Math.round((user + system) / 1e6)} s of CPU`);
