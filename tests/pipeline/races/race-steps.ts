import { dynamoArticleHours } from '../../../shared/adapters/dynamo/article-hours.ts';
import { dynamoArticleStore } from '../../../shared/adapters/dynamo/article-store.ts';
import { dynamoChangeLog } from '../../../shared/adapters/dynamo/change-log.ts';
import { documentClient } from '../../../shared/adapters/dynamo/document-client.ts';
import { dynamoEraser } from '../../../shared/adapters/dynamo/eraser.ts';
import { dynamoFeedArticles } from '../../../shared/adapters/dynamo/feed-articles.ts';
import { dynamoFeedStore } from '../../../shared/adapters/dynamo/feed-store.ts';
import { dynamoHostStore } from '../../../shared/adapters/dynamo/host-store.ts';
import { dynamoLinkIndex } from '../../../shared/adapters/dynamo/link-index.ts';
import { dynamoLinkStore } from '../../../shared/adapters/dynamo/link-store.ts';
import { dynamoRevisionStore } from '../../../shared/adapters/dynamo/revision-store.ts';
import { dynamoStoryLists } from '../../../shared/adapters/dynamo/story-lists.ts';
import { dynamoStoryMembers } from '../../../shared/adapters/dynamo/story-members.ts';
import { dynamoStoryStore } from '../../../shared/adapters/dynamo/story-store.ts';
import { eventBridgePublisher } from '../../../shared/adapters/eventbridge/publish-events.ts';
import { s3RawEraser } from '../../../shared/adapters/s3/raw-eraser.ts';
import { sqsArticleTaskSender } from '../../../shared/adapters/sqs/article-tasks.ts';
import { sqsLinkTaskSender } from '../../../shared/adapters/sqs/link-tasks.ts';
import { sqsTaskSender } from '../../../shared/adapters/sqs/send-tasks.ts';
import { membersWithText } from '../../../shared/client/members-with-text.ts';
import { defaultRightsPolicy } from '../../../shared/config/rights-policy.ts';
import type { FeedListing } from '../../../shared/model/feed.ts';
import type { RevisitSchedule } from '../../../shared/model/revisits.ts';
import { fetchPolitely } from '../../../shared/pipeline/politeness/fetch-politely.ts';
import type { Clock, FetchPolitely, FetchWeb } from '../../../shared/ports/web.ts';
import { versionStores } from '../../../shared/runtime/version-stores.ts';
import type { MemoryServices } from '../memory/memory-services.ts';

/** What differs from one race to the next. */
export type Surroundings = {
  readonly services: MemoryServices;
  readonly fetchWeb: FetchWeb;
  readonly now: Clock;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly spacingMs: () => number;
  readonly listings: readonly FeedListing[];
  readonly schedule: RevisitSchedule;
};

/** The ports of every step, on the adapters of the deployed functions. */
export function portsOf(around: Surroundings) {
  const { now, services, listings, schedule } = around;
  const { clients, queueUrls, names } = services;
  const dynamo = documentClient(clients.dynamo);
  const { tables, bucket } = names;
  const { sqs } = clients;
  const { feeds: feedQueue, articles: articleQueue, links: linkQueue } = queueUrls.queues;
  const articles = dynamoArticleStore(dynamo, tables.articles);
  const feeds = dynamoFeedStore(dynamo, tables.feeds);
  const changes = dynamoChangeLog(dynamo, tables);
  const sendArticleTasks = sqsArticleTaskSender(sqs, articleQueue);
  const sendLinkTasks = sqsLinkTaskSender(sqs, linkQueue);
  const sendFeedTasks = sqsTaskSender<object>(sqs, feedQueue);
  const stories = {
    stories: dynamoStoryStore(dynamo, tables.stories),
    links: dynamoLinkStore(dynamo, tables.links),
    linkIndex: dynamoLinkIndex(dynamo, tables.linkIndex),
  };
  const versions = {
    ...versionStores(
      {
        ...{ ARTICLES_TABLE: tables.articles, REVISIONS_TABLE: tables.revisions },
        ...{ CHANGES_TABLE: tables.changes, RAW_BUCKET: bucket },
      },
      { dynamo, s3: clients.s3 },
    ),
    ...{ sendLinkTasks, now, rights: defaultRightsPolicy },
  };
  const fetch = politely(around, dynamoHostStore(dynamo, tables.hosts));
  return {
    pollFeeds: { listings, feeds, sendFeedTasks, now },
    fetchFeed: {
      ...{ feeds, fetch, sendArticleTasks, deferFeedTask: sendFeedTasks, now },
      articles: { ...articles, ...dynamoFeedArticles(dynamo, tables.articles) },
    },
    fetchArticle: { ...versions, fetch, deferTask: sendArticleTasks },
    replayArticle: versions,
    linkArticle: {
      // As in a stage where several linkers share a language: of one language are all of these.
      besideOthers: true as const,
      ...{ articles, ...stories, changes, sendLinkTasks, now },
      revisions: dynamoRevisionStore(dynamo, tables.revisions),
      members: dynamoStoryMembers(dynamo, tables.articles),
      publish: eventBridgePublisher(clients.events, names.bus),
    },
    sweepStories: {
      ...{ lists: dynamoStoryLists(dynamo, tables.stories), stories: stories.stories },
      ...{ sendLinkTasks, now },
    },
    revisitArticles: {
      hours: dynamoArticleHours(dynamo, tables.articles),
      ...{ articles, sendArticleTasks, schedule, now },
    },
    takeDown: {
      ...{ articles, ...stories, changes, now },
      members: membersWithText(dynamo, tables),
      eraser: { ...dynamoEraser(dynamo, tables), ...s3RawEraser(clients.s3, bucket) },
      exports: { clean: async () => 0 },
    },
  };
}

const politely =
  ({ fetchWeb, now, sleep, spacingMs }: Surroundings, hosts: ReturnType<typeof dynamoHostStore>) =>
  (request: Parameters<FetchPolitely>[0]) =>
    fetchPolitely({
      ...{ fetchWeb, hosts, now, sleep, spacingMs: spacingMs(), agent: 'Newsloom' },
    })(request);
