import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { ConcurrentWriteError } from '../../errors.ts';
import type { HostStore, SlotRequest } from '../../ports/hosts.ts';
import { unlessConditionFails } from './conditional-write.ts';
import { expiryOf } from './expiry.ts';
import {
  type Claim,
  type Holder,
  isSame,
  requestAt,
  slotWindows,
  windowMs,
} from './slot-windows.ts';
import { schemaVersion } from './stored-item.ts';

/**
 * Does one thing for many who ask for it side by side.
 *
 * @param run of many at once, in their order
 * @returns the same of one
 */
export type Gather = <Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
) => (item: Item) => Promise<Result>;

const eachAlone: Gather = (run) => async (item) => {
  const [result] = await run([item]);
  return result as Awaited<ReturnType<typeof run>>[number];
};

/** Spacings for which windows are used: below, a host is our own and asked all the time; above, few would fit in. */
const spacings = { least: 250, most: windowMs / 4 };
/** How often a slot in line may turn out to be too near a request that did not stand in it. */
const mostRounds = 4;
const hostDays = 14;

type Wanted = SlotRequest & { readonly host: string };
type Table = { readonly client: DynamoDBDocumentClient; readonly table: string };

/**
 * Slots of hosts. Most requests find nobody else at their host: they claim it for a window of time, all
 * hosts of an invocation by one write. Whoever finds the window taken stands in line for the host, which
 * is an item of its own that moves on with each slot, and claims the windows of the slot for that line.
 *
 * Two requests to a host are never nearer than the spacing, of whichever kind they are: each holds the
 * window of its instant and that of the instant from which the next may come, and of a window that
 * another holds the instant is known. See docs/decisions/0020-slots-by-windows.md.
 */
export function slotReservation(
  client: DynamoDBDocumentClient,
  table: string,
  gather: Gather = eachAlone,
): HostStore['reserveSlot'] {
  const claim = gather(slotWindows(client, table));
  return async (host, request) => {
    const wanted = { host, ...request };
    const slot =
      request.spacingMs < spacings.least
        ? await standInLine({ client, table }, wanted)
        : await claimSlot({ client, table }, wanted, claim);
    return new Date(slot).toISOString();
  };
}

type ClaimOne = (claim: Claim) => Promise<readonly Holder[]>;

async function claimSlot(table: Table, wanted: Wanted, claim: ClaimOne): Promise<number> {
  const { host, now, notBefore, spacingMs, nextSlotAt = 0 } = wanted;
  const at = now.getTime();
  if (notBefore !== undefined || nextSlotAt > at || spacingMs > spacings.most)
    return lineUp(table, wanted, claim);
  const by = requestAt(at);
  const holders = await claim({ host, from: at, to: at + spacingMs, by });
  const others = holders.filter((holder) => !isSame(holder, by));
  if (others.length === 0) return at;
  return lineUp(table, { ...wanted, ...behind(others, at, spacingMs) }, claim);
}

/** Stands in line until the slot is far enough from every request that did not. */
async function lineUp(table: Table, wanted: Wanted, claim: ClaimOne): Promise<number> {
  const { host, spacingMs } = wanted;
  let from = wanted;
  for (let round = 0; round < mostRounds; round++) {
    const slot = await standInLine(table, from);
    const holders = await claim({ host, from: slot, to: slot + spacingMs, by: 'line' });
    const moved = behind(holders, slot, spacingMs);
    if (moved === undefined) return slot;
    from = { ...wanted, ...moved };
  }
  throw new ConcurrentWriteError(`host ${host}`);
}

/** From when on a slot would be far enough from the holders that are too near. */
function behind(
  holders: readonly Holder[],
  slot: number,
  spacingMs: number,
): Pick<Wanted, 'notBefore'> | undefined {
  const near = holders.flatMap((holder) =>
    holder !== 'line' && Math.abs(holder.at - slot) < spacingMs ? [holder.at] : [],
  );
  return near.length === 0 ? undefined : { notBefore: new Date(Math.max(...near) + spacingMs) };
}

/**
 * Either nobody stands in line and the slot is the wanted one, or `nextSlotAt` is ahead and moves on by one
 * spacing. Both are single conditional updates, so that a hundred workers stand in one line.
 */
async function standInLine(
  table: Table,
  { host, now, notBefore = now, spacingMs, nextSlotAt = 0 }: Wanted,
): Promise<number> {
  const at = Math.max(now.getTime(), notBefore.getTime());
  const takeNext = async () => {
    const idle = 'attribute_not_exists(nextSlotAt) OR nextSlotAt <= :at';
    const moved = await moveOn(table, {
      host,
      at,
      idle,
      to: ':next',
      values: { ':next': at + spacingMs },
    });
    return moved === undefined ? undefined : at;
  };
  const goLast = async () => {
    const values = { ':spacing': spacingMs };
    const next = await moveOn(table, {
      host,
      at,
      idle: 'nextSlotAt > :at',
      to: 'nextSlotAt + :spacing',
      values,
    });
    return next === undefined ? undefined : next - spacingMs;
  };
  // What the caller has seen says which of the two will do; a condition that fails is paid for.
  const isBusy = nextSlotAt > at;
  // Both can fail only when time to live takes the item between them.
  for (let round = 0; round < 3; round++) {
    const slot = isBusy
      ? ((await goLast()) ?? (await takeNext()))
      : ((await takeNext()) ?? (await goLast()));
    if (slot !== undefined) return slot;
  }
  throw new ConcurrentWriteError(`host ${host}`);
}

type Move = {
  readonly host: string;
  readonly at: number;
  readonly idle: string;
  readonly to: string;
  readonly values: Record<string, number>;
};

/** @returns the next slot as it is now; nothing where the condition did not hold */
async function moveOn({ client, table }: Table, { host, at, idle, to, values }: Move) {
  const moved = await unlessConditionFails(
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: { host },
        ConditionExpression: idle,
        UpdateExpression: `SET nextSlotAt = ${to}, expiresAt = :expiry, schemaVersion = :version`,
        ExpressionAttributeValues: {
          ':at': at,
          ':expiry': expiryOf(new Date(at), hostDays),
          ':version': schemaVersion,
          ...values,
        },
        ReturnValues: 'UPDATED_NEW',
      }),
    ),
  );
  return moved && Number(moved.Attributes?.['nextSlotAt']);
}
