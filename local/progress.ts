import pc from 'picocolors';
import { describeError, type Observer, type Outcome } from '../shared/runtime/observer.ts';

/** What one run has done so far; the summary reads it when the queues are empty. */
export type RunTally = {
  /** Messages by step and outcome: `fetch-article stored` → 61. */
  readonly outcomes: Map<string, number>;
  /** Pages that became no article. */
  readonly discarded: Outcome[];
  /** Articles that changed or went since an earlier look. */
  readonly revised: Outcome[];
  readonly failures: {
    readonly step: string;
    readonly fate: string;
    readonly error: string;
    readonly body: string;
  }[];
  /** Feeds that could not be read when they were last polled, and why. */
  readonly unread: Map<string, string>;
  /** Set when nothing more will come. */
  isDone: boolean;
};

export const emptyTally = (): RunTally => ({
  outcomes: new Map(),
  discarded: [],
  revised: [],
  failures: [],
  unread: new Map(),
  isDone: false,
});

/** The observer of a step. */
export type StepObserver = (step: string) => Observer;

/** Counts what the steps report, and shows it while they work. */
export function progressObserver(tally: RunTally, show: () => void): StepObserver {
  const count = (step: string, outcome: string) => {
    const key = `${step} ${outcome}`;
    tally.outcomes.set(key, (tally.outcomes.get(key) ?? 0) + 1);
    show();
  };
  return (step) => ({
    done(outcome) {
      if (step === 'fetch-feed') noteFeed(tally, outcome);
      if (outcome.kind === 'discarded') tally.discarded.push(outcome);
      if (outcome['change'] !== undefined && outcome['change'] !== 'first')
        tally.revised.push(outcome);
      count(step, outcome.kind);
    },
    failed(error, fate, body) {
      tally.failures.push({ step, fate, error: describeError(error), body });
      count(step, fate);
    },
  });
}

function noteFeed({ unread }: RunTally, outcome: Outcome): void {
  const url = String(outcome['url'] ?? '');
  if (outcome.kind === 'failed') unread.set(url, String(outcome['error']));
  else unread.delete(url);
}

/** `polls 8 · pages 61 · discarded 3 · linked 58 · retries 1`: what was done, some of it to one article again. */
export function progressLine({ outcomes, discarded, failures }: RunTally): string {
  const total = (step: string, ...kinds: string[]) =>
    kinds.reduce((sum, kind) => sum + (outcomes.get(`${step} ${kind}`) ?? 0), 0);
  const all = (step: string) =>
    [...outcomes].reduce((sum, [key, n]) => (key.startsWith(`${step} `) ? sum + n : sum), 0);
  const setAside = failures.filter(({ fate }) => fate === 'quarantine').length;
  return [
    `polls ${all('fetch-feed') - total('fetch-feed', 'deferred', 'retry')}`,
    `pages ${total('fetch-article', 'stored', 'unchanged', 'removed')}`,
    `discarded ${discarded.length}`,
    `linked ${total('link-article', 'linked', 'already-linked')}`,
    ...(failures.length > setAside ? [pc.yellow(`retries ${failures.length - setAside}`)] : []),
    ...(setAside > 0 ? [pc.red(`quarantined ${setAside}`)] : []),
  ].join(' · ');
}

/**
 * Shows a line that changes: in place on a terminal, every five seconds elsewhere.
 *
 * @returns `show`, to be called at each change, and `end`, which leaves the last state standing
 */
export function liveLine(text: () => string, out: NodeJS.WriteStream = process.stdout) {
  let shownAt = out.isTTY ? 0 : Date.now();
  let shown = text();
  const interval = out.isTTY ? 100 : 5000;
  const write = () => {
    const line = text();
    if (line === shown) return;
    out.write(out.isTTY ? `\r\u001b[2K  ${line}` : `  ${line}\n`);
    shown = line;
    shownAt = Date.now();
  };
  return {
    show() {
      if (Date.now() - shownAt >= interval) write();
    },
    end() {
      write();
      // Nothing was written where nothing has happened.
      if (out.isTTY && shownAt > 0) out.write('\n');
      shownAt = out.isTTY ? 0 : Date.now();
    },
  };
}
