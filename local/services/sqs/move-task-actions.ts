import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { type Action, type ActionContext, action } from './action.ts';
import type { QueueEvent } from './broker.ts';
import type { Message } from './message.ts';
import type { Queue } from './queue.ts';
import { feeds } from './queue-actions.ts';
import { queueOfArn } from './queue-settings.ts';
import { SqsError } from './sqs-error.ts';

/** A task that sent dead letters back; as queues here are small, it is over when it has started. */
type MoveTask = {
  readonly TaskHandle: string;
  readonly Status: 'COMPLETED';
  readonly SourceArn: string;
  readonly DestinationArn?: string | undefined;
  readonly MaxNumberOfMessagesPerSecond?: number | undefined;
  readonly ApproximateNumberOfMessagesMoved: number;
  readonly ApproximateNumberOfMessagesToMove: number;
  readonly StartedTimestamp: number;
};

const startInput = z.object({
  SourceArn: z.string(),
  DestinationArn: z.string().optional(),
  MaxNumberOfMessagesPerSecond: z.number().int().min(1).max(500).optional(),
});

/** The operations that send dead letters back, with the tasks of one server's life. */
export function moveTaskActions(): Readonly<
  Record<'StartMessageMoveTask' | 'ListMessageMoveTasks' | 'CancelMessageMoveTask', Action>
> {
  const tasks: MoveTask[] = [];
  return {
    StartMessageMoveTask: action(startInput, (input, context) => {
      const moved = moveMessages(input, context);
      const TaskHandle = Buffer.from(randomUUID()).toString('base64url');
      tasks.unshift({
        TaskHandle,
        Status: 'COMPLETED',
        ...input,
        ApproximateNumberOfMessagesMoved: moved,
        ApproximateNumberOfMessagesToMove: moved,
        StartedTimestamp: context.broker.now(),
      });
      return { TaskHandle };
    }),
    ListMessageMoveTasks: action(
      z.object({ SourceArn: z.string(), MaxResults: z.number().int().min(1).max(10).default(1) }),
      ({ SourceArn, MaxResults }, context) => {
        queueOf(SourceArn, context);
        const ofSource = tasks.filter((task) => task.SourceArn === SourceArn).slice(0, MaxResults);
        // A handle is of use only to cancel a task that still runs.
        return { Results: ofSource.map(({ TaskHandle: _, ...task }) => task) };
      },
    ),
    CancelMessageMoveTask: action(z.object({ TaskHandle: z.string() }), () => {
      throw notFound('The task is not running.');
    }),
  };
}

const notFound = (message: string) => new SqsError('ResourceNotFoundException', message);

function queueOf(arn: string, { broker }: ActionContext): Queue {
  const queue = broker.queues.get(queueOfArn(arn) ?? '');
  if (queue === undefined) {
    throw notFound("The resource that you specified for the SourceArn parameter doesn't exist.");
  }
  return queue;
}

/** @returns how many messages were moved */
function moveMessages(
  { SourceArn, DestinationArn }: z.output<typeof startInput>,
  context: ActionContext,
): number {
  const { broker } = context;
  const source = queueOf(SourceArn, context);
  if (![...broker.queues.values()].some((queue) => feeds(queue, source.name))) {
    throw new SqsError(
      'InvalidParameterValue',
      'Source queue must be configured as a Dead Letter Queue.',
    );
  }
  const destination = DestinationArn === undefined ? undefined : queueOf(DestinationArn, context);
  const events = [...source.all()]
    .filter(({ visibleAt }) => visibleAt <= broker.now())
    .sort((a, b) => a.sequence - b.sequence)
    .flatMap((message) => moveMessage(message, { source, destination, context }));
  broker.commit(events);
  return events.length / 2;
}

type Move = {
  readonly source: Queue;
  readonly destination: Queue | undefined;
  readonly context: ActionContext;
};

/** A moved message counts as a new one: it has another id, and was never received. */
function moveMessage(
  { firstReceivedAt: _, deadLetterSource, ...message }: Message,
  { source, destination, context: { broker } }: Move,
): QueueEvent[] {
  const to = destination?.name ?? deadLetterSource;
  // A message that was sent to the dead-letter queue itself came from nowhere.
  if (to === undefined || !broker.queues.has(to)) return [];
  const now = broker.now();
  const moved: Message = {
    ...message,
    id: randomUUID(),
    sequence: broker.takeSequence(),
    sentAt: now,
    visibleAt: now,
    receiveCount: 0,
  };
  return [
    { type: 'gone', queue: source.name, ids: [message.id] },
    { type: 'put', queue: to, message: moved },
  ];
}
