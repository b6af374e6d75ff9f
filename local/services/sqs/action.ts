import * as z from 'zod';
import type { Addresses } from './addresses.ts';
import { queueOfUrl } from './addresses.ts';
import type { Broker } from './broker.ts';
import type { Queue } from './queue.ts';
import { missingParameter, SqsError } from './sqs-error.ts';

export type ActionContext = {
  readonly broker: Broker;
  readonly addresses: Addresses;
  /** Aborted when the client has gone or the server stops. */
  readonly signal: AbortSignal;
};

/** One operation of the API: reads what came in as JSON, answers with what goes out as JSON. */
export type Action = (input: unknown, context: ActionContext) => object | Promise<object>;

/** Makes an operation of the schema of its input and what it does. */
export const action =
  <Schema extends z.ZodType>(
    schema: Schema,
    run: (input: z.output<Schema>, context: ActionContext) => object | Promise<object>,
  ): Action =>
  (input, context) =>
    run(parseInput(schema, input), context);

function parseInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') ?? '';
  if (issue?.code === 'invalid_type' && issue.message.endsWith('received undefined')) {
    throw missingParameter(field);
  }
  throw new SqsError('SerializationException', `${field}: ${issue?.message}`);
}

export const queueUrl = z.string();

export const queueAt = ({ broker }: ActionContext, url: string): Queue =>
  broker.find(queueOfUrl(url));

export const textMap = z.record(z.string(), z.string());

type Entry = { readonly Id: string };

/**
 * Runs a batch: an entry that is refused does not hinder the others.
 *
 * @throws SqsError when the batch as a whole breaks a rule
 */
export function runBatch<Item extends Entry>(
  entries: readonly Item[],
  run: (entry: Item) => object,
): { Successful: object[]; Failed: object[] } {
  checkBatch(entries);
  const Successful: object[] = [];
  const Failed: object[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ Id: entry.Id, ...run(entry) });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      const { queryCode: Code, message: Message } = error;
      Failed.push({ Id: entry.Id, SenderFault: true, Code, Message });
    }
  }
  return { Successful, Failed };
}

export function checkBatch(entries: readonly Entry[]): void {
  if (entries.length === 0) {
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  }
  if (entries.length > 10) {
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  const invalid = entries.find(({ Id }) => !/^[\w-]{1,80}$/.test(Id));
  if (invalid !== undefined) {
    throw new SqsError(
      'InvalidBatchEntryId',
      'A batch entry id can only contain alphanumeric characters, hyphens and underscores. It can be at most 80 letters long.',
    );
  }
  const ids = entries.map(({ Id }) => Id);
  const repeated = ids.find((id, at) => ids.indexOf(id) !== at);
  if (repeated !== undefined) {
    throw new SqsError('BatchEntryIdsNotDistinct', `Id ${repeated} repeated.`);
  }
}
