import type { Instant, StoryId } from '../../model/ids.ts';
import { daysAfter, fadingFrom } from '../likeness/instants.ts';
import type { Signature } from '../likeness/signature.ts';
import type { Vector } from '../likeness/vector.ts';
import { type StoryProfile, type StoryState, tellingIn } from '../story/story-state.ts';
import { isListed, rosterTerm } from './crowd.ts';
import { mostKeys } from './index-keys.ts';

/** Terms under which a new story is filed: each costs a write unit, five times what a look-up does. */
const postedTerms = 4;
/** Of a teaser each word may be the one that the next report uses too. */
const postedOfShort = 6;
/** A text of fewer terms is short: a title, a teaser. */
const shortText = 30;
/** Where the roster leads to a story, until the stream is a busier one. */
const postedInQuiet = 1;
/** Reports that join may have their story filed under more, up to so many. */
const mostPosted = 12;
/** Stories that are read whole and compared. */
const comparedStories = 6;
/** A story that shares less than this part of what the best one shares is not read. */
const leastShare = 0.07;
/** A story is found for so many days around its last report. */
const daysBack = 6;
const daysAhead = 2;
/** A story that goes on is filed anew after so many hours, so that it stays among the newest. */
export const refileHours = 72;

/** Index keys of a report's terms, each with the language in front, the best first. */
export const lookupTerms = ({ language, keys }: Pick<Signature, 'language' | 'keys'>): string[] =>
  [...keys.keys()].map((term) => `${language}#${term}`);

/**
 * So many of them are looked up first. A story that a try to link the report has founded, and died, is filed
 * under four of the eight: it is found by one of these.
 */
export const firstLookups = mostKeys + 1 - postedTerms;
/** Where so many of those meet in one story, the others would lead to it as well. */
const meetingWords = 3;

/**
 * Whether what was looked up first finds a story so surely that the rest need not be.
 *
 * @param about postings of words, none of the roster
 *
 * @example
 * isFound([]) // false
 */
export const isFound = (about: readonly Pointer[]): boolean =>
  [...pointedAt(about).values()].some(({ terms }) => terms.size >= meetingWords);

export const lookupWindow = (at: Instant): { from: Instant; to: Instant } => ({
  from: daysAfter(at, -daysBack),
  to: daysAfter(at, daysAhead),
});

type Filed = {
  readonly storyId: StoryId;
  readonly language: string;
  /** The best first. */
  readonly keys: readonly string[];
  readonly crowd: number;
  /** Terms of the story by which it is compared. */
  readonly size: number;
  /** The stream is so quiet that the roster leads to each story; see `crowd.ts`. */
  readonly quiet?: boolean;
};

/** Index keys under which a story is filed when it is founded, or filed anew. */
export function postingTerms(filed: Filed): string[] {
  const { storyId, language, keys, crowd, size, quiet = false } = filed;
  const most = quiet ? postedInQuiet : size < shortText ? postedOfShort : postedTerms;
  return [
    ...(isListed(storyId, crowd) ? [rosterTerm(language)] : []),
    ...keys.slice(0, most).map((term) => `${language}#${term}`),
  ];
}

/**
 * One more key for a story that a report has joined: the report's best, where an earlier report
 * holds it too, for what two of them say the third will say.
 *
 * @param keys of the report, the best first
 * @param before the story's terms without the report
 */
export function furtherTerm(
  keys: readonly string[],
  { language, posted, sum: before }: Pick<StoryProfile, 'language' | 'posted' | 'sum'>,
): string | undefined {
  if (posted.terms.length >= mostPosted) return undefined;
  const [best] = keys;
  if (best === undefined || !before.has(best)) return undefined;
  const key = `${language}#${best}`;
  return posted.terms.includes(key) ? undefined : key;
}

type Pointer = { readonly term: string; readonly storyId: StoryId; readonly at: Instant };
type Asking = { readonly vector: Vector; readonly at: Instant; readonly damping: Vector };

/**
 * The stories worth reading: those that share the heaviest terms with the article. A term tells
 * the more the fewer stories it leads to here, several at once are hardly chance, and what was
 * filed of late is more likely to be told still, though it may have been told since: the pull of
 * a filing fades half as fast as that of a report.
 *
 * @returns best first, a bounded number
 *
 * @example
 * rankCandidates({ vector: new Map([['bridg', 1]]), at, damping }, [{ term: 'en#bridg', storyId, at }]) // [storyId]
 */
export function rankCandidates(
  { vector, at, damping }: Asking,
  postings: readonly Pointer[],
): StoryId[] {
  const left = fadingFrom(at);
  const told = new Map<string, number>();
  for (const [key, stories] of storiesByKey(postings)) {
    const term = key.slice(key.indexOf('#') + 1);
    const weight = (vector.get(term) ?? 0) * (damping.get(term) ?? 1);
    told.set(key, weight ** 2 / Math.sqrt(stories));
  }
  const ranked = [...pointedAt(postings)]
    .map(([storyId, { terms, filed }]) => {
      let sum = 0;
      for (const key of terms) sum += told.get(key) ?? 0;
      return { storyId, weight: terms.size * sum * Math.sqrt(left(filed)) };
    })
    .sort((a, b) => b.weight - a.weight || (a.storyId < b.storyId ? -1 : 1))
    .slice(0, comparedStories);
  const least = leastShare * (ranked[0]?.weight ?? 0);
  return ranked.filter(({ weight }) => weight >= least).map(({ storyId }) => storyId);
}

/**
 * Where a report's words lead, as an index of all that these stories say would tell.
 *
 * @param stories read already, all that go on
 *
 * @example
 * pointersTo([ferry], signature) // [{ term: 'en#ferri', storyId, at }]
 */
export const pointersTo = (
  stories: readonly StoryState[],
  { language, keys }: Pick<Signature, 'language' | 'keys'>,
): Pointer[] =>
  stories.flatMap((state) => {
    const { storyId } = state.story;
    const { at } = state.profile.posted;
    const said = tellingIn(state.profile, language)?.sum;
    return [...keys.keys()]
      .filter((term) => said?.has(term))
      .map((term) => ({ term: `${language}#${term}`, storyId, at }));
  });

function storiesByKey(postings: readonly Pointer[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { term } of postings) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}

/** By story, the terms that lead to it, and when it was last filed. */
function pointedAt(postings: readonly Pointer[]) {
  const stories = new Map<StoryId, { readonly terms: Set<string>; filed: Instant }>();
  for (const { term, storyId, at } of postings) {
    const story = stories.get(storyId);
    if (story === undefined) stories.set(storyId, { terms: new Set([term]), filed: at });
    else {
      story.terms.add(term);
      if (at > story.filed) story.filed = at;
    }
  }
  return stories;
}
