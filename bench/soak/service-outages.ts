import type { Backend, Command } from '../../tests/pipeline/outside-calls.ts';

export const services = ['DynamoDB', 'S3', 'SQS', 'EventBridge'] as const;
export type ServiceName = (typeof services)[number];

/** What a service says that has no more to give. */
const refusals: Readonly<Record<ServiceName, string>> = {
  DynamoDB: 'ProvisionedThroughputExceededException',
  S3: 'SlowDown',
  SQS: 'RequestThrottled',
  EventBridge: 'ThrottlingException',
};

/** Stands before services in memory, and refuses for one that is out, to functions alone. */
export class ServiceOutages implements Backend {
  /** Those that are out, with the share of calls that they refuse. */
  readonly out = new Map<ServiceName, number>();
  /** Whether a function is at work: whoever drives it is never refused. */
  isInFunction = false;
  refused = 0;
  readonly #services: Backend;
  readonly #random: () => number;

  constructor(inner: Backend, random: () => number) {
    this.#services = inner;
    this.#random = random;
  }

  async answer(command: Command): Promise<unknown> {
    const service = serviceOf(command.constructor.name);
    const share = this.isInFunction ? (this.out.get(service) ?? 0) : 0;
    if (share > 0 && this.#random() < share) {
      this.refused++;
      throw Object.assign(new Error(`${service} is out`), {
        name: refusals[service],
        $fault: 'client',
        $metadata: { httpStatusCode: service === 'S3' ? 503 : 400 },
      });
    }
    return this.#services.answer(command);
  }
}

function serviceOf(command: string): ServiceName {
  if (command === 'PutEventsCommand') return 'EventBridge';
  if (/Object/.test(command)) return 'S3';
  return /Message|QueueAttributes/.test(command) ? 'SQS' : 'DynamoDB';
}
