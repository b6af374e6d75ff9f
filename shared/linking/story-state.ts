import type { ArticleId, Instant } from '../model/ids.ts';
import type { Story } from '../model/story.ts';
import type { Vector } from './vector.ts';

/** What a story remembers of one of its latest members, to find the nearest one. */
export type MemberSketch = {
  readonly articleId: ArticleId;
  readonly publishedAt: Instant;
  /** Smallest shingle hashes; see `near-copy.ts`. */
  readonly shingles: readonly number[];
  /** Hashes of the heaviest terms. */
  readonly terms: readonly number[];
};

/** Under what the index knows a story. */
export type Filing = {
  /** The instant that its postings carry. */
  readonly at: Instant;
  readonly terms: readonly string[];
  /** About how many stories went on then; see `crowd.ts`. */
  readonly crowd: number;
};

/** What the linker keeps of a story beside what consumers see. */
export type StoryProfile = {
  /** Primary language of its members: stories are merged across languages by no words. */
  readonly language: string;
  /** Sum of the vectors of the reports in it, heaviest first; bounded. */
  readonly sum: Vector;
  /** How many reports the sum is of. */
  readonly reports: number;
  /** The first ten hexadecimal digits of each member's id: who was counted already. */
  readonly members: ReadonlySet<string>;
  /** Latest last; bounded. */
  readonly sketches: readonly MemberSketch[];
  readonly posted: Filing;
};

/** A story and what the linker needs to grow it; stored as one item. */
export type StoryState = { readonly story: Story; readonly profile: StoryProfile };

/** The form in which a story remembers a member. */
export const memberKey = (id: ArticleId): string => id.slice(1, 11);
