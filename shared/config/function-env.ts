import * as z from 'zod';
import { embedder } from './embedder.ts';
import { defaultRevisitSchedule, revisitHours } from './revisit-schedule.ts';
import { defaultRightsPolicy, rightsPolicy } from './rights-policy.ts';
import { name, queueUrl } from './variables.ts';

const milliseconds = z.coerce.number().int().positive();

/** Who is asking; publishers read it to know whom to write to. */
const userAgent = z.string().min(10);

/** How a function that asks the web behaves there. */
export const politenessEnv = z.object({
  HOSTS_TABLE: name,
  USER_AGENT: userAgent,
  /** Shortest time between two requests to one host. */
  HOST_SPACING_MS: milliseconds,
  FETCH_TIMEOUT_MS: milliseconds,
  MAX_BODY_BYTES: z.coerce.number().int().positive(),
});

export const pollFeedsEnv = z.object({
  FEEDS_TABLE: name,
  FEED_QUEUE_URL: queueUrl,
  /** JSON made from `feeds.yaml`; a relative path starts at the function's own folder. */
  FEED_LIST_FILE: name,
});

export const fetchFeedEnv = z.object({
  ...politenessEnv.shape,
  FEEDS_TABLE: name,
  ARTICLES_TABLE: name,
  FEED_QUEUE_URL: queueUrl,
  ARTICLE_QUEUE_URL: queueUrl,
  QUARANTINE_QUEUE_URL: queueUrl,
  /** Whether robots.txt is asked for feeds that do not say so themselves. */
  OBEY_ROBOTS_FOR_FEEDS: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
  /** Where hubs reach us; absent where WebSub is off. */
  WEBSUB_CALLBACK_URL: z.url().exactOptional(),
});

/** The function that hubs call. */
export const webSubEnv = z.object({
  FEEDS_TABLE: name,
  FEED_QUEUE_URL: queueUrl,
});

/** How many linkers share a language; those who send link tasks and those who take them are told the same. */
const linkersPerLanguage = z.coerce.number().int().positive().exactOptional();

export const fetchArticleEnv = z.object({
  ...politenessEnv.shape,
  ARTICLES_TABLE: name,
  CHANGES_TABLE: name,
  REVISIONS_TABLE: name,
  RAW_BUCKET: name,
  ARTICLE_QUEUE_URL: queueUrl,
  LINK_QUEUE_URL: queueUrl,
  LINKERS_PER_LANGUAGE: linkersPerLanguage,
  QUARANTINE_QUEUE_URL: queueUrl,
  /** What is stored of pages whose publishers reserve something: `noai=facts,tdm=nothing`. */
  RIGHTS_POLICY: rightsPolicy.default(defaultRightsPolicy),
});

export const linkArticleEnv = z.object({
  ARTICLES_TABLE: name,
  CHANGES_TABLE: name,
  REVISIONS_TABLE: name,
  STORIES_TABLE: name,
  LINKS_TABLE: name,
  LINK_INDEX_TABLE: name,
  /** Its own: two stories that turn out to be one are a task of their own. */
  LINK_QUEUE_URL: queueUrl,
  LINKERS_PER_LANGUAGE: linkersPerLanguage,
  /** Where related pages that are not stored are asked for; with how many a day, or not at all. */
  ARTICLE_QUEUE_URL: queueUrl.exactOptional(),
  FOLLOW_RELATED_PER_DAY: z.coerce.number().int().positive().exactOptional(),
  /** Whose vectors there are of stories, and where; absent where a stage has no encoder. */
  EMBEDDER: embedder.exactOptional(),
  VECTOR_INDEX_ARN: name.exactOptional(),
  QUARANTINE_QUEUE_URL: queueUrl,
  /** Name of the bus on which the world is told. */
  EVENT_BUS: name,
});

export const sweepStoriesEnv = z.object({
  STORIES_TABLE: name,
  LINK_QUEUE_URL: queueUrl,
  /** With the next three or without: an encoder, where it is asked and where its vectors are kept. */
  EMBEDDER: embedder.exactOptional(),
  EMBEDDER_REGION: name.exactOptional(),
  VECTOR_INDEX_ARN: name.exactOptional(),
  /** What is embedded is read from here. */
  ARTICLES_TABLE: name.exactOptional(),
});

export const revisitArticlesEnv = z.object({
  ARTICLES_TABLE: name,
  ARTICLE_QUEUE_URL: queueUrl,
  /** At which ages, in hours, every article is looked at again: `1,24`; none for never. */
  REVISIT_HOURS: revisitHours.default(defaultRevisitSchedule.always),
  /** And at which those that were changed before. */
  REVISIT_LIVELY_HOURS: revisitHours.default(defaultRevisitSchedule.lively),
});

export const replayArticleEnv = z.object({
  ARTICLES_TABLE: name,
  CHANGES_TABLE: name,
  REVISIONS_TABLE: name,
  RAW_BUCKET: name,
  LINK_QUEUE_URL: queueUrl,
  LINKERS_PER_LANGUAGE: linkersPerLanguage,
  QUARANTINE_QUEUE_URL: queueUrl,
  RIGHTS_POLICY: rightsPolicy.default(defaultRightsPolicy),
});

export const exportDayEnv = z.object({
  ARTICLES_TABLE: name,
  CHANGES_TABLE: name,
  REVISIONS_TABLE: name,
  STORIES_TABLE: name,
  LINKS_TABLE: name,
  RAW_BUCKET: name,
  /** Whose the feeds are that it publishes. */
  HOMEPAGE: z.url(),
});

/**
 * The `User-Agent` of every request: who we are, and where a publisher can find out more.
 *
 * @example
 * userAgentOf('https://news.example/bot') // 'Newsloom/0.1 (+https://news.example/bot)'
 */
export const userAgentOf = (contactUrl: string): string => `Newsloom/0.1 (+${contactUrl})`;

/** Where to find out whose requests, and whose feeds, these are. */
export const homepage = 'https://github.com/newsloom/newsloom';

/** The same for every stage, but for the user agent. */
export const politenessDefaults = {
  USER_AGENT: userAgentOf(homepage),
  HOST_SPACING_MS: '2000',
  FETCH_TIMEOUT_MS: '20000',
  MAX_BODY_BYTES: '10000000',
} as const;
