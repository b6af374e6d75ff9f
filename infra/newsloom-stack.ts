import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import {
  type fetchArticleEnv,
  type fetchFeedEnv,
  type linkArticleEnv,
  politenessDefaults,
  type pollFeedsEnv,
  type replayArticleEnv,
  type revisitArticlesEnv,
  type sweepStoriesEnv,
  userAgentOf,
} from '../shared/config/function-env.ts';
import type { EnvironmentOf } from '../shared/config/load-config.ts';
import { revisitTexts } from '../shared/config/revisit-schedule.ts';
import { rightsPolicyText } from '../shared/config/rights-policy.ts';
import type { FeedListing } from '../shared/model/feed.ts';
import { queues, revisitMinutes, sweepMinutes } from '../shared/queues.ts';
import { acknowledgeFindings } from './acknowledgements.ts';
import { Alarms } from './constructs/alarms.ts';
import { ExportJobs } from './constructs/export-jobs.ts';
import { FlowDashboard } from './constructs/flow-dashboard.ts';
import { HubEndpoint } from './constructs/hub-endpoint.ts';
import { NewsEvents, nameOfBus } from './constructs/news-events.ts';
import { NewsTables } from './constructs/news-tables.ts';
import { PipelineFunction } from './constructs/pipeline-function.ts';
import { RawArchive } from './constructs/raw-archive.ts';
import { StepSchedules } from './constructs/step-schedules.ts';
import { StoryVectors } from './constructs/story-vectors.ts';
import { TableReaders } from './constructs/table-readers.ts';
import { ViewerEndpoint } from './constructs/viewer-endpoint.ts';
import { QuarantineQueue, WorkQueue } from './constructs/work-queue.ts';
import type { Functions } from './functions.ts';
import { grantSteps, grantVectors, type Parts } from './grants.ts';
import { tellNames } from './outputs.ts';
import { queueOf, type Stage } from './stages.ts';
import { watch } from './watch.ts';

export type NewsloomStackProps = StackProps & {
  readonly stage: Stage;
  readonly feeds: readonly FeedListing[];
};

/** Everything that one stage of Newsloom is made of; wires constructs, and knows no details of them. */
export class NewsloomStack extends Stack {
  readonly tables: NewsTables['byName'];
  readonly raw: RawArchive;
  readonly feedQueue: WorkQueue;
  readonly articleQueue: WorkQueue;
  readonly linkQueue: WorkQueue;
  readonly replayQueue: WorkQueue;
  readonly quarantine: QuarantineQueue;
  readonly bus: NewsEvents['bus'];
  /** Where the stage has an encoder. */
  readonly vectors: StoryVectors | undefined;

  constructor(scope: Construct, id: string, { stage, feeds, ...props }: NewsloomStackProps) {
    super(scope, id, { description: 'Newsloom: news ingestion', ...props });
    this.tables = new NewsTables(this, 'Tables', stage).byName;
    this.raw = new RawArchive(this, 'Raw', stage);
    this.feedQueue = new WorkQueue(this, 'FeedQueue', queueOf(stage, 'feeds'));
    this.articleQueue = new WorkQueue(this, 'ArticleQueue', queueOf(stage, 'articles'));
    this.linkQueue = new WorkQueue(this, 'LinkQueue', queueOf(stage, 'links'));
    this.replayQueue = new WorkQueue(this, 'ReplayQueue', queueOf(stage, 'replays'));
    this.quarantine = new QuarantineQueue(this, 'Quarantine');
    this.bus = new NewsEvents(this, 'Events', stage).bus;
    const { embedder } = stage;
    this.vectors = embedder && new StoryVectors(this, 'Vectors', { stage, embedder });
    const alarms = new Alarms(this, 'Alarms', stage);

    const hubs = this.#hubEndpoint(stage);
    const functions = {
      pollFeeds: this.#pollFeeds(stage, feeds),
      fetchFeed: this.#fetchFeed(stage, hubs),
      fetchArticle: this.#fetchArticle(stage),
      linkArticle: this.#linkArticle(stage),
      sweepStories: this.#sweepStories(stage),
      revisitArticles: this.#revisitArticles(stage),
      replayArticle: this.#replayArticle(stage),
      ...(hubs !== undefined && { webSub: hubs.step }),
    };
    const schedules = this.#schedules(functions);
    this.feedQueue.deliverTo(functions.fetchFeed.function);
    this.articleQueue.deliverTo(functions.fetchArticle.function);
    this.linkQueue.deliverTo(functions.linkArticle.function);
    this.replayQueue.deliverTo(functions.replayArticle.function);

    grantSteps(this.#parts(), functions, stage);
    if (this.vectors) grantVectors(this.vectors, this.#parts(), functions);
    watch({ ...this.#parts(), alarms, budgets: stage.budgets }, functions, schedules);
    acknowledgeFindings(this, { ...this.#parts(), functions, schedules });
    if (stage.exports) {
      const { tables, raw } = this;
      new ExportJobs(this, 'Export', { stack: this, stage, tables, raw, alarms, schedules });
    }
    // When all alarms are there, for it shows them.
    const { budgets } = stage;
    new FlowDashboard(this, 'Flow', { ...this.#parts(), functions, budgets, alarms });
    tellNames(this, { ...this.#parts(), functions }, this.vectors);
    this.#letRead(stage, functions);
  }

  /** Who looks at the tables from outside, where the stage says so. */
  #letRead(stage: Stage, functions: Functions): void {
    const { readers = [] } = stage;
    if (readers.length > 0) {
      const { role } = new TableReaders(this, 'Readers', { tables: this.tables, readers });
      new CfnOutput(this, 'ReaderRoleArn', { value: role.roleArn });
    }
    if (stage.viewer) {
      const { url } = new ViewerEndpoint(this, 'Viewer', { ...this.#parts(), stage, functions });
      new CfnOutput(this, 'ViewerUrl', { value: url });
    }
  }

  #parts(): Parts {
    const { tables, raw, feedQueue, articleQueue, linkQueue, replayQueue, quarantine, bus } = this;
    return { tables, raw, feedQueue, articleQueue, linkQueue, replayQueue, quarantine, bus };
  }

  #pollFeeds(stage: Stage, feeds: readonly FeedListing[]) {
    const environment: EnvironmentOf<typeof pollFeedsEnv> = {
      FEEDS_TABLE: this.tables.feeds.tableName,
      FEED_QUEUE_URL: this.feedQueue.queue.queueUrl,
      FEED_LIST_FILE: 'feeds.json',
    };
    const list = path.join(mkdtempSync(path.join(os.tmpdir(), 'newsloom-')), 'feeds.json');
    writeFileSync(list, JSON.stringify({ feeds }));
    return new PipelineFunction(this, 'PollFeeds', {
      ...{ stage, step: 'poll-feeds', memoryMb: 256, timeoutSeconds: 50, environment },
      afterBundling: (output) => [`cp "${list}" "${output}/feeds.json"`],
    });
  }

  #hubEndpoint(stage: Stage): HubEndpoint | undefined {
    const { websub } = stage;
    if (websub === undefined) return undefined;
    const environment = {
      FEEDS_TABLE: this.tables.feeds.tableName,
      FEED_QUEUE_URL: this.feedQueue.queue.queueUrl,
    };
    return new HubEndpoint(this, 'WebSub', { stage, websub, environment });
  }

  #fetchFeed(stage: Stage, hubs: HubEndpoint | undefined) {
    const environment: EnvironmentOf<typeof fetchFeedEnv> = {
      ...this.#politeness(stage),
      FEEDS_TABLE: this.tables.feeds.tableName,
      ARTICLES_TABLE: this.tables.articles.tableName,
      FEED_QUEUE_URL: this.feedQueue.queue.queueUrl,
      ARTICLE_QUEUE_URL: this.articleQueue.queue.queueUrl,
      QUARANTINE_QUEUE_URL: this.quarantine.queue.queueUrl,
      OBEY_ROBOTS_FOR_FEEDS: String(stage.obeyRobotsForFeeds ?? false),
      ...(hubs !== undefined && { WEBSUB_CALLBACK_URL: hubs.url }),
    };
    const { timeoutSeconds } = queues.feeds;
    return new PipelineFunction(this, 'FetchFeed', {
      ...{ stage, step: 'fetch-feed', memoryMb: 384, timeoutSeconds, environment },
    });
  }

  #fetchArticle(stage: Stage) {
    const environment: EnvironmentOf<typeof fetchArticleEnv> = {
      ...this.#politeness(stage),
      ARTICLES_TABLE: this.tables.articles.tableName,
      CHANGES_TABLE: this.tables.changes.tableName,
      REVISIONS_TABLE: this.tables.revisions.tableName,
      RAW_BUCKET: this.raw.bucket.bucketName,
      ARTICLE_QUEUE_URL: this.articleQueue.queue.queueUrl,
      LINK_QUEUE_URL: this.linkQueue.queue.queueUrl,
      ...linkersOf(stage),
      QUARANTINE_QUEUE_URL: this.quarantine.queue.queueUrl,
      RIGHTS_POLICY: rightsPolicyText(stage.rights),
    };
    const { timeoutSeconds } = queues.articles;
    return new PipelineFunction(this, 'FetchArticle', {
      ...{ stage, step: 'fetch-article', memoryMb: 512, timeoutSeconds, environment },
      // Hosts put pages off, each at most as often as shared/pipeline/articles/decide-answer.ts says.
      goesRound: true,
    });
  }

  #linkArticle(stage: Stage) {
    const environment: EnvironmentOf<typeof linkArticleEnv> = {
      ARTICLES_TABLE: this.tables.articles.tableName,
      CHANGES_TABLE: this.tables.changes.tableName,
      REVISIONS_TABLE: this.tables.revisions.tableName,
      STORIES_TABLE: this.tables.stories.tableName,
      LINKS_TABLE: this.tables.links.tableName,
      LINK_INDEX_TABLE: this.tables.linkIndex.tableName,
      LINK_QUEUE_URL: this.linkQueue.queue.queueUrl,
      ...linkersOf(stage),
      QUARANTINE_QUEUE_URL: this.quarantine.queue.queueUrl,
      EVENT_BUS: nameOfBus(this.bus),
      ...this.vectors?.forReading,
      ...(stage.followRelated !== undefined && {
        ARTICLE_QUEUE_URL: this.articleQueue.queue.queueUrl,
        FOLLOW_RELATED_PER_DAY: String(stage.followRelated.perDay),
      }),
    };
    const { timeoutSeconds } = queues.links;
    return new PipelineFunction(this, 'LinkArticle', {
      ...{ stage, step: 'link-article', memoryMb: 384, timeoutSeconds, environment },
    });
  }

  #sweepStories(stage: Stage) {
    const environment: EnvironmentOf<typeof sweepStoriesEnv> = {
      STORIES_TABLE: this.tables.stories.tableName,
      LINK_QUEUE_URL: this.linkQueue.queue.queueUrl,
      ...(this.vectors && {
        ...this.vectors.forMaking,
        ARTICLES_TABLE: this.tables.articles.tableName,
      }),
    };
    return new PipelineFunction(this, 'SweepStories', {
      ...{ stage, step: 'sweep-stories', memoryMb: 1024, timeoutSeconds: 300, environment },
    });
  }

  #revisitArticles(stage: Stage) {
    const environment: EnvironmentOf<typeof revisitArticlesEnv> = {
      ARTICLES_TABLE: this.tables.articles.tableName,
      ARTICLE_QUEUE_URL: this.articleQueue.queue.queueUrl,
      ...revisitTexts(stage.revisits),
    };
    return new PipelineFunction(this, 'RevisitArticles', {
      ...{ stage, step: 'revisit-articles', memoryMb: 512, timeoutSeconds: 300, environment },
    });
  }

  #replayArticle(stage: Stage) {
    const environment: EnvironmentOf<typeof replayArticleEnv> = {
      ARTICLES_TABLE: this.tables.articles.tableName,
      CHANGES_TABLE: this.tables.changes.tableName,
      REVISIONS_TABLE: this.tables.revisions.tableName,
      RAW_BUCKET: this.raw.bucket.bucketName,
      LINK_QUEUE_URL: this.linkQueue.queue.queueUrl,
      ...linkersOf(stage),
      QUARANTINE_QUEUE_URL: this.quarantine.queue.queueUrl,
      RIGHTS_POLICY: rightsPolicyText(stage.rights),
    };
    const { timeoutSeconds } = queues.replays;
    return new PipelineFunction(this, 'ReplayArticle', {
      ...{ stage, step: 'replay-article', memoryMb: 1024, timeoutSeconds, environment },
    });
  }

  #schedules({
    pollFeeds,
    sweepStories,
    revisitArticles,
  }: Pick<Functions, 'pollFeeds' | 'sweepStories' | 'revisitArticles'>) {
    const schedules = new StepSchedules(this, 'Schedule');
    schedules.start('EveryMinute', pollFeeds.function, {
      ...{ description: 'Asks which feeds are due', minutes: 1 },
    });
    schedules.start('EveryHour', sweepStories.function, {
      ...{ description: 'Looks for stories that are one', minutes: sweepMinutes },
    });
    schedules.start('EveryHourRevisits', revisitArticles.function, {
      ...{ description: 'Has older articles fetched again', minutes: revisitMinutes },
    });
    return schedules;
  }

  #politeness(stage: Stage) {
    return {
      ...politenessDefaults,
      USER_AGENT: userAgentOf(stage.contactUrl),
      HOSTS_TABLE: this.tables.hosts.tableName,
    };
  }
}

const linkersOf = ({ linkersPerLanguage: linkers }: Stage) =>
  linkers === undefined ? {} : { LINKERS_PER_LANGUAGE: String(linkers) };
