import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sideBySide, together } from '../../../shared/runtime/together.ts';

/** A sender, and the requests that it made. */
function aSender(fails = false) {
  const requests: (readonly string[])[] = [];
  const send = together<string>(async (tasks) => {
    requests.push(tasks);
    if (fails) throw new Error('the queue is down');
  });
  return { requests, send };
}

describe('what messages of one invocation send together', () => {
  it('is one request, once all who are still at work want to send', async () => {
    const { requests, send } = aSender();
    await sideBySide([30, 1, 10, 0], async (wait) => {
      await setTimeout(wait);
      if (wait !== 10) await send([`after ${wait}`]);
    });

    expect(requests.map((tasks) => tasks.toSorted())).toEqual([['after 0', 'after 1', 'after 30']]);
  });

  it('is a request for each sender, and none waits for who waits for another', async () => {
    const [articles, links] = [aSender(), aSender()];
    await sideBySide(['a', 'b', 'c', 'd'], async (one) => {
      const { send } = one < 'c' ? articles : links;
      await send([one]);
      await send([`${one} again`]);
    });

    expect(articles.requests).toEqual([
      ['a', 'b'],
      ['a again', 'b again'],
    ]);
    expect(links.requests).toHaveLength(2);
  });

  it('fails for all who sent it, and for nobody else', async () => {
    const { send } = aSender(true);
    const fates = await sideBySide(['a', 'b', ''], async (one) => {
      try {
        await send(one === '' ? [] : [one]);
        return 'sent';
      } catch {
        return 'failed';
      }
    });

    expect(fates).toEqual(['failed', 'failed', 'sent']);
  });

  it('does not wait for who has failed', async () => {
    const { requests, send } = aSender();
    const all = sideBySide(['a', 'b'], async (one) => {
      if (one === 'b') throw new Error('a bug');
      await send([one]);
    });

    await expect(all).rejects.toThrow('a bug');
    expect(requests).toEqual([['a']]);
  });

  it('is sent at once outside an invocation, and where it is to be delayed', async () => {
    const { requests, send } = aSender();
    await send(['alone']);
    await sideBySide(['a', 'b'], (one) => send([one], 60));

    expect(requests).toEqual([['alone'], ['a'], ['b']]);
  });
});
