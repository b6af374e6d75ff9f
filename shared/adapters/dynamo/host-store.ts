import { gunzipSync, gzipSync } from 'node:zlib';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import type { HostState, HostStore, RobotsRecord } from '../../ports/hosts.ts';
import { expiryOf } from './expiry.ts';
import { getMany } from './get-many.ts';
import { type Gather, slotReservation } from './reserve-slot.ts';
import { readItem, schemaVersion } from './stored-item.ts';
import { updateOf } from './update-expression.ts';

const instant = z.iso.datetime({ precision: 3 });
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
 * The robots.txt of an origin is an item of its own: it may be large, and each slot in line
 * writes the host's item anew.
 *
 * @param gather how slots of several hosts are reserved at once; each alone unless given
 */
export function dynamoHostStore(
  client: DynamoDBDocumentClient,
  table: string,
  gather?: Gather,
): HostStore {
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

    reserveSlot: slotReservation(client, table, gather),

    async update(host, changes, now) {
      const set = { ...changes, schemaVersion, expiresAt: expiryOf(now, hostDays) };
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
        expiresAt: expiryOf(new Date(record.fetchedAt), robotsDays),
      };
      await client.send(new PutCommand({ TableName: table, Item }));
    },
  };
}

/** No host has a scheme or a slash in its name. */
const robotsKey = (origin: string): string => `${origin}/robots.txt`;

type Item = Record<string, unknown>;
