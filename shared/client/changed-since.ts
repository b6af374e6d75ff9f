import { cursorOf, keysAround, readChanges } from '../adapters/dynamo/change-item.ts';
import type { QuerySender } from '../adapters/dynamo/query-pages.ts';
import type { Change } from '../model/change.ts';
import { changesIndex, walkBuckets } from './buckets.ts';
import type { Item } from './query-items.ts';

/** «Something happened to this article.» */
export type ArticleChange = Change & {
  /** Where to go on after this change; keep it once the change is dealt with. */
  readonly cursor: string;
};

export type ChangesWanted = {
  readonly table: string;
  /** An instant, or the cursor of the last change that was dealt with. */
  readonly after: string;
  readonly until: string;
};

/** Every change after a cursor, oldest first. */
export async function* changesAfter(
  client: QuerySender,
  { table, after, until }: ChangesWanted,
): AsyncGenerator<ArticleChange> {
  const items = walkBuckets(client, {
    ...{ table, buckets: changesIndex, newestFirst: false },
    ...keysAround(after.slice(0, instantLength), until),
  });
  let last = after;
  for await (const change of inOrder(items, table)) {
    if (change.changedAt > until) return;
    // Told by two workers, it stands in two items; its cursor is the same.
    if (change.cursor <= last) continue;
    last = change.cursor;
    yield change;
  }
}

/** Those of all items, which begin in the order of their keys and reach into each other. */
async function* inOrder(items: AsyncIterable<Item>, table: string): AsyncGenerator<ArticleChange> {
  let held: ArticleChange[] = [];
  for await (const item of items) {
    const { changeKey, changes } = readChanges(item, table);
    // Whatever comes from here on is of this instant or later.
    const reached = changeKey.slice(0, instantLength);
    yield* held.filter(({ changedAt }) => changedAt < reached);
    held = held.filter(({ changedAt }) => changedAt >= reached);
    held.push(...changes.map((change) => ({ ...change, cursor: cursorOf(change) })));
    held.sort((a, b) => (a.cursor < b.cursor ? -1 : 1));
  }
  yield* held;
}

const instantLength = '2026-01-05T10:00:00.000Z'.length;
