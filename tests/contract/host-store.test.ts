import { GetCommand } from '@aws-sdk/lib-dynamodb';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dynamoHostStore } from '../../shared/adapters/dynamo/host-store.ts';
import { CorruptItemError } from '../../shared/errors.ts';
import type { RobotsRecord } from '../../shared/ports/hosts.ts';
import { sideBySide } from '../../shared/runtime/side-by-side.ts';
import { reservedTogether } from '../../shared/runtime/together.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const table = () => services.names.tables.hosts;
const store = () => dynamoHostStore(services.dynamo, table());
const now = new Date('2026-01-05T10:00:00.000Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
type Request = {
  readonly at: number;
  readonly nextSlotAt: number | undefined;
  readonly notBefore: number | undefined;
};
const rawItem = async (host: string) =>
  (await services.dynamo.send(new GetCommand({ TableName: table(), Key: { host } }))).Item;

/** A client that remembers what it was asked for. */
function countingWrites() {
  const writes: unknown[] = [];
  const send = (command: never) => {
    writes.push(command);
    return services.dynamo.send(command);
  };
  return { client: { send } as unknown as typeof services.dynamo, writes };
}

describe('the slots of a host in DynamoDB', () => {
  const reserve = (host: string, at = now) =>
    store().reserveSlot(host, { now: at, spacingMs: 2000 });

  it('are now for a host that nobody has asked', async () => {
    expect(await reserve('idle.example')).toBe(now.toISOString());
  });

  it('follow each other at the spacing', async () => {
    const slots = [await reserve('queue.example'), await reserve('queue.example')];
    slots.push(await reserve('queue.example', later(1500)));

    expect(slots.map((slot) => Date.parse(slot) - now.getTime())).toEqual([0, 2000, 4000]);
  });

  it('are at the instant that is asked for, where that is not now', async () => {
    const request = { now, notBefore: later(60_000), spacingMs: 2000 };
    expect(await store().reserveSlot('later.example', request)).toBe(later(60_000).toISOString());
    expect(await reserve('later.example', later(59_000))).toBe(later(62_000).toISOString());
  });

  it('are now again once the line is gone', async () => {
    await reserve('rested.example');
    expect(await reserve('rested.example', later(2000))).toBe(later(2000).toISOString());
  });

  it('are never given twice to forty workers at once', async () => {
    const workers = Array.from({ length: 40 }, () => reserve('busy.example'));
    const slots = (await Promise.all(workers)).map((slot) => Date.parse(slot)).toSorted();

    const gaps = slots.slice(1).map((slot, at) => slot - (slots[at] ?? 0));
    expect(new Set(gaps)).toEqual(new Set([2000]));
  });

  it('are never nearer than the spacing, whoever asks when, and whatever they have read before', async () => {
    const request = fc.record({
      // A window ends after fifteen seconds.
      at: fc.oneof(fc.nat({ max: 40_000 }), fc.integer({ min: 12_500, max: 17_000 })),
      nextSlotAt: fc.option(fc.nat({ max: 40_000 }), { nil: undefined }),
      notBefore: fc.option(fc.nat({ max: 40_000 }), { nil: undefined }),
    });
    let host = 0;
    const areApart = async (requests: readonly Request[]) => {
      const name = `any${host++}.example`;
      const slots = await Promise.all(
        requests.map(({ at, nextSlotAt, notBefore }) =>
          store().reserveSlot(name, {
            ...{ now: later(at), spacingMs: 2000 },
            ...(nextSlotAt !== undefined && { nextSlotAt: later(nextSlotAt).getTime() }),
            ...(notBefore !== undefined && { notBefore: later(notBefore) }),
          }),
        ),
      );
      const sorted = slots.map((slot) => Date.parse(slot)).toSorted((a, b) => a - b);
      for (const [at, slot] of sorted.slice(1).entries())
        expect(slot - (sorted[at] ?? 0)).toBeGreaterThanOrEqual(2000);
      for (const [at, slot] of slots.entries())
        expect(Date.parse(slot)).toBeGreaterThanOrEqual(later(requests[at]?.at ?? 0).getTime());
    };
    await fc.assert(fc.asyncProperty(fc.array(request, { minLength: 2, maxLength: 8 }), areApart), {
      numRuns: 25,
    });
  });

  it('take one write where hosts are asked side by side and nobody else is there', async () => {
    const counted = countingWrites();
    const together = dynamoHostStore(counted.client, table(), reservedTogether());
    const hosts = Array.from({ length: 20 }, (_, n) => `paper${n}.example`);
    const slots = await sideBySide(hosts, (host) =>
      together.reserveSlot(host, { now, spacingMs: 2000 }),
    );
    expect(new Set(slots)).toEqual(new Set([now.toISOString()]));
    expect(counted.writes).toHaveLength(1);
  });

  it('take a write for every forty hosts that are asked side by side', async () => {
    const hosts = Array.from({ length: 90 }, (_, n) => `daily${n}.example`);
    const counted = countingWrites();
    const together = dynamoHostStore(counted.client, table(), reservedTogether());
    const slots = await sideBySide(hosts, (host) =>
      together.reserveSlot(host, { now, spacingMs: 2000 }),
    );
    expect(slots).toEqual(hosts.map(() => now.toISOString()));
    expect(counted.writes).toHaveLength(3);
    for (const host of ['daily0.example', 'daily41.example', 'daily89.example'])
      expect(await reserve(host)).toBe(later(2000).toISOString());
  });

  it('leave nothing of a window behind an hour after it began', async () => {
    await reserve('brief.example', later(16_000));
    expect(await rawItem('@slots/2026-01-05T10:00:15.000Z')).toMatchObject({
      expiresAt: Date.parse('2026-01-05T11:00:15.000Z') / 1000,
    });
  });

  it('are given to a host of any name, and to those that are asked beside it', async () => {
    const together = dynamoHostStore(services.dynamo, table(), reservedTogether());
    const hosts = ['__proto__', 'constructor', 'host', 'beside.example'];
    const slots = await sideBySide(hosts, (host) =>
      together.reserveSlot(host, { now, spacingMs: 2000 }),
    );
    expect(slots).toEqual(hosts.map(() => now.toISOString()));
  });

  it('are given to nobody where the store does not say who has the host', async () => {
    const send = async () => ({ Attributes: { expiresAt: 1 } });
    const silent = dynamoHostStore({ send } as unknown as typeof services.dynamo, 'hosts');
    const slot = silent.reserveSlot('silent.example', { now, spacingMs: 2000 });
    await expect(slot).rejects.toThrow(CorruptItemError);
  });

  it('leave what is known of the host alone, and live for two weeks', async () => {
    await store().update('known.example', { refusals: 2 }, now);
    await reserve('known.example');
    await reserve('known.example');

    expect(await store().find('known.example')).toEqual({
      ...{ host: 'known.example', refusals: 2, outages: 0 },
      nextSlotAt: expect.any(Number),
    });
    expect(await rawItem('known.example')).toMatchObject({
      expiresAt: Date.parse('2026-01-19T10:00:02Z') / 1000,
      schemaVersion: 1,
    });
  });
});

describe('a host in DynamoDB', () => {
  it('is found with its robots.txt in one request, each where there is one', async () => {
    const [host, origin] = ['both.example', 'https://both.example'];
    expect(await store().findWithRobots(host, origin)).toEqual({});
    const [fetchedAt, freshUntil] = [now.toISOString(), later(60_000).toISOString()];
    const robots = { origin, fetchedAt, freshUntil, text: 'User-agent: *' };
    await store().saveRobots(robots);
    expect(await store().findWithRobots(host, origin)).toEqual({ robots });
    await store().update(host, { refusals: 1 }, now);
    const state = { host, refusals: 1, outages: 0 };
    expect(await store().findWithRobots(host, origin)).toEqual({ state, robots });
  });

  it('is unknown at first', async () => {
    expect(await store().find('unknown.example')).toBeUndefined();
  });

  it('remembers each change, and what it was not told to change', async () => {
    const pausedUntil = later(60_000).toISOString();
    await store().update('paused.example', { pausedUntil, refusals: 1 }, now);
    await store().update('paused.example', { crawlDelaySeconds: 5, outages: 3 }, now);

    expect(await store().find('paused.example')).toEqual({
      ...{ host: 'paused.example', pausedUntil, refusals: 1, outages: 3, crawlDelaySeconds: 5 },
    });
  });

  it('is refused when it is not as the table promises', async () => {
    await store().update('odd.example', { pausedUntil: 'tomorrow' }, now);
    await expect(store().find('odd.example')).rejects.toThrow(CorruptItemError);
  });
});

describe('robots.txt in DynamoDB', () => {
  const record: RobotsRecord = {
    origin: 'https://news.example',
    fetchedAt: now.toISOString(),
    freshUntil: later(60_000).toISOString(),
    text: `User-agent: *\n${'disallow: /a\n'.repeat(5000)}`,
  };

  it('comes back as it was saved, apart from its host', async () => {
    await store().saveRobots(record);

    expect(await store().findRobots('https://news.example')).toEqual(record);
    expect(await store().findRobots('http://news.example')).toBeUndefined();
    expect(await store().find('news.example')).toBeUndefined();
  });

  it('comes with what the site reserves', async () => {
    const text = 'User-agent: *\nDisallow: /news/*';
    const reserving = { ...record, tdm: { freshUntil: later(1000).toISOString(), text } };
    await store().saveRobots(reserving);
    expect(await store().findRobots('https://news.example')).toEqual(reserving);
  });

  it('remembers since when it cannot be had', async () => {
    const broken = { ...record, unreachableSince: now.toISOString() };
    await store().saveRobots(broken);
    expect(await store().findRobots('https://news.example')).toEqual(broken);
  });
});
