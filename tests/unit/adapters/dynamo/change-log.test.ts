import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { dynamoChangeLog } from '../../../../shared/adapters/dynamo/change-log.ts';
import { promptMs, settledMs, togetherMs } from '../../../../shared/article/change-timing.ts';
import type { Change } from '../../../../shared/model/change.ts';
import { anArticleId } from '../../../builders/a-raw-page.ts';

const change: Change = {
  ...{ articleId: anArticleId(1), kind: 'created', changedAt: '2026-01-05T10:05:00.000Z' },
  ...{ revision: 1, change: 'first' },
};
const tables = { changes: 'changes', articles: 'articles' };

/** A table that never answers, and hears when a writer gives up. */
const silent = {
  send: (_: unknown, { abortSignal }: { readonly abortSignal: AbortSignal }) =>
    new Promise((_, reject) => {
      const giveUp = () => reject(new Error('given up'));
      if (abortSignal.aborted) giveUp();
      else abortSignal.addEventListener('abort', giveUp);
    }),
} as unknown as DynamoDBDocumentClient;

describe('a change', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is not written when readers may have passed its instant, however long the table takes', async () => {
    let longest = 0;
    vi.spyOn(AbortSignal, 'timeout').mockImplementation((milliseconds) => {
      longest = milliseconds;
      return AbortSignal.abort();
    });
    await expect(dynamoChangeLog(silent, tables).put(change)).rejects.toThrow('given up');
    expect(longest).toBeGreaterThan(0);
    expect(promptMs + togetherMs + longest).toBeLessThan(settledMs);
  });
});
