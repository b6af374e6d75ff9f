import { changedArticlesIndex, walkBuckets } from './buckets.ts';
import type { QuerySender } from './query-items.ts';
import { type ArticleChange, readArticleChange } from './summaries.ts';

export type ChangesWanted = {
  readonly table: string;
  /** An instant, or the cursor of the last change that was dealt with. */
  readonly after: string;
  readonly until: string;
};

/**
 * Every change after a cursor, oldest first.
 *
 * Changes of one instant come in the order of their ids, which no index promises; so they are
 * held back until the instant is over.
 */
export async function* changesAfter(
  client: QuerySender,
  { table, after, until }: ChangesWanted,
): AsyncGenerator<ArticleChange> {
  const from = after.slice(0, 24);
  const items = walkBuckets(client, {
    ...{ table, buckets: changedArticlesIndex, newestFirst: false },
    ...{ from, to: until },
  });
  let sameInstant: ArticleChange[] = [];
  for await (const item of items) {
    const change = readArticleChange(item, table);
    if (sameInstant[0] !== undefined && sameInstant[0].changedAt !== change.changedAt) {
      yield* inOrder(sameInstant);
      sameInstant = [];
    }
    if (change.cursor > after) sameInstant.push(change);
  }
  yield* inOrder(sameInstant);
}

const inOrder = (changes: readonly ArticleChange[]): ArticleChange[] =>
  changes.toSorted((a, b) => (a.cursor < b.cursor ? -1 : 1));
