import { setTimeout as sleep } from 'node:timers/promises';
import type { Message } from '@aws-sdk/client-sqs';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { recordOf } from './record-of.ts';

/** A function as Lambda runs it on a batch of a queue. */
// biome-ignore lint/suspicious/noConfusingVoidType: a function that reports nothing is what Lambda means by it
export type SqsFunction = (event: SQSEvent) => Promise<SQSBatchResponse | void>;

export type BatchResult = {
  /** Ids of messages that must be delivered again. */
  readonly failed: ReadonlySet<string>;
  /** Why the batch failed as a whole, if it did. */
  readonly error?: unknown;
};

type Invocation = {
  readonly handler: SqsFunction;
  readonly queueArn: string;
  readonly timeoutSeconds: number;
};

/** The function did not end in time; Lambda would have killed it. */
export class FunctionTimeoutError extends Error {
  override readonly name = 'FunctionTimeoutError';
}

/** Runs a function on received messages, and says which of them it failed. */
export async function invokeWithBatch(
  messages: readonly Message[],
  { handler, queueArn, timeoutSeconds }: Invocation,
): Promise<BatchResult> {
  const event = { Records: messages.map((message) => recordOf(message, queueArn)) };
  const ids = event.Records.map(({ messageId }) => messageId);
  try {
    const response = await withTimeout(() => handler(event), timeoutSeconds);
    return { failed: failuresOf(response ?? undefined, ids) };
  } catch (error) {
    return { failed: new Set(ids), error };
  }
}

async function withTimeout<T>(run: () => Promise<T>, seconds: number): Promise<T> {
  const ended = new AbortController();
  const timeout = async () => {
    await sleep(1000 * seconds, undefined, { signal: ended.signal });
    throw new FunctionTimeoutError(`the function did not end within ${seconds} s`);
  };
  try {
    // A function that throws before its first await fails like any other.
    return await Promise.race([Promise.resolve().then(run), timeout()]);
  } finally {
    ended.abort();
  }
}

/**
 * Reads which messages a function reports as failed.
 *
 * Lambda takes a report for a failure of the whole batch when an entry has no id or one that was not in
 * the batch, so that a mistake in a function never deletes a message that it did not handle.
 *
 * @example
 * failuresOf({ batchItemFailures: [{ itemIdentifier: 'b' }] }, ['a', 'b']) // Set { 'b' }
 * failuresOf({ batchItemFailures: [{ itemIdentifier: '' }] }, ['a', 'b']) // Set { 'a', 'b' }
 */
export function failuresOf(
  response: SQSBatchResponse | undefined,
  ids: readonly string[],
): ReadonlySet<string> {
  const reported = response?.batchItemFailures ?? [];
  if (!Array.isArray(reported)) return new Set(ids);
  const failed = reported.map((failure) => failure?.itemIdentifier);
  const areKnown = failed.every((id) => ids.includes(id));
  return new Set(areKnown ? failed : ids);
}
