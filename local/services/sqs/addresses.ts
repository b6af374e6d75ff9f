import { SqsError } from './sqs-error.ts';

const account = '000000000000';

/** How the queues of one running server are addressed: URLs hold its port, so only names are stored. */
export type Addresses = {
  readonly urlOf: (queue: string) => string;
  readonly arnOf: (queue: string) => string;
};

export const addressesAt = (endpoint: string, region: string): Addresses => ({
  urlOf: (queue) => `${endpoint}/${account}/${queue}`,
  arnOf: (queue) => `arn:aws:sqs:${region}:${account}:${queue}`,
});

/**
 * Finds the name in a queue's URL, whatever port an earlier server had.
 *
 * @throws SqsError when it cannot be the URL of a queue
 *
 * @example
 * queueOfUrl('http://127.0.0.1:4566/000000000000/newsloom-feeds') // 'newsloom-feeds'
 */
export function queueOfUrl(url: string): string {
  const name = /^https?:\/\/[^/]+\/\d{12}\/([\w-]{1,80}(?:\.fifo)?)\/?$/.exec(url)?.[1];
  if (name !== undefined) return name;
  throw new SqsError('InvalidAddress', `The address ${url} is not valid for this endpoint.`);
}
