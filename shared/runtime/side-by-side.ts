import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout } from 'node:timers/promises';

/** Who works in the same invocation. */
const company = new AsyncLocalStorage<Company>();

/**
 * Runs those who work side by side in one invocation, so that what they do by way of {@link gathered} is
 * done in one request.
 *
 * @example
 * await sideBySide(messages, (message) => step(message))
 */
export function sideBySide<T, R>(
  all: readonly T[],
  work: (one: T) => Promise<R>,
): Promise<readonly R[]> {
  const here = new Company(all.length);
  const done = all.map((one) => company.run(here, () => work(one)).finally(() => here.leave()));
  return Promise.all(done);
}

/** The time that somebody is waited for, at most; ends when nobody needs to wait any more. */
export type Patience = (
  milliseconds: number,
  options: { readonly signal: AbortSignal },
) => Promise<unknown>;

/** Something that can be done for many at once. */
export type Gathering<Item, Result> = {
  /** @returns what came of each, in their order */
  run(items: readonly Item[]): Promise<readonly Result[]>;
  /** Which comes first: while somebody waits for an earlier turn, no later one is run because all wait. */
  readonly turn: number;
  /** Runs no later than so many milliseconds after the first has come. */
  readonly longestMs?: number;
  /** The time until then; that of this machine unless given. */
  readonly patience?: Patience;
};

/**
 * Waits until all others of the invocation are done or wait as well, and does it for all at once; who
 * works alone does it at once. Where it fails, it fails for all who have waited.
 *
 * @example
 * const save = gathered({ run: (pages) => archive.saveAll(pages) })
 */
export function gathered<Item, Result>(
  gathering: Gathering<Item, Result>,
): (item: Item) => Promise<Result> {
  return async (item) => {
    const here = company.getStore();
    if (here !== undefined) return here.join(gathering, item);
    const [result] = await gathering.run([item]);
    return result as Result;
  };
}

type Waiter = {
  readonly item: unknown;
  readonly settle: (result: Promise<unknown>) => void;
};

type Waiting = { readonly waiters: Waiter[]; readonly over: AbortController };

type Any = Gathering<unknown, unknown>;

class Company {
  #atWork: number;
  readonly #waiting = new Map<Any, Waiting>();

  constructor(size: number) {
    this.#atWork = size;
  }

  leave(): void {
    this.#atWork--;
    this.#runWhenAllWait();
  }

  join<Item, Result>(gathering: Gathering<Item, Result>, item: Item): Promise<Result> {
    const joined = gathering as Any;
    return new Promise((resolve) => {
      const settle = (result: Promise<unknown>) => resolve(result as Promise<Result>);
      this.#waitingFor(joined).waiters.push({ item, settle });
      this.#runWhenAllWait();
    });
  }

  #waitingFor(gathering: Any): Waiting {
    const known = this.#waiting.get(gathering);
    if (known !== undefined) return known;
    const waiting = { waiters: [], over: new AbortController() };
    this.#waiting.set(gathering, waiting);
    const { longestMs, patience = setTimeout } = gathering;
    if (longestMs !== undefined) {
      const { signal } = waiting.over;
      const run = () => (signal.aborted ? undefined : this.#run(gathering));
      patience(longestMs, { signal }).then(run, () => {});
    }
    return waiting;
  }

  #runWhenAllWait(): void {
    const all = [...this.#waiting];
    const count = all.reduce((sum, [, { waiters }]) => sum + waiters.length, 0);
    if (count === 0 || count < this.#atWork) return;
    const first = Math.min(...all.map(([{ turn }]) => turn));
    for (const [gathering] of all.filter(([{ turn }]) => turn === first)) this.#run(gathering);
  }

  #run(gathering: Any): void {
    const { waiters = [], over } = this.#waiting.get(gathering) ?? {};
    this.#waiting.delete(gathering);
    over?.abort();
    const done = gathering.run(waiters.map(({ item }) => item));
    for (const [at, { settle }] of waiters.entries()) settle(done.then((results) => results[at]));
  }
}
