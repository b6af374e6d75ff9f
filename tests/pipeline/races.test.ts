import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedsOf, newsroomRounds } from './crash-newsroom.ts';
import { RaceLab } from './race-lab.ts';

const hosts = ['northmere-post.example'];
/** Two reports of one story, and one that is corrected. */
const about = ['mayor', 'storm'];
const schedules = Array.from({ length: 4 }, (_, at) => ({ seed: at + 1, workers: 2 + (at % 3) }));

describe('workers on the same feeds, articles and stories at once', { timeout: 120_000 }, () => {
  let lab: RaceLab;
  beforeAll(async () => {
    lab = await RaceLab.start(feedsOf(hosts), newsroomRounds(about).slice(0, 2));
  }, 120_000);
  afterAll(() => lab?.stop());

  it.each(schedules)(
    'leave everything as one of them does: seed $seed, $workers workers',
    async ({ seed, workers }) => {
      expect(await lab.wrongsOf(seed, workers)).toEqual([]);
    },
  );
});
