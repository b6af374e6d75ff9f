import type { Instant, StoryId } from '../../model/ids.ts';
import { daysAfter, daysApart, fadingFrom } from '../likeness/instants.ts';

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

/** Of so many stories each is read: to look for them by eight words costs as much. */
const mostReadAll = 10;
/** Whether a stream is a quiet one a day has to show. */
const daysOfQuiet = 1;

/**
 * Every story that goes on, where that is few and all of them are on the roster: whatever words a report has in
 * common with its story, it is among them. Nothing of a stream in which more go on.
 *
 * @param filed without the story that the report itself would found
 *
 * @example
 * allGoingOn([{ at, storyId, crowd: 0 }], 1) // [storyId]
 */
export function allGoingOn(
  filed: readonly Pick<Filed, 'storyId' | 'crowd'>[],
  crowd: number,
): StoryId[] | undefined {
  const isListedInFull = [crowd, ...filed.map((one) => one.crowd)].every((n) => n < listedInFull);
  const ids = new Set(filed.map(({ storyId }) => storyId));
  // One may be the report's own, of a try that died, and have taken the place of the last.
  const isWhole = filed.length < rosterLimit - 1 && ids.size <= mostReadAll;
  return isListedInFull && isWhole ? [...ids] : undefined;
}

/**
 * Whether so few stories go on, and have for a day: what begins now is found by the roster, and hardly by its words.
 * In an empty index nobody knows how busy the stream is going to be.
 *
 * @example
 * isQuiet([], { at, crowd: 0 }) // false
 */
export const isQuiet = (
  filed: readonly Filed[],
  { at, crowd }: { readonly at: Instant; readonly crowd: number },
): boolean =>
  allGoingOn(filed, crowd) !== undefined &&
  filed.some((one) => one.at <= daysAfter(at, -daysOfQuiet));

/** A story that was filed within so many days is told still. */
const lateDays = 1;
/** Stories that are read, those that a report shares words with included. */
const mostBeside = 3;

/**
 * Where so few stories go on that all of them are on the roster, a report need not share a key with
 * one to be compared with it: two of an event often have none in common. The newest are read beside
 * what its keys have found.
 *
 * @param filed newest first
 * @param found by its keys
 *
 * @example
 * besideFound([], [{ at, storyId, crowd: 0 }], { at, crowd: 1 }) // [storyId]
 */
export function besideFound(
  found: readonly StoryId[],
  filed: readonly Pick<Filed, 'at' | 'storyId'>[],
  { at, crowd }: { readonly at: Instant; readonly crowd: number },
): StoryId[] {
  if (crowd >= listedInFull) return [];
  const late = filed.filter((one) => daysApart(at, one.at, one.at) <= lateDays);
  const others = new Set(late.map(({ storyId }) => storyId).filter((id) => !found.includes(id)));
  return [...others].slice(0, Math.max(0, mostBeside - found.length));
}
