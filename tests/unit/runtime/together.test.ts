import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { BatchLog } from '../../../shared/adapters/dynamo/change-log.ts';
import type { PackArchive } from '../../../shared/adapters/s3/raw-archive.ts';
import { togetherMs } from '../../../shared/article/change-timing.ts';
import type { Change } from '../../../shared/model/change.ts';
import { sideBySide } from '../../../shared/runtime/side-by-side.ts';
import { savedTogether, together, toldTogether } from '../../../shared/runtime/together.ts';
import { anArticleId, aRawPage } from '../../builders/a-raw-page.ts';

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

/** A time to wait that ends when it is told to. */
function aPatience() {
  const askedFor: number[] = [];
  let [begin, end] = [() => {}, () => {}];
  const wasAsked = new Promise<void>((resolve) => {
    begin = resolve;
  });
  const sleep = (ms: number) => {
    askedFor.push(ms);
    begin();
    return new Promise<void>((resolve) => {
      end = resolve;
    });
  };
  return { askedFor, wasAsked, sleep, end: () => end() };
}

/** An archive, and how many pages it was given at once. */
function anArchive(fails = false) {
  const packs: number[] = [];
  const patience = aPatience();
  const archive: PackArchive = {
    async saveAll(pages) {
      packs.push(pages.length);
      if (fails) throw new Error('the archive is down');
      return pages.map(({ articleId }) => `${articleId} in ${packs.length}`);
    },
    save: () => expect.fail('one by one'),
    find: async () => undefined,
    remove: async () => {},
  };
  return { packs, patience, raw: savedTogether(archive, patience.sleep) };
}

const save = (raw: ReturnType<typeof anArchive>['raw'], one: string | number) =>
  raw.save(aRawPage(), anArticleId(one));

describe('pages of one invocation', () => {
  it('are saved together, once all who are still at work have one, and each hears its own key', async () => {
    const { packs, raw } = anArchive();
    const keys = await sideBySide([1, 2, 3], async (one) => {
      if (one === 2) return 'there is no article on it';
      return save(raw, one);
    });
    expect(packs).toEqual([2]);
    expect(keys).toEqual([
      `${anArticleId(1)} in 1`,
      'there is no article on it',
      `${anArticleId(3)} in 1`,
    ]);
  });

  it('wait for slow sites no longer than five seconds', async () => {
    const { packs, raw, patience } = anArchive();
    const slow = patience.wasAsked.then(() => patience.end());
    const all = sideBySide([1, 2], async (one) => {
      if (one === 2) await slow.then(() => expect.poll(() => packs).toEqual([1]));
      return save(raw, one);
    });
    await all;
    expect(packs).toEqual([1, 1]);
    expect(patience.askedFor).toEqual([5000, 5000]);
  });

  it('all fail where they cannot be saved', async () => {
    const { raw } = anArchive(true);
    const fates = await sideBySide([1, 2], (one) => save(raw, one).catch(() => 'failed'));
    expect(fates).toEqual(['failed', 'failed']);
  });

  it('wait for nobody outside an invocation', async () => {
    const { packs, raw } = anArchive();
    await save(raw, 1);
    await save(raw, 2);
    expect(packs).toEqual([1, 1]);
  });
});

/** A log, and which changes it was told at once. */
function aLog(fails = false) {
  const told: string[][] = [];
  const log: BatchLog = {
    async putAll(changes) {
      told.push(changes.map(({ articleId }) => articleId));
      if (fails) throw new Error('the log is down');
    },
    put: () => expect.fail('one by one'),
    holds: async () => true,
    redate: async () => false,
  };
  const patience = aPatience();
  return { told, patience, changes: toldTogether(log, patience.sleep) };
}

const aChange = (one: string | number): Change => ({
  ...{ articleId: anArticleId(one), kind: 'created', changedAt: '2026-01-05T10:00:00.000Z' },
  ...{ revision: 1, change: 'first' },
});

describe('changes of one invocation', () => {
  it('are told together once their pages are saved, and before their tasks are sent', async () => {
    const [{ packs, raw }, { told, changes }, { requests, send }] = [
      anArchive(),
      aLog(),
      aSender(),
    ];
    await sideBySide([1, 2, 3, 4], async (one) => {
      if (one !== 4) {
        await save(raw, one);
        await changes.put(aChange(one));
      }
      await send([`link ${one}`]);
    });
    expect(packs).toEqual([3]);
    // Pages are packed on other threads, whichever is done first.
    expect(told.map((ids) => ids.toSorted())).toEqual([[1, 2, 3].map(anArticleId).toSorted()]);
    expect(requests.map((tasks) => tasks.length)).toEqual([4]);
  });

  it('wait for others no longer than readers can bear', async () => {
    const { told, changes, patience } = aLog();
    const slow = patience.wasAsked.then(() => patience.end());
    await sideBySide([1, 2], async (one) => {
      if (one === 2) await slow.then(() => expect.poll(() => told).toHaveLength(1));
      await changes.put(aChange(one));
    });
    expect(told).toEqual([[anArticleId(1)], [anArticleId(2)]]);
    expect(patience.askedFor).toEqual([togetherMs, togetherMs]);
  });

  it('all fail where they cannot be told', async () => {
    const { changes } = aLog(true);
    const tell = (one: number) => changes.put(aChange(one)).catch(() => 'failed');
    expect(await sideBySide([1, 2], tell)).toEqual(['failed', 'failed']);
  });

  it('are looked for and dated one by one', async () => {
    const { changes } = aLog();
    const stamp = { of: 'changedAt', from: '', to: '' } as const;
    expect(await changes.holds(aChange(1))).toBe(true);
    expect(await changes.redate(anArticleId(1), stamp)).toBe(false);
  });
});
