import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomFrom } from '../../bench/random.ts';
import { failuresToOpen } from '../../shared/adapters/circuit-breaker.ts';
import { feedsOf } from './crash-newsroom.ts';
import { awsFaults } from './faults/aws-faults.ts';
import { always, nowAndThen, type Tally, webNowAndThen } from './faults/draw-faults.ts';
import { type Aftermath, type Fault, FaultLab } from './faults/fault-lab.ts';
import { faultRounds, smallNewsroom } from './faults/fault-rounds.ts';
import { staleReads } from './faults/stale-reads.ts';
import { finalWebFaults, passingWebFaults, type StartedFault } from './faults/web-faults.ts';

describe('whatever fails for a while', { timeout: 600_000 }, () => {
  let lab: FaultLab;
  beforeAll(async () => {
    const { hosts, about } = smallNewsroom;
    lab = await FaultLab.start(feedsOf(hosts), faultRounds(about));
  }, 300_000);
  afterAll(() => lab?.stop());

  const tally: Tally = new Map();
  const unmetOf = <One extends { readonly name: string }>(faults: readonly One[]): One[] =>
    faults.filter(({ name }) => !tally.has(name));

  /** Runs with those that are left until each was met; of every operation a run meets one of them at least. */
  const meetAll = async <One extends { readonly name: string }>(
    faults: readonly One[],
    asFault: (unmet: readonly One[], seed: number) => Fault,
  ) => {
    for (let unmet = unmetOf(faults), seed = 5; unmet.length > 0; seed++) {
      expectAsWithout(await lab.run(asFault(unmet, seed)));
      const left = unmetOf(faults);
      expect(left.length, `never met: ${left.map(({ name }) => name)}`).toBeLessThan(unmet.length);
      unmet = left;
    }
  };

  /** As without faults in the end, and nothing tried more often than a queue tries it. */
  const expectAsWithout = ({ wrongs, deliveries, meddled }: Aftermath) => {
    expect(wrongs).toEqual([]);
    expect(meddled).toBeGreaterThan(0);
    expect(deliveries).toBeLessThanOrEqual(5);
  };

  describe('leaves everything as it is without it: a service', () => {
    const groups = [
      ['DynamoDB', 'GetItem BatchGetItem Query'],
      ['DynamoDB', 'PutItem UpdateItem BatchWriteItem'],
      ['S3', 'PutObject GetObject'],
      ['SQS', 'SendMessage SendMessageBatch'],
      ['EventBridge', 'PutEvents'],
    ] as const;
    const faultsOf = (service: string, operations: string) =>
      awsFaults.filter(
        (fault) => fault.service === service && operations.split(' ').includes(fault.operation),
      );

    it.each(groups)('%s: %s', async (service, operations) => {
      const drawing = { seed: 1, share: 0.9, tally };
      expectAsWithout(await lab.run(nowAndThen(faultsOf(service, operations), drawing)));
    });

    // Alone, since a try that fails for another reason as well is made again as a whole.
    const whichSucceed = /: half of it|UpdateItem: .* once more/;
    it.each(awsFaults.filter(({ name }) => whichSucceed.test(name)))('$name', async (fault) => {
      expectAsWithout(await lab.run(always(fault, tally)));
      expect(tally.get(fault.name)).toBeGreaterThan(0);
    });

    it('two of them, as a seed draws', async () => {
      const seed = 2;
      const random = randomFrom(seed);
      const pair = [0, 1].flatMap(() => {
        const [service, operations] = groups[Math.floor(random() * groups.length)] ?? groups[0];
        return faultsOf(service, operations);
      });
      expectAsWithout(await lab.run(nowAndThen(pair, { seed, share: 0.6, tally })));
    });

    it('that answers now and then, whatever is asked', async () => {
      expectAsWithout(await lab.run(nowAndThen(awsFaults, { seed: 4, share: 0.15, tally })));
    });

    it('in every way in which it can fail', async () => {
      await meetAll(awsFaults, (unmet, seed) => nowAndThen(unmet, { seed, share: 1, tally }));
    });

    it('that is left alone after a few calls', async () => {
      const down = awsFaults.filter(({ name }) => name === 'DynamoDB GetItem: broken');
      const calls: Tally = new Map();
      const aftermath = await lab.run(nowAndThen(down, { seed: 1, share: 1, tally: calls }));
      expectAsWithout(aftermath);
      // Ten messages of a batch may be on their way when it opens.
      const most = failuresToOpen + 10;
      const [asked = 0] = calls.values();
      expect(asked).toBeLessThanOrEqual(aftermath.invocations * most);
    });
  });

  describe('leaves everything as it is without it', () => {
    it('messages that come twice, and in another order', async () => {
      const again: Fault = {
        async deliver({ Records }, handler) {
          // A FIFO queue keeps the order of a group, but may deliver it again.
          const isFifo = Records[0]?.eventSourceARN.endsWith('.fifo') ?? false;
          const shuffled = isFifo ? Records : Records.toReversed();
          await handler({ Records: shuffled.slice(0, 1) });
          const response = await handler({ Records: shuffled });
          await handler({ Records });
          return response;
        },
      };
      expectAsWithout(await lab.run(again));
    });

    it('clocks that are minutes apart', async () => {
      const seconds = [0, 300, -300, 60, -60];
      const clock = (invocation: number) => seconds[invocation % seconds.length] ?? 0;
      expectAsWithout(await lab.run({ clock }));
    });

    it('reads that are behind, but for which story was founded first', async () => {
      const { wrongs, meddled } = await lab.run(staleReads());
      expect(meddled).toBeGreaterThan(0);
      // Who cannot see a story founds another, which is merged, or cannot see a member to be linked to.
      const isOfStories =
        /^(?:stories|links|linkIndex) |^changes \S+ relinked|^articles \S+ storyId: |^not published: Story/;
      expect(wrongs.filter((wrong) => !isOfStories.test(wrong))).toEqual([]);
    });
  });

  describe('of a site', () => {
    const sites: { name: string; started: StartedFault }[] = [];
    beforeAll(async () => {
      for (const { name, start } of passingWebFaults) sites.push({ name, started: await start() });
    });
    afterAll(() => {
      for (const { started } of sites) started.stop();
    });

    it('leaves everything as it is without it, and passes', async () => {
      expectAsWithout(await lab.run(webNowAndThen(sites, { seed: 1, share: 0.7, tally })));
    });

    it('together with a service', async () => {
      const [queue] = awsFaults.filter(({ name }) => name === 'SQS SendMessageBatch: broken');
      if (queue === undefined) throw new Error('there is no such fault');
      const web = webNowAndThen(sites, { seed: 3, share: 0.5, tally });
      expectAsWithout(await lab.run(web, always(queue, tally)));
    });

    it('in every way in which it can fail', async () => {
      await meetAll(sites, (unmet, seed) => webNowAndThen(unmet, { seed, share: 1, tally }));
    });

    it.each(finalWebFaults)('ends with a reason where it does not pass: $name', async (fault) => {
      const started = await fault.start();
      const { outcomes, deliveries } = await lab.run({ web: () => started.route });
      started.stop();
      expect(outcomes.get(`fetch-article discarded ${fault.reason}`)).toBeGreaterThan(0);
      expect(deliveries).toBe(1);
    });
  });
});
