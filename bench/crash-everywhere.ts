/**
 * Kills the steps of the sample newsroom at every single call that they make, just before and just after
 * it, one death a run, and holds what is left to what a run without a death leaves.
 *
 *   node --import tsx bench/crash-everywhere.ts [--from 0] [--to N] [--part 1/1] [--distinct] [--round NAME] [--host HOST]...
 *
 * `--from 2000 --to 3000` takes those points alone: what was wrong is told at once and by the number of its
 * point, so that a run that was broken off goes on where it was. `--part 1/2` takes the first and every
 * second one of them, so that two processes share them; `--round grown` those of one round.
 */
import { parseArgs } from 'node:util';
import { CrashLab } from '../tests/pipeline/crash-lab.ts';
import { feedsOf, lateRounds, newsroomRounds, subjects } from '../tests/pipeline/crash-newsroom.ts';
import { type CrashPoint, distinctPoints, everyPoint } from '../tests/pipeline/crash-points.ts';
import { eventsOf } from '../tests/pipeline/ending.ts';

const { values } = parseArgs({
  options: {
    from: { type: 'string', default: '0' },
    to: { type: 'string' },
    part: { type: 'string', default: '1/1' },
    round: { type: 'string' },
    distinct: { type: 'boolean', default: false },
    host: { type: 'string', multiple: true },
  },
});
const [part = 1, parts = 1] = values.part.split('/').map(Number);
/** After so many points it is told how far they are. */
const untilTold = 250;

type Row = { points: number; wrong: number; 'never reached': number };
const rows: Record<string, Row> = {};

function note({ round, stage, step }: CrashPoint, outcome: 'right' | 'wrong' | 'never reached') {
  const key = `${round}, ${stage}: ${step}`;
  rows[key] ??= { points: 0, wrong: 0, 'never reached': 0 };
  rows[key].points++;
  if (outcome !== 'right') rows[key][outcome]++;
}

async function tryPoint(lab: CrashLab, point: CrashPoint, at: number): Promise<void> {
  const { wasKilled, wrongs } = await lab.crash(point);
  note(point, wrongs.length > 0 ? 'wrong' : wasKilled ? 'right' : 'never reached');
  if (wrongs.length === 0) return;
  const { when, call, nth, step, round, invocation } = point;
  console.log(
    `${at}: ${round}, ${step} died ${when} ${call}, the time no ${nth} of its run ${invocation}`,
  );
  for (const wrong of wrongs.slice(0, 5)) console.log(`  ${wrong.slice(0, 500)}`);
}

const began = process.cpuUsage();
const lab = await CrashLab.start(
  feedsOf(values.host),
  [...newsroomRounds(), ...lateRounds()],
  subjects,
);
const splits = (await eventsOf(lab.services)).filter((event) => event.startsWith('StorySplit '));
if (splits.length === 0 && values.host === undefined)
  throw new Error('no story of the newsroom is split any more, so that nobody dies while one is');
const points = (values.distinct ? distinctPoints : everyPoint)(lab.calls);
const [from, to] = [Number(values.from), Number(values.to ?? points.length)];
const mine = [...points.entries()]
  .slice(from, to)
  .filter(([at, { round }]) => at % parts === part - 1 && (values.round ?? round) === round);
console.log(`${lab.calls.length} calls, ${points.length} points, of which ${mine.length} now`);

for (const [done, [at, point]] of mine.entries()) {
  await tryPoint(lab, point, at);
  if ((done + 1) % untilTold === 0) console.log(`${done + 1} of ${mine.length}, up to ${at}`);
}
await lab.stop();
console.table(rows);
const { user, system } = process.cpuUsage(began);
console.log(`${Math.round((user + system) / 1e6)} s of CPU`);
process.exitCode = Object.values(rows).some(({ wrong }) => wrong > 0) ? 1 : 0;
