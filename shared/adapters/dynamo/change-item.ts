import { createHash } from 'node:crypto';
import * as z from 'zod';
import { togetherMs } from '../../article/change-timing.ts';
import type { Change } from '../../model/change.ts';
import type { ArticleId, Instant, StoryId } from '../../model/ids.ts';
import { articleShards } from '../../tables.ts';
import { revisionItem } from './revision-store.ts';
import { readItem, schemaVersion } from './stored-item.ts';

const change = z.object({
  articleId: z.string().transform((id) => id as ArticleId),
  kind: z.enum([
    ...(['created', 'revised', 'removed', 'restored', 'reread', 'relinked'] as const),
    'taken-down' as const,
  ]),
  changedAt: z.iso.datetime({ precision: 3 }),
  revision: z.int().positive().exactOptional(),
  change: revisionItem.shape.kind.exactOptional(),
  cause: revisionItem.shape.cause,
  storyId: z
    .string()
    .transform((id) => id as StoryId)
    .exactOptional(),
});

/** Changes that were told together; eight of them take a write unit. */
export const changeItem = z.object({ changeKey: z.string(), changes: z.array(change).min(1) });

/** Far more than an invocation tells, and far less than an item holds. */
const mostChanges = 100;

/**
 * The items that tell of some changes: of one hour each, with instants that are close to each other, in
 * the order of the log.
 *
 * An item's key begins with the instant of its first change and ends with a hash of them all. So the
 * same changes told again are the same item, and others never take its place, however alike they begin.
 */
export const changeItems = (changes: readonly Change[]) => batchesOf(changes).map(itemOf);

function itemOf(changes: readonly [Change, ...Change[]]) {
  const { changedAt } = changes[0];
  const hash = createHash('sha256').update(changes.map(cursorOf).join()).digest('hex').slice(0, 16);
  const shard = Number.parseInt(hash.slice(-4), 16) % articleShards;
  const keys = {
    changedBucket: `${hourOf(changedAt)}#${shard}`,
    changeKey: `${changedAt}#${hash}`,
  };
  return { ...keys, changes, schemaVersion };
}

function batchesOf(changes: readonly Change[]): [Change, ...Change[]][] {
  const byCursor = new Map(changes.map((one) => [cursorOf(one), one]));
  const batches: [Change, ...Change[]][] = [];
  for (const [, one] of [...byCursor].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const batch = batches.at(-1);
    if (batch !== undefined && fits(one, batch)) batch.push(one);
    else batches.push([one]);
  }
  return batches;
}

const fits = ({ changedAt }: Change, batch: readonly [Change, ...Change[]]): boolean =>
  batch.length < mostChanges &&
  hourOf(changedAt) === hourOf(batch[0].changedAt) &&
  Date.parse(changedAt) - Date.parse(batch[0].changedAt) <= togetherMs;

/** Of the cursor or key that an instant begins, too. */
export const hourOf = (instant: string): string => instant.slice(0, 13);

/**
 * Keys between which every item stands that may hold a change of a stretch of time.
 *
 * @example
 * keysAround('2026-01-05T10:05:00.000Z', '2026-01-05T10:06:00.000Z')
 * // { from: '2026-01-05T10:04:55.000Z', to: '2026-01-05T10:06:00.000Z$' }
 */
export const keysAround = (first: Instant, last: Instant) => ({
  // There were no changes before computers.
  from: new Date(Math.max(0, Date.parse(first) - togetherMs)).toISOString(),
  // `$` follows `#`: every key of the last instant is within.
  to: `${last}$`,
});

/** An item as it was stored. */
export const readChanges = (item: Readonly<Record<string, unknown>>, table: string) =>
  readItem(changeItem, item, { table, key: String(item['changeKey']) });

/**
 * The place of a change in the log. It follows from the change, so that telling it twice tells it once.
 *
 * @example
 * cursorOf({ articleId: 'a1', changedAt: '2026-01-05T10:05:00.000Z', kind: 'created', revision: 1 })
 * // '2026-01-05T10:05:00.000Z#a1#r1'
 */
export function cursorOf({ articleId, changedAt, kind, revision, storyId }: Change): string {
  const what = kind === 'relinked' ? storyId : kind === 'taken-down' ? 't' : `r${revision}`;
  return `${changedAt}#${articleId}#${what}`;
}
