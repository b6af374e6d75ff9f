/**
 * Kills the steps of the sample newsroom at every single call that they make, just before and just after
 * it, one death a run, and holds what is left to what a run without a death leaves.
 *
 *   node --import tsx bench/crash-everywhere.ts [--part 1/20] [--distinct] [--host HOST]...
 *
 * `--part 2/20` takes the second, 22nd, 42nd … point, so that parts may run at different times.
 */
import { parseArgs } from 'node:util';
import { feedsOf, newsroomRounds } from '../tests/pipeline/crash-newsroom.ts';
import {
  CrashLab,
  type CrashPoint,
  distinctPoints,
  everyPoint,
} from '../tests/pipeline/crash-points.ts';

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

const lab = await CrashLab.start(feedsOf(values.host), newsroomRounds());
const points = (values.distinct ? distinctPoints : everyPoint)(lab.calls);
const mine = points.filter((_, at) => at % parts === part - 1);
console.log(`${lab.calls.length} calls, ${points.length} points, of which ${mine.length} now`);

for (const point of mine) {
  const { wasKilled, wrongs } = await lab.crash(point);
  note(point, wrongs.length > 0 ? 'wrong' : wasKilled ? 'right' : 'never reached');
  if (wrongs.length > 0) {
    const { when, call, nth, step, round } = point;
    console.log(`${round}: ${step} died ${when} ${call}, the time no ${nth}`);
    for (const wrong of wrongs.slice(0, 5)) console.log(`  ${wrong.slice(0, 500)}`);
  }
}
await lab.stop();
console.table(rows);
