import type { Article, ArticleRecord, Revision, Tombstone } from '../model/article.ts';
import type { ArticleId, Instant, StoryId } from '../model/ids.ts';
import type { Posting } from './stories.ts';

/** A version as far as a takedown has to know it. */
export type KnownVersion = Pick<
  Revision,
  'revision' | 'title' | 'rawKey' | 'observedAt' | 'pointsTo'
>;

/** Deletes what is stored; each call does nothing where it was done. */
export type Eraser = {
  /**
   * Puts a tombstone in the place of a record.
   *
   * @param seen what the caller has read there
   * @throws ConcurrentWriteError when something else is there meanwhile
   */
  bury(tombstone: Tombstone, seen: ArticleRecord | undefined): Promise<void>;
  /** Takes a tombstone away. */
  lift(id: ArticleId): Promise<void>;
  versionsOf(id: ArticleId): Promise<readonly KnownVersion[]>;
  removeVersions(id: ArticleId, revisions: readonly number[]): Promise<void>;
  removeStory(id: StoryId): Promise<void>;
  removePostings(postings: readonly Pick<Posting, 'term' | 'at' | 'storyId'>[]): Promise<void>;
  /** Pages of an article in what the archive took in on a day, whether a version names them or not. */
  rawPagesOf(id: ArticleId, day: string): Promise<readonly string[]>;
  /**
   * Takes raw pages away for good, and what the archive kept of them before.
   *
   * @returns how many there were
   */
  eraseRawPages(keys: readonly string[]): Promise<number>;
};

/** The articles that are in a story, with their texts. */
export type MembersWithText = {
  of(id: StoryId): AsyncIterable<{ readonly article: Article; readonly text: string }>;
};

/** Exports that may hold what is deleted. */
export type ExportsToClean = {
  /**
   * Writes a day and the feeds again where there are any, and forgets what they were before.
   *
   * @returns how many files were written or forgotten
   */
  clean(day: string | undefined): Promise<number>;
};

export type TakenDown = {
  readonly articleId: ArticleId;
  readonly url: string;
  readonly takenDownAt: Instant;
  /** What was deleted where, in this run. */
  readonly deleted: Readonly<Record<DeletedKind, number>>;
  /** What became of each story that it was in. */
  readonly stories: readonly { readonly storyId: StoryId; readonly fate: 'retold' | 'deleted' }[];
  /** By then the last of its words is out of the index in which stories are looked for. */
  readonly postingsUntil: Instant;
};

export type DeletedKind =
  | 'versions'
  | 'rawPages'
  | 'links'
  /** Records of other articles that showed a teaser of it. */
  | 'teasers'
  | 'postings'
  | 'vectors'
  | 'exportFiles';
