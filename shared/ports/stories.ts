import type { StoryState } from '../linking/story/story-state.ts';
import type { ArticleId, Instant, StoryId } from '../model/ids.ts';
import type { Link, LinkKind, Story } from '../model/story.ts';

export type StoryStore = {
  /**
   * @param read `latest` costs twice as much and sees every finished write
   * @returns the stories that exist, in no order; merged ones as they are, with `mergedInto`
   */
  findMany(ids: readonly StoryId[], read?: 'latest'): Promise<StoryState[]>;
  /**
   * Stores a story, unless another worker stored it meanwhile.
   *
   * @param replaces the version that the caller has seen; 0 for none
   * @throws ConcurrentWriteError when the stored version is another
   */
  save(state: StoryState, replaces: number): Promise<void>;
};

/** Which link of an article is meant. */
export type LinkKey = {
  readonly articleId: ArticleId;
  readonly kind: LinkKind;
  readonly otherId: ArticleId;
};

export type LinkStore = {
  /** Every link of an article, in order of kind. */
  findOf(articleId: ArticleId): Promise<Link[]>;
  /** Those that are stored of many, in no order. */
  findMany(keys: readonly LinkKey[]): Promise<Link[]>;
  /** Stores ends of links, over those of the same key. */
  saveAll(links: readonly Link[]): Promise<void>;
  removeAll(keys: readonly LinkKey[]): Promise<void>;
};

/** «This story is about this term», filed under the instant of the report that made it so. */
export type Posting = {
  readonly term: string;
  readonly at: Instant;
  readonly storyId: StoryId;
  /** About how many stories of the language went on then. */
  readonly crowd: number;
};

/** Instants between which postings are wanted. */
export type TimeWindow = { readonly from: Instant; readonly to: Instant };

export type LinkIndex = {
  /** For each term its newest postings within the window, a bounded number. */
  find(terms: readonly string[], window: TimeWindow): Promise<Posting[]>;
  /** @param expiresAt when the table may forget them */
  saveAll(postings: readonly Posting[], expiresAt: Date): Promise<void>;
};

/** Who belongs to a story, by what the articles themselves say. */
export type StoryMembers = {
  /** Pages of ids; of what was written a moment ago, some may be missing. */
  membersOf(storyId: StoryId): AsyncIterable<readonly ArticleId[]>;
  /**
   * Moves an article to another story, unless it has left the first one meanwhile; one that is
   * in none yet is on its way into the first.
   *
   * @returns whether it was there to be moved
   */
  move(
    id: ArticleId,
    stories: { readonly from: StoryId; readonly into: StoryId; readonly at: Instant },
  ): Promise<boolean>;
};

/** A story as the index of the latest lists it. */
export type ListedStory = Pick<
  Story,
  'storyId' | 'headline' | 'articleCount' | 'languages' | 'lastSeenAt' | 'terms' | 'places'
>;

export type StoryLists = {
  /** Stories whose newest report is of this time, in no order. */
  listed(window: TimeWindow): AsyncIterable<ListedStory>;
};
