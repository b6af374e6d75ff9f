import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { Broker } from '../../../../local/services/sqs/broker.ts';
import { isInFlight, type Message } from '../../../../local/services/sqs/message.ts';
import { receiveMessages } from '../../../../local/services/sqs/receive-message.ts';
import { decideSending } from '../../../../local/services/sqs/send-message.ts';

const folder = mkdtempSync(join(tmpdir(), 'newsloom-broker-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const redrive = JSON.stringify({
  deadLetterTargetArn: 'arn:aws:sqs:us-east-1:000000000000:dead.fifo',
  maxReceiveCount: 2,
});
const queues = ['standard', 'ordered.fifo', 'dead.fifo'] as const;

const step = fc.oneof(
  fc.record({ kind: fc.constant('send'), to: fc.nat(1), group: fc.nat(2), twin: fc.boolean() }),
  fc.record({
    kind: fc.constant('receive'),
    to: fc.nat(1),
    limit: fc.integer({ min: 1, max: 10 }),
  }),
  fc.record({ kind: fc.constant('delete'), to: fc.nat(1), which: fc.nat(20) }),
  fc.record({ kind: fc.constant('pass'), seconds: fc.nat(40) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A broker with a clock of its own, and what the test has seen of it. */
function newBroker(journalFile?: string) {
  let now = 1_700_000_000_000;
  const broker = new Broker({ journalFile, clock: () => new Date(now) });
  for (const queue of queues) {
    if (broker.queues.has(queue)) continue;
    const attributes: Record<string, string> = queue.endsWith('.fifo') ? { FifoQueue: 'true' } : {};
    if (queue === 'ordered.fifo') attributes['RedrivePolicy'] = redrive;
    broker.commit([{ type: 'queue', queue, attributes, tags: {}, at: now }]);
  }
  const sent: string[] = [];
  const deleted: string[] = [];

  function run(each: Step): Message[] {
    if (each.kind === 'pass') {
      now += 1000 * each.seconds;
      return [];
    }
    const queue = broker.find(queues[each.to] ?? '');
    if (each.kind === 'receive') {
      return receiveMessages(broker, queue, { limit: each.limit, visibilitySeconds: 30 });
    }
    if (each.kind === 'delete') {
      const held = [...queue.all()].filter((message) => isInFlight(message, now));
      const message = held[each.which % Math.max(held.length, 1)];
      if (message === undefined) return [];
      broker.commit([{ type: 'gone', queue: queue.name, ids: [message.id] }]);
      deleted.push(message.id);
      return [];
    }
    const fifo = queue.isFifo && {
      MessageGroupId: `g${each.group}`,
      MessageDeduplicationId: each.twin ? 'twin' : `d${sent.length}`,
    };
    const { events } = decideSending(broker, queue, { MessageBody: `m${sent.length}`, ...fifo });
    broker.commit(events);
    for (const event of events) if (event.type === 'put') sent.push(event.message.id);
    return [];
  }
  return { broker, run, sent, deleted, now: () => now };
}

const stateOf = (broker: Broker) =>
  [...broker.queues.values()].map((queue) => ({
    name: queue.name,
    attributes: queue.attributes,
    messages: [...queue.all()].sort((a, b) => a.sequence - b.sequence),
    seen: [...queue.allSeen()],
  }));

describe('all queues together', () => {
  it('are the same after a restart, whatever happened before', () => {
    let runs = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const file = join(folder, `${runs++}.jsonl`);
        const { broker, run } = newBroker(file);
        for (const each of steps) run(each);
        broker.close();
        const again = newBroker(file).broker;
        expect(stateOf(again)).toEqual(JSON.parse(JSON.stringify(stateOf(broker))));
        again.close();
      }),
      { seed: 20, numRuns: 60 },
    );
  });

  it('lose no message and invent none', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { broker, run, sent, deleted } = newBroker();
        for (const each of steps) run(each);
        const held = [...broker.queues.values()].flatMap((queue) => [...queue.all()]);
        const known = [...held.map(({ id }) => id), ...deleted];
        expect(known.sort()).toEqual([...sent].sort());
      }),
      { seed: 21, numRuns: 100 },
    );
  });

  it('never hand out a message that another consumer holds', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { run, now } = newBroker();
        const heldUntil = new Map<string, number>();
        for (const each of steps) {
          for (const { id, visibleAt } of run(each)) {
            expect(heldUntil.get(id) ?? 0).toBeLessThanOrEqual(now());
            heldUntil.set(id, visibleAt);
          }
        }
      }),
      { seed: 22, numRuns: 100 },
    );
  });

  it('hand out a group of a FIFO queue in order, a batch at a time', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
        const { broker, run, now } = newBroker();
        for (const each of steps) {
          const before = [...broker.find('ordered.fifo').all()];
          const busy = new Set(
            before.filter((each) => isInFlight(each, now())).map(({ groupId }) => groupId),
          );
          const delivered = run(each).filter(
            ({ deduplicationId }) => deduplicationId !== undefined,
          );
          const last = new Map<string | undefined, number>();
          for (const { groupId, sequence } of delivered) {
            expect(busy.has(groupId)).toBe(false);
            expect(sequence).toBeGreaterThan(last.get(groupId) ?? 0);
            last.set(groupId, sequence);
            const skipped = [...broker.find('ordered.fifo').all()].filter(
              (other) => other.groupId === groupId && other.sequence < sequence,
            );
            expect(skipped.every((other) => delivered.some(({ id }) => id === other.id))).toBe(
              true,
            );
          }
        }
      }),
      { seed: 23, numRuns: 100 },
    );
  });
});

describe('the oldest message of a queue', () => {
  it('is the one that was sent first, received or not, until it is deleted', () => {
    const { broker, run } = newBroker();
    expect(broker.oldestSent('standard')).toBeUndefined();
    const send: Step = { kind: 'send', to: 0, group: 0, twin: false };
    run(send);
    const first = broker.oldestSent('standard') ?? 0;
    run({ kind: 'pass', seconds: 10 });
    run(send);
    expect(broker.oldestSent('standard')).toBe(first);
    run({ kind: 'receive', to: 0, limit: 1 });
    expect(broker.oldestSent('standard')).toBe(first);
    run({ kind: 'delete', to: 0, which: 0 });
    expect(broker.oldestSent('standard')).toBe(first + 10_000);
  });
});
