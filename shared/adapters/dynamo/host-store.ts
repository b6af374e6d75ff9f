import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { ConcurrentWriteError } from '../../errors.ts';
import type { Instant } from '../../model/ids.ts';
import type { HostState, HostStore, RobotsRecord, SlotRequest } from '../../ports/hosts.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { getMany } from './get-many.ts';
import { readItem, schemaVersion } from './stored-item.ts';
import { updateOf } from './update-expression.ts';

const instant = z.iso.datetime({ precision: 3 });
const day = 24 * 60 * 60;
/** An item outlives every pause and every robots.txt in it. */
const hostDays = 14;
const robotsDays = 45;
/** robots.txt is cut at 500 KiB before it is packed; see the pipeline. */
const maxUnpackedBytes = 1_000_000;

export const hostItem: z.ZodType<HostState> = z.object({
  host: z.string(),
  pausedUntil: instant.exactOptional(),
  refusals: z.int().default(0),
  outages: z.int().default(0),
  crawlDelaySeconds: z.number().exactOptional(),
  nextSlotAt: z.number().exactOptional(),
});

const packedText = z
  .instanceof(Uint8Array)
  .transform((packed) => gunzipSync(packed, { maxOutputLength: maxUnpackedBytes }).toString());

export const robotsItem = z.object({
  fetchedAt: instant,
  freshUntil: instant,
  text: packedText,
  unreachableSince: instant.exactOptional(),
  tdm: z.object({ freshUntil: instant, text: packedText }).exactOptional(),
});

/**
 * The only module that knows how a host looks in DynamoDB.
 *
 * The robots.txt of an origin is an item of its own: it may be large, and each slot handed out
 * writes the host's item anew.
 */
export function dynamoHostStore(client: DynamoDBDocumentClient, table: string): HostStore {
  const find = async (host: string, ConsistentRead: boolean) =>
    (await client.send(new GetCommand({ TableName: table, Key: { host }, ConsistentRead }))).Item;
  const stateIn = (item: Item) => readItem(hostItem, item, { table, key: String(item['host']) });
  const robotsIn = (item: Item, origin: string) => ({
    origin,
    ...readItem(robotsItem, item, { table, key: robotsKey(origin) }),
  });

  return {
    async find(host) {
      const item = await find(host, false);
      return item && stateIn(item);
    },

    async findWithRobots(host, origin) {
      const keys = [{ host }, { host: robotsKey(origin) }];
      const items = await getMany(client, table, { keys });
      const [state, robots] = keys.map((key) => items.find((item) => item['host'] === key.host));
      return {
        ...(state !== undefined && { state: stateIn(state) }),
        ...(robots !== undefined && { robots: robotsIn(robots, origin) }),
      };
    },

    reserveSlot: (host, request) => reserveSlot(client, table, { host, ...request }),

    async update(host, changes, now) {
      const set = { ...changes, schemaVersion, expiresAt: expiry(now, hostDays) };
      await client.send(
        new UpdateCommand({ TableName: table, Key: { host }, ...updateOf({ set }) }),
      );
    },

    async findRobots(origin) {
      const item = await find(robotsKey(origin), true);
      return item && robotsIn(item, origin);
    },

    async saveRobots({ origin, text, tdm, ...record }: RobotsRecord) {
      const Item = {
        host: robotsKey(origin),
        ...record,
        text: gzipSync(text),
        ...(tdm !== undefined && { tdm: { ...tdm, text: gzipSync(tdm.text) } }),
        schemaVersion,
        expiresAt: expiry(new Date(record.fetchedAt), robotsDays),
      };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
  };
}

/** No host has a scheme or a slash in its name. */
const robotsKey = (origin: string): string => `${origin}/robots.txt`;

const expiry = (now: Date, days: number): number => Math.floor(now.getTime() / 1000) + days * day;

type Item = Record<string, unknown>;

/**
 * Either the host is idle and its slot is now, or `nextSlotAt` is ahead and moves on by one spacing.
 * Both are single conditional updates, so that a hundred workers stand in one line.
 */
async function reserveSlot(
  client: DynamoDBDocumentClient,
  table: string,
  { host, now, spacingMs, nextSlotAt = 0 }: SlotRequest & { readonly host: string },
): Promise<Instant> {
  const at = now.getTime();
  const attempt = async (condition: string, next: string, values: Record<string, number>) =>
    unlessConditionFails(
      client.send(
        new UpdateCommand({
          TableName: table,
          Key: { host },
          ConditionExpression: condition,
          UpdateExpression: `SET nextSlotAt = ${next}, expiresAt = :expiry, schemaVersion = :version`,
          ExpressionAttributeValues: {
            ':now': at,
            ':expiry': expiry(now, hostDays),
            ':version': schemaVersion,
            ...values,
          },
          ReturnValues: 'UPDATED_NEW',
        }),
      ),
    );

  const takeNow = async () => {
    const idle = 'attribute_not_exists(nextSlotAt) OR nextSlotAt <= :now';
    const taken = await attempt(idle, ':next', { ':next': at + spacingMs });
    return taken && now.toISOString();
  };
  const standInLine = async () => {
    const values = { ':spacing': spacingMs };
    const queued = await attempt('nextSlotAt > :now', 'nextSlotAt + :spacing', values);
    const next = queued?.Attributes?.['nextSlotAt'];
    return typeof next === 'number' ? new Date(next - spacingMs).toISOString() : undefined;
  };

  // What the caller has seen says which of the two will do; a condition that fails is paid for.
  const isBusy = nextSlotAt > at;
  // Both can fail only when time to live takes the item between them.
  for (let round = 0; round < 3; round++) {
    const slot = isBusy
      ? ((await standInLine()) ?? (await takeNow()))
      : ((await takeNow()) ?? (await standInLine()));
    if (slot !== undefined) return slot;
  }
  throw new ConcurrentWriteError(`host ${host}`);
}
