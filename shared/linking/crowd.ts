import type { Instant, StoryId } from '../model/ids.ts';
import { daysApart, fading } from './instants.ts';

/** Postings that one look at the index returns; where all are there, more may be behind them. */
export const rosterLimit = 24;

/**
 * Every story of a language is filed under this key too, so that the newest of them tell
 * how many go on.
 */
export const rosterTerm = (language: string): string => `${language}#`;

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
  for (const { storyId, at: instant } of filed)
    if (!pulls.has(storyId)) pulls.set(storyId, fading(daysApart(at, instant, instant)));
  const oldest = filed.at(-1);
  const before =
    oldest === undefined || filed.length < rosterLimit
      ? 0
      : oldest.crowd * fading(daysApart(at, oldest.at, oldest.at));
  return [...pulls.values()].reduce((sum, pull) => sum + pull, before);
}
