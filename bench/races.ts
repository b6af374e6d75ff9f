/**
 * Workers beside one another on the same feeds, articles and stories, in orders of calls that seeds draw:
 * what they leave behind otherwise than one worker does. The tests run a few of these schedules.
 *
 *   node --import tsx bench/races.ts [SCHEDULES] [FIRST_SEED] [MOST_WORKERS]
 */
import { feedsOf, newsroomRounds } from '../tests/pipeline/crash-newsroom.ts';
import { RaceLab } from '../tests/pipeline/race-lab.ts';

const [schedules, firstSeed, mostWorkers] = [20, 1, 5].map((usual, at) =>
  Number(process.argv[2 + at] ?? usual),
) as [number, number, number];
const about = ['mayor', 'contractor', 'tram-line', 'storm'];

const lab = await RaceLab.start(feedsOf(['northmere-post.example']), newsroomRounds(about));
const bad: Record<string, string> = {};
const began = performance.now();
for (let seed = firstSeed; seed < firstSeed + schedules; seed++) {
  const workers = 2 + (seed % (mostWorkers - 1));
  const wrongs = await lab.wrongsOf(seed, workers);
  if (wrongs.length > 0) bad[`seed ${seed}, ${workers} workers`] = wrongs.slice(0, 3).join('\n');
}
const seconds = Math.round((performance.now() - began) / 1000);
console.log(`${schedules} schedules in ${seconds} s, ${Object.keys(bad).length} of them wrong`);
console.table(bad);
await lab.stop();
process.exitCode = Object.keys(bad).length > 0 ? 1 : 0;
