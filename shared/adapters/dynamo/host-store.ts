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
import type { HostState, HostStore, RobotsRecord } from '../../ports/hosts.ts';
import { unlessConditionFails } from './conditional-write.ts';
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
  const find = async (host: string) =>
    (await client.send(new GetCommand({ TableName: table, Key: { host }, ConsistentRead: true })))
      .Item;

  return {
    async find(host) {
      const item = await find(host);
      return item && readItem(hostItem, item, { table, key: host });
    },

    reserveSlot: (host, request) => reserveSlot(client, table, { host, ...request }),

    async update(host, changes, now) {
      const set = { ...changes, schemaVersion, expiresAt: expiry(now, hostDays) };
      await client.send(
        new UpdateCommand({ TableName: table, Key: { host }, ...updateOf({ set }) }),
      );
    },

    async findRobots(origin) {
      const item = await find(robotsKey(origin));
      return item && { origin, ...readItem(robotsItem, item, { table, key: robotsKey(origin) }) };
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

type SlotRequest = { readonly host: string; readonly now: Date; readonly spacingMs: number };

/**
 * Either the host is idle and its slot is now, or `nextSlotAt` is ahead and moves on by one spacing.
 * Both are single conditional updates, so that a hundred workers stand in one line.
 */
async function reserveSlot(
  client: DynamoDBDocumentClient,
  table: string,
  { host, now, spacingMs }: SlotRequest,
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

  // Both can fail only when time to live takes the item between them.
  for (let round = 0; round < 3; round++) {
    const idle = 'attribute_not_exists(nextSlotAt) OR nextSlotAt <= :now';
    if (await attempt(idle, ':next', { ':next': at + spacingMs })) return now.toISOString();

    const queued = await attempt('nextSlotAt > :now', 'nextSlotAt + :spacing', {
      ':spacing': spacingMs,
    });
    const next = queued?.Attributes?.['nextSlotAt'];
    if (typeof next === 'number') return new Date(next - spacingMs).toISOString();
  }
  throw new ConcurrentWriteError(`host ${host}`);
}
