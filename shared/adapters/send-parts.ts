import { setTimeout } from 'node:timers/promises';
import { DependencyBusyError } from '../errors.ts';

/** What a service left of a request, and why as far as it says so. */
export type Left<Part> = { readonly part: Part; readonly problem?: string };

type Sending<Part> = {
  /** As messages call it. */
  readonly service: string;
  /** Sends parts in one request, and says which of them the service left undone. */
  readonly send: (parts: readonly Part[]) => Promise<readonly Left<Part>[]>;
  readonly pause?: (attempt: number) => Promise<void>;
};

/** Then the queue tries later, with everything. */
const mostTries = 5;
const firstPauseMs = 100;

/**
 * Before another try: up to twice as long as before the last one, and by chance shorter, so that those who
 * were turned away together do not come back together ("full jitter").
 *
 * @example
 * pauseMs(3, Math.random) // from 0 to 400
 */
export const pauseMs = (attempt: number, random: () => number): number =>
  Math.floor(random() * firstPauseMs * 2 ** (attempt - 1));

const pauseByChance = (attempt: number): Promise<void> => setTimeout(pauseMs(attempt, Math.random));

/**
 * Sends what fits into one request of a service that may answer well and yet have done only a part of it,
 * as those of AWS do when they are throttled. What was left is sent again, and nothing else.
 *
 * @throws DependencyBusyError when something is left after the last try
 */
export async function sendParts<Part>(
  parts: readonly Part[],
  { service, send, pause = pauseByChance }: Sending<Part>,
): Promise<void> {
  let left = await send(parts);
  for (let attempt = 1; left.length > 0; attempt++) {
    if (attempt === mostTries) {
      const { problem = 'throttled' } = left[0] ?? {};
      throw new DependencyBusyError(service, `${left.length} of ${parts.length} left: ${problem}`);
    }
    await pause(attempt);
    left = await send(left.map(({ part }) => part));
  }
}
