import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { settledMs } from '../article/change-timing.ts';
import type { Instant } from '../model/ids.ts';
import type { TableName } from '../tables.ts';
import { type ArticleReaders, articleReaders } from './article-readers.ts';
import { type ArticleChange, changesAfter } from './changed-since.ts';
import { keyCursor } from './key-instants.ts';
import { type StoryReaders, storyReaders } from './story-readers.ts';

type Tables = Readonly<
  Record<Extract<TableName, 'articles' | 'changes' | 'revisions' | 'stories' | 'links'>, string>
>;

export type NewsClientOptions = {
  readonly dynamo: DynamoDBDocumentClient;
  /** What the tables are called in this stack. */
  readonly tables: Tables;
  readonly now?: () => Date;
};

/** Reads a stack's tables by key: never a scan, a page at a time, and only as far as the caller goes. */
export type NewsClient = ArticleReaders &
  StoryReaders & {
    /**
     * Articles that are new, revised, removed, restored, in another story than before or taken down:
     * each change once, oldest first. It ends at the present, less a minute in which one may still
     * arrive out of order; this machine's clock must be right to a quarter of that.
     *
     * @param after the cursor of the last change that was dealt with, or an instant to begin at; a week ago unless given
     * @throws RangeError when it is neither
     */
    changedSince(after?: string): AsyncIterable<ArticleChange>;
  };

const weekMs = 7 * 24 * 60 * 60 * 1000;

export function newsClient({
  dynamo,
  tables,
  now = () => new Date(),
}: NewsClientOptions): NewsClient {
  const instant = (before = 0): Instant => new Date(now().getTime() - before).toISOString();
  return {
    ...articleReaders(dynamo, tables, instant),
    ...storyReaders(dynamo, tables, instant),
    changedSince: (after = instant(weekMs)) =>
      changesAfter(dynamo, {
        ...{ table: tables.changes, after: keyCursor(after), until: instant(settledMs) },
      }),
  };
}
