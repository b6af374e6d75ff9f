import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { z } from 'zod';
import { groupBy } from '../collections/group-by.ts';
import { InvalidTaskError, PipelineError } from '../errors.ts';
import type { QuarantinedMessage } from '../messages.ts';
import {
  type Correlation,
  describeError,
  type Observer,
  type Outcome,
  traceRoot,
} from './observer.ts';
import { sideBySide } from './side-by-side.ts';

type SqsHandlerOptions<Schema extends z.ZodType> = {
  /** Name of the step, as it stands in logs and in the quarantine. */
  readonly name: string;
  readonly schema: Schema;
  /** `tries`: how often this message was delivered, this time included; SQS counts approximately. */
  readonly step: (task: z.output<Schema>, tries: number) => Promise<Outcome>;
  readonly quarantine: (message: QuarantinedMessage) => Promise<void>;
  readonly observe: Observer;
};

type Fate = 'done' | 'retry';

/**
 * Makes a step into a Lambda handler for a queue with partial batch responses.
 *
 * Messages of a standard queue run beside each other. Messages of one group of a
 * FIFO queue run in order, and after one that failed the rest of its group is
 * handed back untouched, as AWS asks.
 */
export function sqsHandler<Schema extends z.ZodType>(options: SqsHandlerOptions<Schema>) {
  return async (event: SQSEvent): Promise<SQSBatchResponse> => {
    const groups = groupBy(event.Records, groupOf);
    const failed = await sideBySide([...groups.values()], (records) =>
      runInOrder(records, options),
    );
    options.observe.ended?.();
    return { batchItemFailures: failed.flat().map((itemIdentifier) => ({ itemIdentifier })) };
  };
}

/** The groups of a standard queue are for its fairness and order nothing: there, each message is its own. */
const groupOf = ({ attributes, eventSourceARN = '', messageId }: SQSRecord): string =>
  (eventSourceARN.endsWith('.fifo') ? attributes?.MessageGroupId : undefined) ?? messageId;

/** @returns the ids of the messages that must be delivered again */
async function runInOrder<Schema extends z.ZodType>(
  records: readonly SQSRecord[],
  options: SqsHandlerOptions<Schema>,
): Promise<string[]> {
  for (const [at, record] of records.entries()) {
    if ((await runOne(record, options)) === 'retry')
      return records.slice(at).map((rest) => rest.messageId);
  }
  return [];
}

async function runOne<Schema extends z.ZodType>(
  { body, attributes }: SQSRecord,
  { name, schema, step, quarantine, observe }: SqsHandlerOptions<Schema>,
): Promise<Fate> {
  const started = performance.now();
  let about = correlationOf(attributes?.AWSTraceHeader);
  try {
    const task = parseTask(schema, body);
    about = correlationOf(attributes?.AWSTraceHeader, task);
    const tries = Number(attributes?.ApproximateReceiveCount ?? 1);
    observe.done({ ...about, ...(await step(task, tries)) }, performance.now() - started);
    return 'done';
  } catch (error) {
    if (!(error instanceof PipelineError) || error.disposition === 'retry') {
      observe.failed(error, 'retry', body, about);
      return 'retry';
    }
    return setAside(error);
  }

  async function setAside(error: PipelineError): Promise<Fate> {
    try {
      await quarantine({
        version: 1,
        step: name,
        code: error.code,
        reason: describeError(error),
        body,
        quarantinedAt: new Date().toISOString(),
      });
      observe.failed(error, 'quarantine', body, about);
      return 'done';
    } catch (unsent) {
      // It could not be set aside: let the queue keep it.
      observe.failed(unsent, 'retry', body, about);
      return 'retry';
    }
  }
}

/** `from` and `into` are the two stories of a merge. */
const followed = ['feedId', 'articleId', 'storyId', 'otherId', 'from', 'into'] as const;

/**
 * What every log line of a message has, so that an article can be followed from its feed to its story:
 * the ids in the task, and the trace of the invocation that sent it.
 */
function correlationOf(traceHeader: string | undefined, task?: unknown): Correlation {
  const sentIn = traceRoot(traceHeader);
  const ids = typeof task === 'object' && task !== null ? { ...task } : {};
  const found = followed.flatMap((name) => {
    const id: unknown = Reflect.get(ids, name);
    return typeof id === 'string' ? [[name, id] as const] : [];
  });
  return { ...Object.fromEntries(found), ...(sentIn !== undefined && { sentIn }) };
}

function parseTask<Schema extends z.ZodType>(schema: Schema, body: string): z.output<Schema> {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch (cause) {
    throw new InvalidTaskError('the message is not JSON', { cause });
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;

  const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  throw new InvalidTaskError(`the message is not a task of this step: ${problems.join('; ')}`);
}
