import type { Ledger } from './ledger.ts';
import { prices } from './prices.ts';

/** A line of the bill: of which step, at which service, and what it comes to. */
export type Line = {
  readonly service: string;
  readonly step: string;
  readonly what: string;
  readonly count: number;
  readonly dollars: number;
};

/** As `infra/` deploys them. */
export const memoryMb: Readonly<Record<string, number>> = {
  'poll-feeds': 256,
  'fetch-feed': 384,
  'fetch-article': 512,
  'link-article': 384,
};

/** Lambda gives a function of this memory one processor, and a smaller one its part. */
const wholeProcessorMb = 1769;

/** For so long an invocation waits for the sites of its batch, which are asked side by side. */
const siteWaitMs: Readonly<Record<string, number>> = { 'fetch-feed': 500, 'fetch-article': 800 };
/** How often an invocation waits for a service of AWS, its messages side by side, and for how long. */
const roundTrips: Readonly<Record<string, number>> = {
  ...{ 'poll-feeds': 12, 'fetch-feed': 6, 'fetch-article': 11 },
};
const roundTripMs = 5;

/** Milliseconds that Lambda would bill for what a step did here. */
export function billedMs(ledger: Ledger, step: string): number {
  const slower = Math.max(1, wholeProcessorMb / (memoryMb[step] ?? wholeProcessorMb));
  const invocations = ledger.of(step, 'invocations');
  // Messages of a FIFO queue are worked on one after the other: there, what waits can be counted.
  const rounds =
    step === 'link-article' ? ledger.of(step, 'rounds') : invocations * (roundTrips[step] ?? 0);
  const waits = invocations * (siteWaitMs[step] ?? 0) + ledger.of(step, 'waited ms');
  return ledger.of(step, 'processor ms') * slower + rounds * roundTripMs + waits;
}

/** All that a run used, with its price. */
export function billOf(ledger: Ledger): Line[] {
  const steps = [...new Set(ledger.lines().map(({ step }) => step))];
  const lambda = steps.flatMap((step): Line[] => {
    const gbSeconds = (billedMs(ledger, step) / 1000) * ((memoryMb[step] ?? 0) / 1024);
    const invocations = ledger.of(step, 'invocations');
    return [
      {
        ...line('Lambda', step, 'GB-seconds', gbSeconds),
        dollars: gbSeconds * prices.lambdaGbSecond,
      },
      {
        ...line('Lambda', step, 'requests', invocations),
        dollars: invocations * prices.lambdaRequest,
      },
    ];
  });
  const schedule = ledger.of('poll-feeds', 'invocations');
  return [
    ...lambda,
    ...ledger.lines().flatMap(({ step, what, count }) => {
      const priced = priceOf(what);
      return priced === undefined
        ? []
        : [{ ...line(priced.service, step, what, count), dollars: count * priced.each }];
    }),
    {
      ...line('Scheduler', 'poll-feeds', 'invocations', schedule),
      dollars: schedule * prices.scheduled,
    },
  ];
}

const line = (service: string, step: string, what: string, count: number) => ({
  ...{ service, step, what, count },
});

function priceOf(what: string): { readonly service: string; readonly each: number } | undefined {
  if (what.includes('write units')) return { service: 'DynamoDB', each: prices.writeUnit };
  if (what.endsWith('read units')) return { service: 'DynamoDB', each: prices.readUnit };
  switch (what) {
    case 'S3 puts':
      return { service: 'S3', each: prices.s3Put };
    case 'S3 gets':
      return { service: 'S3', each: prices.s3Get };
    case 'SQS requests':
      return { service: 'SQS', each: prices.sqsRequest };
    case 'SQS FIFO requests':
      return { service: 'SQS', each: prices.sqsFifoRequest };
    case 'events':
      return { service: 'EventBridge', each: prices.event };
    case 'log bytes':
      return { service: 'CloudWatch Logs', each: prices.logGb / 1e9 };
    default:
      return undefined;
  }
}
