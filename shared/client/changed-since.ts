import { changeItem } from '../adapters/dynamo/change-log.ts';
import type { QuerySender } from '../adapters/dynamo/query-pages.ts';
import { readItem } from '../adapters/dynamo/stored-item.ts';
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

/** Every change after a cursor, oldest first; a cursor is the key of its change in the log. */
export async function* changesAfter(
  client: QuerySender,
  { table, after, until }: ChangesWanted,
): AsyncGenerator<ArticleChange> {
  const items = walkBuckets(client, {
    ...{ table, buckets: changesIndex, newestFirst: false },
    // `$` follows `#`: every change of the last instant is within.
    ...{ from: after, to: `${until}$` },
  });
  for await (const item of items) {
    const change = readChange(item, table);
    if (change.cursor > after) yield change;
  }
}

function readChange(item: Item, table: string): ArticleChange {
  const key = String(item['changeKey']);
  const { changeKey: cursor, ...change } = readItem(changeItem, item, { table, key });
  return { ...change, cursor };
}
