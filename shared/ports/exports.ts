import type { ToldStory } from '../export/feed-items.ts';
import type { Article, Revision } from '../model/article.ts';
import type { Link, Story } from '../model/story.ts';

/** An article as it is exported: with its text, and its links. */
export type ExportedArticle = {
  readonly article: Article;
  /** Absent where a store has lost it. */
  readonly revision?: Revision;
  readonly links: readonly Link[];
};

/** What an export is made of; a day is `2026-01-05`, in UTC. */
export type ExportSource = {
  /** Live articles that were published on a day, in order of time, a batch at a time. */
  articlesOf(day: string): AsyncIterable<readonly ExportedArticle[]>;
  /** Stories whose newest report is of a day, in order of time, a batch at a time. */
  storiesOf(day: string): AsyncIterable<readonly Story[]>;
};

export type ExportFiles = {
  put(path: string, bytes: Uint8Array, contentType: string): Promise<void>;
  get(path: string): Promise<Uint8Array | undefined>;
  /** Paths that begin like this, in order. */
  list(prefix: string): Promise<readonly string[]>;
  remove(paths: readonly string[]): Promise<void>;
};

/** Which days have to be exported again. */
export type ChangedDays = {
  /**
   * @param after the cursor up to which all was exported
   * @returns days on which the changed articles were published, and where to go on; bounded
   */
  since(after: string): Promise<{
    readonly days: readonly string[];
    readonly cursor: string;
    readonly more: boolean;
  }>;
};

/** What the feeds that we publish tell of; bounded. */
export type LatestNews = {
  /** Newest first. */
  articles(): Promise<readonly Article[]>;
  /** Newest first. */
  stories(): Promise<readonly ToldStory[]>;
};
