import { setImmediate as turn } from 'node:timers/promises';
import { type Gate, throughGate } from '../outside-calls.ts';

type Parked = {
  readonly what: string;
  /** In milliseconds of the turnstile's own clock. */
  readonly notBefore: number;
  readonly go: () => Promise<void>;
};

/**
 * Lets the calls of workers beside one another pass one at a time, the next one drawn by a seed: whoever
 * looks between two calls of another is there by intent, and comes again with the same seed.
 *
 * A call is done at one moment, so that the orders of whole calls are all the orders that there are.
 * Its clock goes on by a millisecond with each call, and to the end of the shortest sleep when all sleep.
 */
export class Turnstile {
  /** The calls that passed, if somebody wants to know. */
  readonly passed: string[] = [];
  private readonly random: () => number;
  private readonly waiting: Parked[] = [];
  private time: number;

  constructor(random: () => number, startsAt: number) {
    this.random = random;
    this.time = startsAt;
  }

  readonly now = (): Date => new Date(this.time);

  /** Lets time pass while nobody is at work. */
  elapse(milliseconds: number): void {
    this.time += milliseconds;
  }

  readonly sleep = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => {
      const notBefore = this.time + milliseconds;
      this.waiting.push({ what: 'sleep', notBefore, go: async () => resolve() });
    });

  /** Runs workers beside one another to their ends, be they good or bad. */
  async pass(workers: readonly (() => Promise<void>)[]): Promise<void> {
    let left = workers.length;
    const all = workers.map((run) =>
      throughGate(this.gate, run).finally(() => {
        left--;
      }),
    );
    const ended = Promise.all(all);
    while (left > 0) {
      // Until each has come to its next call.
      await turn();
      if (left > 0) await this.letOnePass();
    }
    await ended;
  }

  /** So many of a list, drawn, in an order that is drawn. */
  some<T>(items: readonly T[], count = items.length): T[] {
    const left = [...items];
    return Array.from({ length: Math.min(count, left.length) }, () =>
      left.splice(this.draw(left.length), 1),
    ).flat();
  }

  draw(count: number): number {
    return Math.floor(this.random() * count);
  }

  private async letOnePass(): Promise<void> {
    if (this.waiting.length === 0)
      throw new Error(
        'a worker waits for another thread, or for nothing: is inline-zlib imported first?',
      );
    const isAwake = ({ notBefore }: Parked) => notBefore <= this.time;
    if (!this.waiting.some(isAwake))
      this.time = Math.min(...this.waiting.map(({ notBefore }) => notBefore));
    const awake = this.waiting.filter(isAwake);
    const next = awake[this.draw(awake.length)] as Parked;
    this.waiting.splice(this.waiting.indexOf(next), 1);
    this.passed.push(next.what);
    this.time++;
    await next.go();
  }

  private readonly gate: Gate = (what, send) =>
    new Promise((resolve, reject) => {
      const go = () => send().then(resolve, reject);
      this.waiting.push({ what, notBefore: 0, go });
    });
}
