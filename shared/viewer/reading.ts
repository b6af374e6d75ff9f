import type { NewsClient } from '../client/news-client.ts';
import type { ArticleRecord } from '../model/article.ts';
import type { Feed } from '../model/feed.ts';
import type { ArticleId, FeedId, StoryId } from '../model/ids.ts';
import type { Story } from '../model/story.ts';
import type { RawPage } from '../ports/articles.ts';
import type { Flow } from '../ports/flow.ts';

/** All that the page to look at needs of a store; it writes nothing. */
export type Reading = {
  /** What the store is called: a folder, or a stack. */
  readonly name: string;
  readonly news: NewsClient;
  /** The records that exist, in no order; stories as they are, with `mergedInto`. */
  readonly stories: (ids: readonly StoryId[]) => Promise<Story[]>;
  readonly articles: (ids: readonly ArticleId[]) => Promise<ArticleRecord[]>;
  readonly feeds: {
    /** Every feed, in order of URL. */
    readonly list: () => AsyncIterable<Feed>;
    readonly find: (id: FeedId) => Promise<Feed | undefined>;
  };
  /** The page as its site sent it. */
  readonly rawPage: (key: string) => Promise<RawPage | undefined>;
  readonly flow: () => Promise<Flow>;
  readonly now: () => Date;
  /** Whether a pipeline works on the store while it is read; absent where nobody can tell. */
  readonly isGrowing?: () => boolean;
};
