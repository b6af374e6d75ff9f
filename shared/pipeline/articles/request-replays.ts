import { batchesFrom } from '../../collections/batches-from.ts';
import type { ReplayArticleTask } from '../../messages.ts';
import type { ArticleRecord } from '../../model/article.ts';
import type { ArticleId, Instant } from '../../model/ids.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import type { SendTasks } from '../../ports/tasks.ts';

export type RequestReplaysPorts = {
  /** Oldest first. */
  readonly listed: AsyncIterable<{ readonly articleId: ArticleId; readonly publishedAt: Instant }>;
  readonly articles: Pick<ArticleStore, 'findMany'>;
  /** Absent where it is only to be known what would be sent. */
  readonly sendReplayTasks?: SendTasks<ReplayArticleTask>;
};

/** How far it has come; a run that begins at `reached` misses nothing, and sends a few once more. */
export type ReplayProgress = {
  readonly listed: number;
  readonly sent: number;
  /** The publication of the last that was dealt with. */
  readonly reached?: Instant;
  /** Of those that are to be read again, how many by each version of the extractor. */
  readonly byExtractor: ReadonlyMap<number, number>;
};

type Wanted = {
  readonly extractorBelow?: number;
  readonly signal?: AbortSignal;
};

/** Records that are read at once: what one request to DynamoDB may ask for. */
const batchSize = 100;

/** Sends a task for each article that is to be read again, and tells after each batch how far it has come. */
export async function* requestReplays(
  { extractorBelow, signal }: Wanted,
  { listed, articles, sendReplayTasks }: RequestReplaysPorts,
): AsyncGenerator<ReplayProgress> {
  const byExtractor = new Map<number, number>();
  const count = { listed: 0, sent: 0 };
  for await (const batch of batchesFrom(listed, batchSize)) {
    if (signal?.aborted === true) return;
    const records = await articles.findMany(batch.map(({ articleId }) => articleId));
    const wanted = records.flatMap((record) => (isWanted(record, extractorBelow) ? record : []));
    await sendReplayTasks?.(
      wanted.map(({ articleId }) => ({
        ...({ version: 1, articleId } as const),
        ...(extractorBelow !== undefined && { extractorBelow }),
      })),
    );
    count.listed += batch.length;
    count.sent += wanted.length;
    for (const { extractorVersion: by } of wanted)
      byExtractor.set(by, (byExtractor.get(by) ?? 0) + 1);
    const reached = batch.at(-1)?.publishedAt;
    yield { ...count, byExtractor, ...(reached !== undefined && { reached }) };
  }
}

/** Where the text is withheld there is no page that could be read again. */
const isWanted = (
  record: ArticleRecord,
  below = Number.POSITIVE_INFINITY,
): record is Extract<ArticleRecord, { readonly state: 'live' | 'removed' }> =>
  record.state === 'live' && record.rawKey !== undefined && record.extractorVersion < below;
