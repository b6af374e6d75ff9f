import type { Clock } from '../ports/web.ts';
import { articlesApartSeconds } from '../queues.ts';
import { jsonLogObserver, type Observer } from './observer.ts';
import type { Patience } from './side-by-side.ts';

/** What differs between a deployed function and the same function on a person's machine. */
export type Surroundings = {
  /** By so much later each further page of a host is fetched that is found at once; not at all unless given. */
  readonly articlesApartSeconds?: number;
  /** How a wait passes, where the clock is not the machine's. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** How those pass for which messages of an invocation wait for each other, to do something together. */
  readonly patience?: Patience;
  readonly observe: Observer;
  readonly now: Clock;
};

export const deployedSurroundings = (step: string): Surroundings => ({
  observe: jsonLogObserver(step),
  now: () => new Date(),
  articlesApartSeconds,
});
