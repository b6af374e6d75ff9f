import type { Instant, StoryId } from '../model/ids.ts';
import { isListed, rosterTerm } from './crowd.ts';
import { daysAfter } from './instants.ts';
import type { Signature } from './signature.ts';
import type { StoryProfile } from './story-state.ts';
import type { Vector } from './vector.ts';

/** Terms of an article that are looked up: each costs half a read unit. */
const lookedUp = 8;
/** Terms by which a story can be found: each costs a write unit, and ten times as much. */
const postedTerms = 6;
/** Stories that are read whole and compared. */
const comparedStories = 5;
/** A story that shares less than this part of what the best one shares is not read. */
const leastShare = 0.35;
/** A story is found for so many days around its last report. */
const daysBack = 6;
const daysAhead = 2;
/** A story that goes on is filed anew after so many hours, so that it stays among the newest. */
export const refileHours = 24;

/** Index keys of the roster and of the heaviest terms, each with the language in front. */
export const lookupTerms = ({ language, vector }: Signature): string[] => [
  rosterTerm(language),
  ...[...vector.keys()]
    .filter(isWord)
    .slice(0, lookedUp)
    .map((term) => `${language}#${term}`),
];

/** Places are in too many stories to find one by, and names of two words are found by each of them. */
const isWord = (term: string): boolean => !term.startsWith('@') && !term.includes(' ');

export const lookupWindow = (at: Instant): { from: Instant; to: Instant } => ({
  from: daysAfter(at, -daysBack),
  to: daysAfter(at, daysAhead),
});

/** Index keys under which a story should be filed. */
export const postingTerms = (
  { language, sum }: Pick<StoryProfile, 'language' | 'sum'>,
  { storyId, crowd }: { readonly storyId: StoryId; readonly crowd: number },
): string[] => [
  ...(isListed(storyId, crowd) ? [rosterTerm(language)] : []),
  ...[...sum.keys()]
    .filter(isWord)
    .slice(0, postedTerms)
    .map((term) => `${language}#${term}`),
];

/**
 * The stories worth reading: those that share the heaviest terms with the article.
 *
 * @returns best first, a bounded number
 *
 * @example
 * rankCandidates(new Map([['bridg', 1]]), [{ term: 'en#bridg', storyId }]) // [storyId]
 */
export function rankCandidates(
  vector: Vector,
  postings: readonly { readonly term: string; readonly storyId: StoryId }[],
  damping: Vector = new Map(),
): StoryId[] {
  const shared = new Map<StoryId, Set<string>>();
  for (const { term, storyId } of postings)
    shared.set(storyId, (shared.get(storyId) ?? new Set()).add(term));
  const weightOf = (terms: ReadonlySet<string>) => {
    let sum = 0;
    for (const key of terms) {
      const term = key.slice(key.indexOf('#') + 1);
      sum += ((vector.get(term) ?? 0) * (damping.get(term) ?? 1)) ** 2;
    }
    return sum;
  };
  const ranked = [...shared]
    .map(([storyId, terms]) => ({ storyId, weight: weightOf(terms) }))
    .sort((a, b) => b.weight - a.weight || (a.storyId < b.storyId ? -1 : 1))
    .slice(0, comparedStories);
  const least = leastShare * (ranked[0]?.weight ?? 0);
  return ranked.filter(({ weight }) => weight >= least).map(({ storyId }) => storyId);
}
