import type { Measures } from '../metrics.ts';
import { cutText } from '../text/cut-text.ts';
import { embeddedMetrics } from './embedded-metrics.ts';

/** What became of one message; each message is counted once. */
export type Outcome = {
  /** Kebab-case: `stored`, `unchanged`, `discarded`, `deferred`, … */
  readonly kind: string;
  readonly measures?: Measures;
  /** So usual that one line tells of all that a batch had of it. */
  readonly isRoutine?: boolean;
} & Readonly<Record<string, unknown>>;

/** Ids by which an article can be followed through the logs of all steps. */
export type Correlation = Readonly<Record<string, string>>;

/** Told of every message once; the only place where the pipeline's progress is written down. */
export type Observer = {
  done(outcome: Outcome, milliseconds: number): void;
  /** @param about ids by which the message can be followed through all steps */
  failed(error: unknown, fate: 'retry' | 'quarantine', body: string, about?: Correlation): void;
  /** Told when every message of an invocation has been told of. */
  ended?(): void;
};

type LogOptions = {
  readonly env?: NodeJS.ProcessEnv;
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
};

/**
 * One line of JSON an outcome on standard output, which CloudWatch Logs can query, and one for all of
 * an invocation that is routine. Then one line for each kind of outcome, by which CloudWatch counts: a
 * third of what is logged, were it said again with each message.
 *
 * Not by `console.log`: in Lambda's JSON format that would wrap the line as the text of another.
 */
export function jsonLogObserver(step: string, options: LogOptions = {}): Observer {
  const { env = process.env, write = writeLine, now = () => new Date() } = options;
  const functionName = env['AWS_LAMBDA_FUNCTION_NAME'] ?? step;
  const counted = new Map<string, Measures[]>();
  const routine = new Map<string, string[]>();
  const log = (level: string, outcome: string, facts: object) => {
    const trace = traceOf(env);
    const about = { timestamp: now().toISOString(), level, step, outcome };
    write(JSON.stringify({ ...about, ...(trace !== undefined && { trace }), ...facts }));
  };
  const count = (outcome: string, measures: Measures = {}) => append(counted, outcome, measures);
  return {
    done: ({ kind, measures, isRoutine = false, ...facts }, milliseconds) => {
      count(kind, measures);
      if (isRoutine) append(routine, kind, String(facts['feedId'] ?? facts['articleId']));
      else log('INFO', kind, { ...facts, milliseconds: Math.round(milliseconds), ...measures });
    },
    failed: (error, fate, body, about = {}) => {
      count(fate);
      const said = { error: describeError(error), message: body.slice(0, 1000) };
      log(fate === 'retry' ? 'WARN' : 'ERROR', fate, { ...about, ...said });
    },
    ended: () => {
      for (const [outcome, ids] of routine) log('INFO', outcome, { ids });
      for (const [outcome, measured] of counted)
        write(JSON.stringify(embeddedMetrics({ functionName, outcome, measured, at: now() })));
      routine.clear();
      counted.clear();
    },
  };
}

function append<T>(lists: Map<string, T[]>, key: string, value: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

const writeLine = (line: string) => void process.stdout.write(`${line}\n`);

/** The id under which X-Ray keeps this invocation; Lambda sets it anew for each. */
const traceOf = (env: NodeJS.ProcessEnv): string | undefined => traceRoot(env['_X_AMZN_TRACE_ID']);

/** The id of a trace, of a header that names it: `Root=1-…;Parent=…;Sampled=1`. */
export const traceRoot = (header = ''): string | undefined => /Root=([^;]+)/.exec(header)?.[1];

/** A hostile message can make its error as long as it likes. */
const longestProblem = 2000;

/** An error with its causes, outermost first, one a line. */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  for (let e: unknown = error; e !== undefined && lines.length < 5; ) {
    const said = e instanceof Error ? `${e.name}: ${e.message}` : String(e);
    lines.push(cutText(said, longestProblem));
    e = e instanceof Error ? e.cause : undefined;
  }
  return lines.join('\ncaused by ');
}
