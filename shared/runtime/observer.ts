/** What became of one message; each message is counted once. */
export type Outcome = {
  /** Kebab-case: `stored`, `unchanged`, `discarded`, `deferred`, … */
  readonly kind: string;
} & Readonly<Record<string, unknown>>;

/** Told of every message once; the only place where the pipeline's progress is written down. */
export type Observer = {
  done(outcome: Outcome, milliseconds: number): void;
  failed(error: unknown, fate: 'retry' | 'quarantine', body: string): void;
};

/** One line of JSON an outcome on standard output, which CloudWatch Logs can query. */
export function jsonLogObserver(step: string): Observer {
  const write = (entry: Record<string, unknown>) => console.log(JSON.stringify({ step, ...entry }));
  return {
    done: ({ kind, ...facts }, milliseconds) =>
      write({ level: 'INFO', outcome: kind, milliseconds: Math.round(milliseconds), ...facts }),
    failed: (error, fate, body) =>
      write({
        level: fate === 'retry' ? 'WARN' : 'ERROR',
        outcome: fate,
        error: describeError(error),
        message: body.slice(0, 1000),
      }),
  };
}

/** An error with its causes, outermost first, one a line. */
export function describeError(error: unknown): string {
  const lines: string[] = [];
  for (let e: unknown = error; e !== undefined && lines.length < 5; ) {
    lines.push(e instanceof Error ? `${e.name}: ${e.message}` : String(e));
    e = e instanceof Error ? e.cause : undefined;
  }
  return lines.join('\ncaused by ');
}
