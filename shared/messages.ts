import * as z from 'zod';
import type { ArticleId, FeedId, StoryId } from './model/ids.ts';

const instant = z.iso.datetime({ precision: 3 });
const webUrl = z.url({ protocol: /^https?$/ }).max(4096);
const feedId = z
  .string()
  .regex(/^f[0-9a-f]{20}$/)
  .transform((id) => id as FeedId);
const articleId = z
  .string()
  .regex(/^a[0-9a-f]{24}$/)
  .transform((id) => id as ArticleId);
const storyId = z
  .string()
  .regex(/^s[0-9a-f]{24}$/)
  .transform((id) => id as StoryId);
const text = z.string().max(2000);

/** «Poll this feed»: poll-feeds to fetch-feed. */
export const fetchFeedTask = z.strictObject({
  version: z.literal(1),
  feedId,
  /** The instant it was due; a feed polled since then is not polled again. */
  dueAt: instant,
  /** The instant of a request slot that an earlier try reserved at the host. */
  slotAt: instant.optional(),
  /** How often the host has asked us to come back later. */
  deferrals: z.int().nonnegative().optional(),
  /** Its hub says that there is news. */
  pushed: z.literal(true).optional(),
});
export type FetchFeedTask = z.output<typeof fetchFeedTask>;

/** «Fetch this page»: fetch-feed to fetch-article. */
export const fetchArticleTask = z.strictObject({
  version: z.literal(1),
  articleId,
  url: webUrl,
  feedId: feedId.optional(),
  /** What the feed says of it; the page knows better, mostly. */
  entry: z.strictObject({
    title: text.optional(),
    summary: text.optional(),
    language: z.string().max(35).optional(),
    publishedAt: instant.optional(),
    updatedAt: instant.optional(),
    authors: z.array(text).max(20).optional(),
  }),
  /** Of the stored version, where somebody looks whether there is another. */
  validators: z
    .strictObject({
      etag: z.string().max(2048).exactOptional(),
      lastModified: z.string().max(2048).exactOptional(),
    })
    .optional(),
  slotAt: instant.optional(),
  /** How often the host has asked us to come back later. */
  deferrals: z.int().nonnegative().optional(),
  /** How often its site was out of reach for so long that the task was put off for hours. */
  outages: z.int().nonnegative().optional(),
  /** Until then nobody asks for it. */
  notBefore: instant.optional(),
});
export type FetchArticleTask = z.output<typeof fetchArticleTask>;

/** «Read the archived page of this article again»: the command to replay-article. */
export const replayArticleTask = z.strictObject({
  version: z.literal(1),
  articleId,
  /** Only where an extractor below this version has read it. */
  extractorBelow: z.int().positive().optional(),
});
export type ReplayArticleTask = z.output<typeof replayArticleTask>;

/** «Link this article, and what its page points to»: fetch-article to link-article. */
export const linkArticleTask = z.strictObject({
  version: z.literal(1),
  kind: z.literal('article'),
  articleId,
  revision: z.int().positive(),
  /** For the logs: the feed that brought it. */
  feedId: feedId.optional(),
  /** Orders the tasks: one language, one linker at a time, unless a stage has several share it. */
  language: z.string().max(35),
});
export type LinkArticleTask = z.output<typeof linkArticleTask>;

/** In place of a language, of merges of stories in two: the code for «several languages». */
export const acrossGroup = 'mul';

/** «These two stories are one»: link-article and sweep-stories to link-article. */
export const mergeStoriesTask = z.strictObject({
  version: z.literal(1),
  kind: z.literal('merge'),
  /** The story that becomes part of the other. */
  from: storyId,
  into: storyId,
  language: z.string().max(35),
});
export type MergeStoriesTask = z.output<typeof mergeStoriesTask>;

/** «The reports of this story may tell two events»: link-article to itself. */
export const splitStoryTask = z.strictObject({
  version: z.literal(1),
  kind: z.literal('split'),
  storyId,
  /** How many reports it had: at each size it is looked at once. */
  reports: z.int().positive(),
  language: z.string().max(35),
});
export type SplitStoryTask = z.output<typeof splitStoryTask>;

/** «These two stories may be one event in two languages»: sweep-stories to link-article. */
export const linkAcrossTask = z.strictObject({
  version: z.literal(1),
  kind: z.literal('across'),
  storyId,
  otherId: storyId,
  /** Of the first of them. */
  language: z.string().max(35),
  /** Their vectors are new and near: they are compared even where a link between them is known. */
  near: z.literal(true).optional(),
});
export type LinkAcrossTask = z.output<typeof linkAcrossTask>;

export const linkTask = z.discriminatedUnion('kind', [
  linkArticleTask,
  mergeStoriesTask,
  splitStoryTask,
  linkAcrossTask,
]);
export type LinkTask = z.output<typeof linkTask>;

/** What is kept of a message that can never succeed. */
export type QuarantinedMessage = {
  readonly version: 1;
  readonly step: string;
  readonly code: string;
  readonly reason: string;
  readonly body: string;
  /** It was too large; this is its beginning. */
  readonly isCut?: true;
  readonly quarantinedAt: string;
};
