import * as z from 'zod';

/** What EventBridge shows as the source of every event; rules of consumers match it. */
export const eventSource = 'newsloom';

/** Characters of a text in an event, at most: events are small, the tables hold the rest. */
export const longestEventText = 1000;
/** Languages and outlets that an event of a story lists. */
export const mostListed = 50;

const instant = z.iso.datetime({ precision: 3 }).meta({ description: 'UTC, to the millisecond' });
const articleId = z.string().regex(/^a[0-9a-f]{24}$/);
const storyId = z.string().regex(/^s[0-9a-f]{24}$/);
const text = z.string().max(longestEventText);

const envelope = {
  schemaVersion: z.literal(1),
  eventKey: z.string().meta({
    description:
      'The same for each delivery of the same event: by it, receivers skip what they had',
  }),
};

const articleFacts = {
  articleId,
  revision: z.int().positive().meta({ description: 'The version; its text is in Revisions' }),
  url: z.string().max(4096).meta({ description: 'The canonical address' }),
  title: text,
  site: z.string().meta({ description: 'Registrable domain of the outlet' }),
  language: z.string().meta({ description: 'BCP 47' }),
  publishedAt: instant,
  observedAt: instant.meta({ description: 'When this version was seen' }),
  feedId: z.string().exactOptional(),
  storyId: storyId.exactOptional().meta({
    description: 'The story that it is in; absent if it was gone before it had one',
  }),
};

export const articleStored = z.strictObject({ ...envelope, ...articleFacts });

export const articleRevised = z.strictObject({
  ...envelope,
  ...articleFacts,
  change: z.enum(['headline', 'correction', 'body', 'silent-edit', 'rights', 'restored']),
});

export const articleReread = z.strictObject({
  ...envelope,
  ...articleFacts,
  change: z.enum(['headline', 'body', 'rights', 'facts']),
  cause: z.literal('extractor').meta({
    description: 'The page is what it was: a newer extractor has read it anew',
  }),
});

export const articleRemoved = z.strictObject({ ...envelope, ...articleFacts });

export const storyUpdated = z.strictObject({
  ...envelope,
  storyId,
  version: z.int().positive().meta({ description: 'Grows; a lower one is old news' }),
  headline: text,
  languages: z.array(z.string()).max(mostListed),
  sites: z.array(z.string()).max(mostListed),
  articleCount: z.int().nonnegative(),
  firstSeenAt: instant,
  lastSeenAt: instant,
});

export const storyMerged = z.strictObject({
  ...envelope,
  storyId: storyId.meta({ description: 'The story that became part of the other' }),
  into: storyId.meta({ description: 'The story that it is part of now' }),
});

export const storySplit = z.strictObject({
  ...envelope,
  storyId: storyId.meta({ description: 'The story that has become one of its own' }),
  from: storyId.meta({ description: 'The story that its reports were in' }),
});

/** What the pipeline tells the world, by EventBridge's `detail-type`. */
export const eventSchemas = {
  ArticleStored: articleStored,
  ArticleRevised: articleRevised,
  ArticleReread: articleReread,
  ArticleRemoved: articleRemoved,
  StoryUpdated: storyUpdated,
  StoryMerged: storyMerged,
  StorySplit: storySplit,
} as const;

export type EventType = keyof typeof eventSchemas;

/** One event: its `detail-type` and its `detail`. */
export type NewsEvent = {
  [Type in EventType]: {
    readonly type: Type;
    readonly detail: z.output<(typeof eventSchemas)[Type]>;
  };
}[EventType];
