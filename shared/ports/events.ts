import type { NewsEvent } from '../events.ts';

/**
 * Tells the world, in as few requests as it can.
 *
 * @throws when any of the events could not be published; the caller's step then fails before it
 * marks its work as done, and is delivered again
 */
export type PublishEvents = (events: readonly NewsEvent[]) => Promise<void>;
