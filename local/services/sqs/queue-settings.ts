import { maxMessageBytes } from './checks.ts';
import { SqsError } from './sqs-error.ts';

type Range = readonly [number, number];

/** Numbers that a queue is set by: what they are unless set, and their limits. */
const numbers = {
  VisibilityTimeout: { unset: 30, range: [0, 43_200] },
  DelaySeconds: { unset: 0, range: [0, 900] },
  MaximumMessageSize: { unset: maxMessageBytes, range: [1024, maxMessageBytes] },
  MessageRetentionPeriod: { unset: 345_600, range: [60, 1_209_600] },
  ReceiveMessageWaitTimeSeconds: { unset: 0, range: [0, 20] },
  KmsDataKeyReusePeriodSeconds: { unset: 300, range: [60, 86_400] },
} as const satisfies Record<string, { unset: number; range: Range }>;

const words: Readonly<Record<string, readonly string[]>> = {
  FifoQueue: ['true'],
  ContentBasedDeduplication: ['true', 'false'],
  SqsManagedSseEnabled: ['true', 'false'],
  DeduplicationScope: ['queue', 'messageGroup'],
  FifoThroughputLimit: ['perQueue', 'perMessageGroupId'],
};

const fifoOnly = [
  'ContentBasedDeduplication',
  'DeduplicationScope',
  'FifoThroughputLimit',
  'FifoQueue',
];
const free = ['Policy', 'RedrivePolicy', 'RedriveAllowPolicy', 'KmsMasterKeyId'];

export type QueueSetting = keyof typeof numbers;

/** @returns what the queue is set to, or the default of SQS */
export const settingOf = (
  { attributes }: { readonly attributes: Readonly<Record<string, string>> },
  name: QueueSetting,
): number => Number(attributes[name] ?? numbers[name].unset);

/** Every attribute of a queue that has a default, as `GetQueueAttributes` shows it. */
export const defaultSettings = (): Record<string, string> => ({
  VisibilityTimeout: String(numbers.VisibilityTimeout.unset),
  DelaySeconds: String(numbers.DelaySeconds.unset),
  MaximumMessageSize: String(numbers.MaximumMessageSize.unset),
  MessageRetentionPeriod: String(numbers.MessageRetentionPeriod.unset),
  ReceiveMessageWaitTimeSeconds: String(numbers.ReceiveMessageWaitTimeSeconds.unset),
  SqsManagedSseEnabled: 'true',
});

/** @throws SqsError when SQS knows no such attribute or refuses its value */
export function checkSettings(attributes: Readonly<Record<string, string>>, isFifo: boolean): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (!isFifo && fifoOnly.includes(name)) throw unknownAttribute(name);
    if (!isAllowed(name, value)) {
      throw new SqsError('InvalidAttributeValue', `Invalid value for the parameter ${name}.`);
    }
  }
}

function isAllowed(name: string, value: string): boolean {
  if (name in numbers) {
    // `name in numbers` was just asked.
    const [least, most] = numbers[name as QueueSetting].range;
    return /^\d{1,9}$/.test(value) && Number(value) >= least && Number(value) <= most;
  }
  if (name in words) return words[name]?.includes(value) ?? false;
  if (name === 'RedrivePolicy') return value === '' || parseRedrivePolicy(value) !== undefined;
  if (free.includes(name)) return true;
  throw unknownAttribute(name);
}

export const unknownAttribute = (name: string): SqsError =>
  new SqsError('InvalidAttributeName', `Unknown Attribute ${name}.`);

export type RedrivePolicy = { readonly deadLetterQueue: string; readonly maxReceiveCount: number };

/**
 * Reads where messages go that were received too often.
 *
 * @example
 * parseRedrivePolicy('{"deadLetterTargetArn":"arn:aws:sqs:eu-central-1:000000000000:dead","maxReceiveCount":"5"}')
 * // { deadLetterQueue: 'dead', maxReceiveCount: 5 }
 */
export function parseRedrivePolicy(json: string | undefined): RedrivePolicy | undefined {
  if (json === undefined || json === '') return undefined;
  try {
    // Anything that is not such an object gives fields that fail the checks below.
    const policy = JSON.parse(json) as { deadLetterTargetArn?: unknown; maxReceiveCount?: unknown };
    const deadLetterQueue = queueOfArn(String(policy.deadLetterTargetArn));
    const maxReceiveCount = Number(policy.maxReceiveCount);
    if (deadLetterQueue === undefined || !Number.isInteger(maxReceiveCount)) return undefined;
    if (maxReceiveCount < 1 || maxReceiveCount > 1000) return undefined;
    return { deadLetterQueue, maxReceiveCount };
  } catch {
    return undefined;
  }
}

/** @returns the name of the queue, if the text is an ARN of one */
export const queueOfArn = (arn: string): string | undefined =>
  /^arn:aws:sqs:[\w-]+:\d{12}:([\w-]{1,80}(?:\.fifo)?)$/.exec(arn)?.[1];
