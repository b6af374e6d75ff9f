import type { ArticleId } from '../../../shared/model/ids.ts';
import type { RaceNewsroom, Work } from './race-newsroom.ts';

/** What many workers are handed at once, and what one of them would leave behind. */
export type RaceCase = {
  readonly name: string;
  /** What is there before; done once, by one worker. */
  readonly prepare: (newsroom: RaceNewsroom) => Promise<void>;
  /** What is handed to many workers at once. */
  readonly works: (newsroom: RaceNewsroom) => Promise<readonly Work[]> | readonly Work[];
  /** Who must be gone for readers as soon as all is done. */
  readonly gone?: ArticleId;
  /** What one worker does afterwards, as time would: next poll, next sweep. */
  readonly settle?: (newsroom: RaceNewsroom) => Promise<void>;
  /** Whether links are in order, and all must then be as with one worker, down to the last attribute. */
  readonly isStrict: boolean;
  /** Shortest time between two requests to a host. */
  readonly spacingMs?: number;
  /** Nothing is delivered to two workers at once. */
  readonly once?: boolean;
  /** Whether a story must have been split in the end. */
  readonly splits?: boolean;
  /** How many articles must be there in the end, live ones. */
  readonly live: number;
};
