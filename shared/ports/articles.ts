import type {
  Article,
  ArticleRecord,
  NonArticle,
  RelatedLink,
  Revision,
} from '../model/article.ts';
import type { ArticleId, FeedId, Instant, StoryId } from '../model/ids.ts';
import type { SiteReservation } from '../model/rights.ts';
import type { PageHints } from '../page/extraction.ts';

export type ArticleStore = {
  find(id: ArticleId): Promise<ArticleRecord | undefined>;
  /** @returns the records that exist, in no order */
  findMany(ids: readonly ArticleId[]): Promise<ArticleRecord[]>;
  /**
   * Stores a version of an article, unless another worker stored one meanwhile.
   *
   * @param replaces the revision that the caller has seen; 0 for none
   * @throws ConcurrentWriteError when the stored revision is another
   */
  save(article: Article, replaces: number): Promise<void>;
  /**
   * Notes what a look at a page has shown of an article, where no new version came of it.
   *
   * @param seen the revision that the caller has seen
   * @throws ConcurrentWriteError when the stored revision is another
   */
  note(id: ArticleId, note: ArticleNote, seen: number): Promise<void>;
  /** Never overwrites an article. */
  saveNonArticle(record: NonArticle): Promise<void>;
  /**
   * Sets what link-article knows of an article, and nothing else of it.
   *
   * @param seen the story that the caller has seen it in, if any; whatever it is in unless given
   * @throws ConcurrentWriteError when it is in another one now
   */
  setStory(
    id: ArticleId,
    story: { storyId?: StoryId; linkedRevision: number; movedAt?: Instant },
    seen?: { readonly storyId: StoryId | undefined },
  ): Promise<void>;
};

export type ArticleNote =
  | { readonly extractorVersion: number }
  /** Without the teasers of an article that was taken down. */
  | { readonly related: readonly RelatedLink[] }
  /** Since when its page cannot be found; `undefined` when it is there again. */
  | { readonly goneSince: Instant | undefined };

export type FeedArticles = {
  /** Articles that a feed brought and that were published since; the newest, a bounded number. */
  ofFeed(feedId: FeedId, since: Instant): Promise<{ articleId: ArticleId; url: string }[]>;
};

/** Articles by hours, `2026-01-05T09`: which are old enough to be looked at again. */
export type ArticleHours = {
  /** Live ones that were published within an hour; pages of ids. */
  publishedIn(hour: string): AsyncIterable<readonly ArticleId[]>;
  /** Those whose page could not be found, and is looked for again within an hour. */
  missedUntil(hour: string): AsyncIterable<readonly ArticleId[]>;
};

export type RevisionStore = {
  /**
   * Stores a revision under a number that is still free.
   *
   * @returns the revision that has the number now: the given one, or the one that was there
   */
  create(revision: Revision): Promise<Revision>;
  find(id: ArticleId, revision: number): Promise<Revision | undefined>;
  /** Takes the text of a revision away for good; does nothing for one that is not there. */
  withhold(id: ArticleId, revision: number): Promise<void>;
};

/** The bytes as the site sent them, and all else that reading them takes. */
export type RawPage = {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly fetchedAt: Instant;
  /** Of the response, those that the extractor reads; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the feed said; absent in pages that were stored without it. */
  readonly hints?: PageHints;
  /** What the site said of text and data mining. */
  readonly reservation?: SiteReservation;
};

export type RawArchive = {
  /** @returns the key under which the page is found; each time it is another */
  save(page: RawPage, of: ArticleId): Promise<string>;
  find(key: string): Promise<RawPage | undefined>;
  /** Does nothing for a page that is not there. */
  remove(key: string): Promise<void>;
};
