import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import { dynamoFeedReader } from '../adapters/dynamo/feed-reader.ts';
import { dynamoStoryStore } from '../adapters/dynamo/story-store.ts';
import { s3RawArchive } from '../adapters/s3/raw-archive.ts';
import { newsClient } from '../client/news-client.ts';
import type { Flow } from '../ports/flow.ts';
import type { Reading } from '../viewer/reading.ts';
import type { StoreParts } from './store-parts.ts';

type Stored = StoreParts &
  Pick<Reading, 'isGrowing'> & {
    readonly name: string;
    readonly flow: () => Promise<Flow>;
    readonly now: () => Date;
  };

/** What the page to look at reads, from the tables and the bucket of a store. */
export function storedReading({ isGrowing, ...stored }: Stored): Reading {
  const { name, dynamo, s3, tables, bucket, flow, now } = stored;
  const stories = dynamoStoryStore(dynamo, tables.stories);
  return {
    ...{ name, flow, now, ...(isGrowing && { isGrowing }) },
    news: newsClient({ dynamo, tables, now }),
    stories: async (ids) => (await stories.findMany(ids)).map(({ story }) => story),
    articles: dynamoArticleStore(dynamo, tables.articles).findMany,
    feeds: dynamoFeedReader(dynamo, tables.feeds),
    rawPage: s3RawArchive(s3, bucket).find,
  };
}
