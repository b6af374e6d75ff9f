import { describe, expect, it } from 'vitest';
import { type Gathering, gathered, sideBySide } from '../../../shared/runtime/side-by-side.ts';
import { virtualTime } from '../../builders/virtual-time.ts';

/** Something that is done for many at once, and for whom it was done when. */
function aGathering(
  time: ReturnType<typeof virtualTime>,
  options: Partial<Gathering<string, string>>,
) {
  const runs: string[] = [];
  const gather = gathered<string, string>({
    async run(items) {
      runs.push(`${items.join()} at ${time.now().getUTCSeconds()}`);
      return items.map((item) => `${item} done`);
    },
    turn: 2,
    patience: time.sleep,
    ...options,
  });
  return { runs, gather };
}

describe('what is done together in one invocation', () => {
  it('is done when all wait, and each hears what came of its own', async () => {
    const time = virtualTime();
    const { runs, gather } = aGathering(time, {});
    const all = sideBySide(['a', 'b', 'c'], async (one) => {
      if (one !== 'a') await time.sleep(one === 'b' ? 9000 : 3000);
      return one === 'b' ? 'nothing to do' : gather(one);
    });
    await time.run();
    expect(await all).toEqual(['a done', 'nothing to do', 'c done']);
    expect(runs).toEqual(['a,c at 9']);
  });

  it('is done for those who are there when the first has waited long enough', async () => {
    const time = virtualTime();
    const { runs, gather } = aGathering(time, { longestMs: 5000 });
    const all = sideBySide([0, 3, 6, 30], async (seconds) => {
      await time.sleep(1000 * seconds);
      return gather(`${seconds}`);
    });
    await time.run();
    await all;
    expect(runs).toEqual(['0,3 at 5', '6 at 11', '30 at 30']);
  });

  it('does not let those who were early end what comes after for themselves', async () => {
    const time = virtualTime();
    const first = aGathering(time, { turn: 1, longestMs: 5000 });
    const second = aGathering(time, {});
    const all = sideBySide([0, 1, 20], async (seconds) => {
      await time.sleep(1000 * seconds);
      await first.gather(`${seconds}`);
      await second.gather(`after ${seconds}`);
    });
    await time.run();
    await all;
    expect(first.runs).toEqual(['0,1 at 5', '20 at 20']);
    expect(second.runs).toEqual(['after 0,after 1,after 20 at 20']);
  });
});
