import type { ArticleId, Instant, StoryId } from '../model/ids.ts';
import { daysApart } from './instants.ts';
import type { Signature } from './signature.ts';
import { memberKey, type StoryState } from './story-state.ts';
import { cosine } from './vector.ts';

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

/** From this similarity on, a report belongs to a story. */
const joinSimilarity = 0.14;
/** A report leaves the story that it is known to be in only below this. */
const staySimilarity = 0.07;
/** Days after which a story's pull has faded to 60%. */
const fadingDays = 1.5;

/**
 * How much a text is about a story, 0 to 1: the cosine of their terms, less as time passes
 * between them.
 */
export function storySimilarity(signature: Signature, at: Instant, { story, profile }: StoryState) {
  const words = cosine(signature.vector, profile.sum);
  const gap = daysApart(at, story.firstSeenAt, story.lastSeenAt);
  return words * Math.exp(-(gap * gap) / (2 * fadingDays * fadingDays));
}

/**
 * Joins a report to the story that it is most about, or has it found its own.
 *
 * A story that counts the report already wins: an earlier try died after it was stored.
 */
export function decideStory(incoming: Incoming, candidates: readonly StoryState[]): StoryDecision {
  const { signature, at, known } = incoming;
  const counted = candidates.find(
    (state) => state.story.storyId !== known && counts(state, incoming),
  );
  if (counted !== undefined) return { kind: 'join', state: counted, score: 1 };

  const scored = candidates
    .filter(({ profile }) => profile.language === signature.language)
    .map((state) => ({ state, score: storySimilarity(signature, at, state) }))
    .sort((a, b) => b.score - a.score || (a.state.story.storyId < b.state.story.storyId ? -1 : 1));

  const home = scored.find(({ state }) => state.story.storyId === known);
  if (home !== undefined && home.score >= staySimilarity) return { kind: 'join', ...home };
  const [best] = scored;
  if (best !== undefined && best.score >= joinSimilarity) return { kind: 'join', ...best };
  // A report that was counted somewhere and belongs nowhere else stays: its story's id is its own.
  return home !== undefined && counts(home.state, incoming)
    ? { kind: 'join', ...home }
    : { kind: 'found' };
}

const counts = ({ story, profile }: StoryState, { articleId, kind }: Incoming): boolean =>
  profile.members.has(memberKey(articleId)) ||
  (kind === 'mention' && story.mentions.some((mention) => mention.articleId === articleId));
