import { type QueueName, queues } from '../../shared/queues.ts';
import { type TableName, tables } from '../../shared/tables.ts';

/** What the tables, the bucket and the queues of one installation are called. */
export type ResourceNames = {
  readonly tables: Readonly<Record<TableName, string>>;
  readonly bucket: string;
  readonly queues: Readonly<Record<QueueName, string>>;
  readonly deadLetters: Readonly<Record<QueueName, string>>;
  readonly quarantine: string;
  readonly bus: string;
};

/**
 * Names of every resource with one prefix.
 *
 * @example
 * resourceNames('newsloom').tables.linkIndex // 'newsloom-link-index'
 * resourceNames('newsloom').deadLetters.links // 'newsloom-links-dead-letters.fifo'
 */
export function resourceNames(prefix: string): ResourceNames {
  const nameOf = (resource: string) => `${prefix}-${kebabCase(resource)}`;
  const fifoSuffix = (queue: QueueName) => (queues[queue].fifo ? '.fifo' : '');
  return {
    tables: mapKeys<TableName>(tables, nameOf),
    bucket: nameOf('raw'),
    queues: mapKeys<QueueName>(queues, (queue) => `${nameOf(queue)}${fifoSuffix(queue)}`),
    // SQS wants the dead-letter queue of a FIFO queue to be a FIFO queue.
    deadLetters: mapKeys<QueueName>(
      queues,
      (queue) => `${nameOf(queue)}-dead-letters${fifoSuffix(queue)}`,
    ),
    quarantine: nameOf('quarantine'),
    bus: nameOf('events'),
  };
}

const kebabCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

function mapKeys<Key extends string>(
  keys: Readonly<Record<Key, unknown>>,
  nameFor: (key: Key) => string,
): Record<Key, string> {
  // Object.keys forgets the type of the keys.
  const names = Object.keys(keys) as Key[];
  return Object.fromEntries(names.map((key) => [key, nameFor(key)])) as Record<Key, string>;
}
