import type { Instant, StoryId } from '../model/ids.ts';
import { fadingFrom } from './instants.ts';

/** Postings that one look at the index returns; where all are there, more may be behind them. */
export const rosterLimit = 24;

/** Up to so many stories going on, each of them is on the roster. */
const listedInFull = 8;

/**
 * Stories of a language are filed under this key too, so that the newest of them tell how many
 * go on. The more there are, the fewer of them are filed: 1 in 2, 1 in 4 and so on.
 */
export const rosterTerm = (language: string): string => `${language}#`;

/** How many stories one on the roster stands for. */
const standsFor = (crowd: number): number =>
  2 ** Math.max(0, Math.floor(Math.log2(Math.max(1, crowd) / listedInFull) + 1));

/**
 * Whether a story is on the roster: drawn by its id, so that a second try draws the same.
 *
 * @example
 * isListed(storyId, 0) // true: the roster of a small stream is complete
 */
export const isListed = (storyId: StoryId, crowd: number): boolean =>
  Number.parseInt(storyId.slice(-6), 16) % standsFor(Math.round(crowd)) === 0;

/** A story of the roster: when it was filed, and how many went on then. */
type Filed = { readonly at: Instant; readonly storyId: StoryId; readonly crowd: number };

/**
 * About how many stories go on at an instant, those further off counting for less.
 *
 * The newest are counted one by one. What went on before them is what the oldest of them
 * was told, faded since then.
 *
 * @param filed newest first
 *
 * @example
 * crowdAt(at, [{ at, storyId, crowd: 0 }]) // 1
 */
export function crowdAt(at: Instant, filed: readonly Filed[]): number {
  const pulls = new Map<StoryId, number>();
  const left = fadingFrom(at);
  for (const { storyId, at: instant, crowd } of filed)
    if (!pulls.has(storyId)) pulls.set(storyId, standsFor(crowd) * left(instant));
  const oldest = filed.at(-1);
  const before =
    oldest === undefined || filed.length < rosterLimit ? 0 : oldest.crowd * left(oldest.at);
  return [...pulls.values()].reduce((sum, pull) => sum + pull, before);
}
