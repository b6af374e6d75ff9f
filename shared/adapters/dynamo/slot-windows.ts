import { randomBytes } from 'node:crypto';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { batchesOf } from '../../collections/batches-of.ts';
import { readItem, schemaVersion } from './stored-item.ts';

/** Of each host one request is let through in a window without standing in line. */
export const windowMs = 15_000;
/** An update names each of its hosts twice, and may be 4 KB long. */
const hostsAtOnce = 40;
const keptSeconds = 60 * 60;

/** Who holds a host for a window: one request at an instant, or all who stand in line for the host. */
export type Holder = { readonly at: number; readonly token: string } | 'line';

const line = 'line';
/** No other attribute begins like this. */
const prefix = '/';
const holder = z.union([
  z.literal(line),
  z
    .string()
    .regex(/^\d{13}\.[\w-]+$/)
    .transform((text) => ({ at: Number(text.slice(0, 13)), token: text.slice(14) })),
]);
const holdersIn = z.record(z.string(), holder);

/** An item of a window. */
export const slotsItem = z
  .object({
    host: z.string().regex(/^@slots\//),
    schemaVersion: z.number(),
    expiresAt: z.number(),
  })
  .catchall(holder);

/** That a host is wanted for the windows of two instants, which are often one; what is claimed already stays. */
export type Claim = {
  readonly host: string;
  /** Milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  readonly by: Holder;
};

/** A claim of one request, unlike any other. */
export const requestAt = (at: number): Holder => ({
  at,
  token: randomBytes(3).toString('base64url'),
});

export const isSame = (one: Holder, other: Holder): boolean => textOf(one) === textOf(other);

const textOf = (by: Holder): string =>
  by === line ? line : `${String(by.at).padStart(13, '0')}.${by.token}`;

/**
 * Windows of time, each an item that says of each host who has it: whoever is first, for an update of one
 * item is atomic. Hosts that are claimed together take one write, in place of one each.
 *
 * @returns what came of each claim: who has its host, in the order of the windows
 */
export function slotWindows(client: DynamoDBDocumentClient, table: string) {
  return async (claims: readonly Claim[]): Promise<readonly (readonly Holder[])[]> => {
    const windows = [...new Set(claims.flatMap(windowsOf))];
    const held = new Map<number, ReadonlyMap<string, Holder>>();
    const claimOne = async (start: number) => {
      const hosts = new Map<string, Holder>();
      // Of two of one host the first is the first in the window, too.
      for (const claim of claims)
        if (windowsOf(claim).includes(start) && !hosts.has(claim.host))
          hosts.set(claim.host, claim.by);
      held.set(start, await claimWindow(client, table, { start, hosts }));
    };
    await Promise.all(windows.map(claimOne));
    const holderOf = (start: number, host: string): Holder => {
      const by = held.get(start)?.get(host);
      if (by === undefined) throw new Error(`nobody said who has ${host}`);
      return by;
    };
    return claims.map((claim) => windowsOf(claim).map((start) => holderOf(start, claim.host)));
  };
}

const windowsOf = ({ from, to }: Claim): number[] => [
  ...new Set([from, to].map((at) => Math.floor(at / windowMs) * windowMs)),
];

type Window = { readonly start: number; readonly hosts: ReadonlyMap<string, Holder> };

async function claimWindow(
  client: DynamoDBDocumentClient,
  table: string,
  { start, hosts }: Window,
): Promise<Map<string, Holder>> {
  const key = `@slots/${new Date(start).toISOString()}`;
  const answers = await Promise.all(
    batchesOf([...hosts], hostsAtOnce).map(async (batch) => {
      const { Attributes = {} } = await client.send(
        new UpdateCommand({ TableName: table, Key: { host: key }, ...claimOf(batch, start) }),
      );
      // By their attributes' names, of which none is one that objects have of themselves.
      const names = batch.map(([host]) => `${prefix}${host}`);
      const ofHosts = names.map((name) => [name, Attributes[name]]);
      return readItem(holdersIn, Object.fromEntries(ofHosts), { table, key });
    }),
  );
  const holders = answers.flatMap((answer) => Object.entries(answer));
  return new Map(holders.map(([name, by]) => [name.slice(prefix.length), by]));
}

function claimOf(batch: readonly (readonly [string, Holder])[], start: number) {
  const sets = batch.map((_, n) => `#${n} = if_not_exists(#${n}, :${n})`);
  return {
    UpdateExpression: `SET ${[...sets, 'expiresAt = :expiry', 'schemaVersion = :version'].join(', ')}`,
    ExpressionAttributeNames: Object.fromEntries(
      batch.map(([host], n) => [`#${n}`, `${prefix}${host}`]),
    ),
    ExpressionAttributeValues: {
      ...Object.fromEntries(batch.map(([, by], n) => [`:${n}`, textOf(by)])),
      ':expiry': start / 1000 + keptSeconds,
      ':version': schemaVersion,
    },
    // Not only what was changed: who had a host before is what is asked.
    ReturnValues: 'ALL_NEW',
  } as const;
}
