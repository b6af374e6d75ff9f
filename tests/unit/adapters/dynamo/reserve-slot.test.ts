import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slotReservation } from '../../../../shared/adapters/dynamo/reserve-slot.ts';
import { MemoryServices } from '../../../pipeline/memory/memory-services.ts';
import type { Command } from '../../../pipeline/outside-calls.ts';

const start = Date.parse('2026-01-05T10:00:00.000Z');
const spacings = [250, 2000, 3750];

/** Mostly of instants around the end of a window, which lasts fifteen seconds; few of them, so that they meet. */
const instant = fc.oneof(fc.nat({ max: 40_000 }), {
  arbitrary: fc.integer({ min: 23, max: 37 }).map((half) => half * 500),
  weight: 3,
});
const request = fc.record({
  host: fc.constantFrom('busy.example', 'busy.example', 'busy.example', 'other.example'),
  at: instant,
  nextSlotAt: fc.option(instant, { nil: undefined, freq: 1 }),
  notBefore: fc.option(instant, { nil: undefined, freq: 1 }),
});

describe('the slots of a host', () => {
  it('are apart, and not before they are wanted, in whatever order the writes of all workers come', async () => {
    const race = fc.record({
      spacingMs: fc.constantFrom(...spacings),
      requests: fc.array(request, { minLength: 3, maxLength: 9 }),
      scheduler: fc.scheduler(),
    });
    const areApart = fc.asyncProperty(race, async ({ spacingMs, requests, scheduler }) => {
      const reserve = reservation(scheduler);
      const given = requests.map(async ({ host, at, nextSlotAt, notBefore }) => {
        const slot = await reserve(host, {
          ...{ now: new Date(start + at), spacingMs },
          ...(notBefore !== undefined && { notBefore: new Date(start + notBefore) }),
          ...(nextSlotAt !== undefined && { nextSlotAt: start + nextSlotAt }),
        });
        return { host, wanted: start + Math.max(at, notBefore ?? 0), slot: Date.parse(slot) };
      });
      const slots = await scheduler.waitFor(Promise.all(given));
      for (const { slot, wanted } of slots) expect(slot).toBeGreaterThanOrEqual(wanted);
      for (const name of ['busy.example', 'other.example']) {
        const own = slots.filter(({ host }) => host === name).map(({ slot }) => slot);
        own.sort((a, b) => a - b);
        for (const [n, slot] of own.slice(1).entries())
          expect(slot - (own[n] ?? 0)).toBeGreaterThanOrEqual(spacingMs);
      }
    });
    await fc.assert(areApart, { numRuns: 300 });
  });
});

/** Slots of a store whose writes come in an order that is drawn. */
function reservation(scheduler: fc.Scheduler) {
  const services = new MemoryServices(() => new Date(start));
  const client = {
    async send(write: Command) {
      await scheduler.schedule(Promise.resolve(), write.constructor.name);
      return services.answer(write);
    },
  };
  return slotReservation(client as unknown as DynamoDBDocumentClient, services.names.tables.hosts);
}
