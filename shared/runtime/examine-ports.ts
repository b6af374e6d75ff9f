import { dynamoArticleStore } from '../adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../adapters/dynamo/change-log.ts';
import { dynamoFeedStore } from '../adapters/dynamo/feed-store.ts';
import { dynamoLinkIndex } from '../adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../adapters/dynamo/revision-store.ts';
import { dynamoStoreWalk } from '../adapters/dynamo/store-walk.ts';
import { dynamoStoryMembers } from '../adapters/dynamo/story-members.ts';
import { dynamoStoryStore } from '../adapters/dynamo/story-store.ts';
import { s3RawArchive } from '../adapters/s3/raw-archive.ts';
import { s3RawPages } from '../adapters/s3/raw-pages.ts';
import type { StoreParts } from './store-parts.ts';

type Examined = StoreParts & { readonly tables: { readonly linkIndex: string } };

/** What a store is examined and repaired through. */
export const examinePorts = ({ dynamo, s3, tables, bucket }: Examined) => ({
  walk: { ...dynamoStoreWalk(dynamo, tables), ...s3RawPages(s3, bucket) },
  articles: dynamoArticleStore(dynamo, tables.articles),
  revisions: dynamoRevisionStore(dynamo, tables.revisions),
  stories: dynamoStoryStore(dynamo, tables.stories),
  members: dynamoStoryMembers(dynamo, tables.articles),
  links: dynamoLinkStore(dynamo, tables.links),
  linkIndex: dynamoLinkIndex(dynamo, tables.linkIndex),
  changes: dynamoChangeLog(dynamo, tables),
  feeds: dynamoFeedStore(dynamo, tables.feeds),
  raw: s3RawArchive(s3, bucket),
});
