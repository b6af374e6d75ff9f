import type { ArticleId, Instant, StoryId } from '../../model/ids.ts';
import { hasWordWeights } from '../../text/word-weights.ts';
import { daysApart, fading } from '../likeness/instants.ts';
import type { Signature } from '../likeness/signature.ts';
import { lengthOf, likeness, type Vector } from '../likeness/vector.ts';
import { hasteOf } from '../story/story-life.ts';
import { memberKey, type StoryState, type Telling, toldIn } from '../story/story-state.ts';

/** A report that looks for its story. */
export type Incoming = {
  readonly articleId: ArticleId;
  readonly signature: Signature;
  readonly at: Instant;
  readonly kind: 'article' | 'mention';
  /** The story that it is in by an earlier version of its text, an earlier try or a teaser of it. */
  readonly known?: StoryId;
};

export type StoryDecision =
  | { readonly kind: 'join'; readonly state: StoryState; readonly score: number }
  | { readonly kind: 'found' };

/** A report joins a story from this similarity on, in a stream that holds nothing else. */
const joinSimilarity = 0.104;
/** How much higher the bar is as the stream grows: for each factor of e of live stories. */
const barGrowth = 0.225;
/** From so many live stories on, some of them share a world, and are alike by more than chance: the bar grows faster. */
const manyStories = 150;
const crowdedGrowth = 0.3;
/** Past so many, which is as far as it was measured, the bar stays where it is. */
const mostCrowded = 800;
/** For a long report the bar rises no further from so many live stories on: it is less alike by chance than a short one. */
const crowdOfLong = 100;
/** A report of so many terms is long, one of fewer than so many is short. */
const longText = 100;
const shortText = 50;
/** How much higher the bar is in a language whose common words are not known. */
const withoutWeights = 1.5;
/** How much a second story that is nearly as alike speaks against the best one. */
const rivalPart = 0.2;
/** A report leaves the story that it is known to be in only below this. */
const staySimilarity = 0.06;
/** How much of a story's pull depends on how alike its reports are. */
const coherencePart = 0.4;
const undamped: Vector = new Map();

/**
 * How much a text is about a story, 0 to 1: between the cosine of their terms and the mean
 * cosine with the story's reports, less as time passes between them.
 *
 * @param damping of terms that are common in the stream; see `damping.ts`
 */
export function storySimilarity(
  { signature, at }: Pick<Incoming, 'signature' | 'at'>,
  { story, profile }: StoryState,
  damping = undamped,
): number {
  if (profile.sum.size === 0) return 0;
  const words = likeness(signature.vector, profile.sum, damping);
  const coherence = coherenceOf(profile);
  const gap = daysApart(at, story.firstSeenAt, story.lastSeenAt);
  // A title is less like its own story, too, and what haste takes from it leaves too little.
  const haste = signature.vector.size < shortText ? 1 : hasteOf(story, profile.reports);
  return words * (1 - coherencePart + coherencePart * coherence) * fading(gap * haste);
}

/**
 * How alike the reports of a story are, 0 to 1. The mean cosine with them is the cosine with their
 * sum times this, as each of them has length 1.
 *
 * @example
 * coherenceOf({ sum: new Map([['a', 1], ['b', 1]]), reports: 2 }) // 0.71: the two share nothing
 */
export const coherenceOf = ({ sum, reports }: Telling): number =>
  Math.min(1, lengthOf(sum) / Math.max(1, reports));

/**
 * The similarity from which on a report belongs to a story: among many stories that go on
 * at the same time, one that resembles it by chance is never far.
 *
 * @param crowd stories of the language that go on, as `crowd.ts` estimates them
 */
export function joinBar(crowd: number, language: string): number {
  const live = Math.min(crowd, mostCrowded);
  const growth =
    barGrowth * Math.log(1 + live) + crowdedGrowth * Math.log(Math.max(1, live / manyStories));
  return joinSimilarity * (hasWordWeights(language) ? 1 : withoutWeights) * (1 + growth);
}

/** The bar for a report of so many terms. */
export const barFor = (terms: number, crowd: number, language: string): number =>
  easedBar((terms - shortText) / (longText - shortText), crowd, language);

/**
 * The bar for what is less alike by chance, more so the nearer `part` is to 1: there it rises no
 * further than among so many stories.
 */
export function easedBar(part: number, crowd: number, language: string): number {
  const bar = joinBar(crowd, language);
  const least = joinBar(Math.min(crowd, crowdOfLong), language);
  return bar - Math.min(1, Math.max(0, part)) * (bar - least);
}

/** What else goes on in the stream of a report. */
export type Surroundings = {
  readonly crowd: number;
  readonly damping: Vector;
  /** So little goes on that the roster leads to every story; see `crowd.ts`. */
  readonly quiet?: boolean;
};

/**
 * Joins a report to the story that it is most about, or has it found its own.
 *
 * A story that counts the report already wins: an earlier try died after it was stored.
 */
export function decideStory(
  incoming: Incoming,
  candidates: readonly StoryState[],
  { crowd, damping }: Surroundings,
): StoryDecision {
  const { signature, known } = incoming;
  const counted = candidates.find(
    (state) => state.story.storyId !== known && counts(state, incoming),
  );
  if (counted !== undefined) return { kind: 'join', state: counted, score: 1 };

  const scored = candidates
    .flatMap((state) => {
      const told = toldIn(state, signature.language);
      return told ? [{ state, score: storySimilarity(incoming, told, damping) }] : [];
    })
    .sort((a, b) => b.score - a.score || (a.state.story.storyId < b.state.story.storyId ? -1 : 1));

  const home = scored.find(({ state }) => state.story.storyId === known);
  if (home !== undefined && home.score >= staySimilarity) return { kind: 'join', ...home };
  const [best, rival] = scored;
  // Where several stories are alike, the report shares their world rather than one's event.
  const lead = (best?.score ?? 0) - rivalPart * (rival?.score ?? 0);
  const bar = barFor(signature.vector.size, crowd, signature.language);
  if (best !== undefined && lead >= bar) return { kind: 'join', ...best };
  // A report that was counted somewhere and belongs nowhere else stays: its story's id is its own.
  return home !== undefined && counts(home.state, incoming)
    ? { kind: 'join', ...home }
    : { kind: 'found' };
}

const counts = ({ story, profile }: StoryState, { articleId, kind }: Incoming): boolean =>
  profile.members.has(memberKey(articleId)) ||
  (kind === 'mention' && story.mentions.some((mention) => mention.articleId === articleId));
