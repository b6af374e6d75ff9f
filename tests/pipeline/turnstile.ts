import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { randomFrom } from '../../bench/random.ts';
import { type Gate, throughGate } from './outside-calls.ts';

/**
 * Lets the calls of invocations beside one another pass one at a time, the next one drawn by a seed:
 * whoever looks between two calls of another is there by intent, and comes again with the same seed.
 *
 * What the services do in one call nobody can come between, so that the orders of whole calls are all
 * the orders that there are. Work that another thread does for an invocation (packing, for one) may
 * let it come to its next call a draw later.
 */
export class Turnstile {
  private readonly random: () => number;
  private readonly waiting: (() => Promise<void>)[] = [];

  constructor(seed: number) {
    this.random = randomFrom(seed);
  }

  /** Runs invocations to their ends, be they good or bad. */
  async pass(invocations: readonly (() => Promise<unknown>)[]): Promise<void> {
    let isOver = false;
    const all = Promise.allSettled(invocations.map((run) => throughGate(this.gate, run)));
    void all.then(() => {
      isOver = true;
    });
    while (!isOver) {
      // Until each has come to its next call.
      for (let turns = 0; turns < 3; turns++) await turn();
      const [next] = this.waiting.splice(this.draw(this.waiting.length), 1);
      await (next?.() ?? sleep(1));
    }
  }

  /** A list in an order that is drawn, too. */
  shuffled<T>(items: readonly T[]): T[] {
    const left = [...items];
    return items.flatMap(() => left.splice(this.draw(left.length), 1));
  }

  private draw(count: number): number {
    return Math.floor(this.random() * count);
  }

  private readonly gate: Gate = (_call, send) =>
    new Promise((resolve, reject) => {
      this.waiting.push(() => send().then(resolve, reject));
    });
}
