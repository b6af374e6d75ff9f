import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod';
import { secondLookMs } from '../../article/gone.ts';
import type { ArticleRecord } from '../../model/article.ts';
import type { ArticleId, CanonicalUrl, FeedId, Instant, StoryId } from '../../model/ids.ts';
import { articleShards } from '../../tables.ts';
import { factSource, hashText } from './page-facts.ts';
import { schemaVersion } from './stored-item.ts';

const articleId = z.string().transform((id) => id as ArticleId);
const feedId = z.string().transform((id) => id as FeedId);
const storyId = z.string().transform((id) => id as StoryId);
const canonicalUrl = z.string().transform((url) => url as CanonicalUrl);
const instant = z.iso.datetime({ precision: 3 });
const texts = z.array(z.string());
const rights = z.object({
  robots: texts,
  unavailableAfter: instant.exactOptional(),
  tdmReserved: z.boolean().exactOptional(),
  tdmPolicy: z.string().exactOptional(),
  license: z.string().exactOptional(),
  copyright: z.string().exactOptional(),
  paywalled: z.boolean().exactOptional(),
  withheld: z.array(z.enum(['noindex', 'noarchive', 'noai', 'noimageai', 'tdm'])).exactOptional(),
});
/** What is read where an item has no rights: its page says nothing of them. */
const noRights = (): { robots: string[] } => ({ robots: [] });

const article = z.object({
  articleId,
  state: z.enum(['live', 'removed']),
  url: z.string(),
  canonicalUrl,
  site: z.string(),
  feedId: feedId.exactOptional(),
  title: z.string(),
  lead: z.string(),
  authors: texts,
  section: z.string().exactOptional(),
  tags: texts,
  language: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  dateline: z
    .object({ place: z.string().exactOptional(), agency: z.string().exactOptional() })
    .exactOptional(),
  imageUrl: z.string().exactOptional(),
  publishedAt: instant,
  publishedFrom: factSource,
  publishedPrecision: z.enum(['second', 'minute', 'day']),
  modifiedAt: instant.exactOptional(),
  fromFeed: z.array(z.enum(['title', 'authors'])).exactOptional(),
  fetchedAt: instant,
  changedAt: instant,
  wordCount: z.number(),
  rawKey: z.string().exactOptional(),
  contentHash: hashText,
  revision: z.int(),
  extractorVersion: z.int(),
  related: z.array(
    z.object({ url: canonicalUrl, title: z.string(), teaser: z.string().exactOptional() }),
  ),
  rights: rights.default(noRights),
  correction: z.string().exactOptional(),
  liveblog: z.boolean().exactOptional(),
  mojibake: z.boolean().exactOptional(),
  storyId: storyId.exactOptional(),
  linkedRevision: z.int().exactOptional(),
  movedAt: instant.exactOptional(),
  etag: z.string().exactOptional(),
  lastModified: z.string().exactOptional(),
  goneSince: instant.exactOptional(),
});

const alias = z.object({
  articleId,
  state: z.literal('alias'),
  url: z.string(),
  aliasOf: articleId,
});

const discarded = z.object({
  articleId,
  state: z.literal('discarded'),
  url: z.string(),
  reason: z.enum([
    ...([
      'gone',
      'refused',
      'unavailable',
      'not-html',
      'too-large',
      'blocked-address',
      'robots',
      'rights',
    ] as const),
    'taken-down' as const,
    ...(['bad-url', 'redirect-loop', 'empty', 'index-page', 'consent-wall'] as const),
    ...(['bot-challenge', 'soft-404', 'media-only', 'paywall', 'script-shell'] as const),
    'too-short' as const,
  ]),
  detail: z.string(),
  feedId: feedId.exactOptional(),
  discardedAt: instant,
});

const tombstone = z.object({
  articleId,
  state: z.literal('taken-down'),
  url: z.string(),
  site: z.string(),
  takenDownAt: instant,
  takenDownBy: z.string(),
  takedownReason: z.string(),
  pointsTo: z.array(articleId).exactOptional(),
  changedAt: instant,
  pending: z
    .object({ storyId: storyId.exactOptional(), day: z.string().exactOptional() })
    .exactOptional(),
});

/** An item of the Articles table, read back. */
export const articleItem: z.ZodType<ArticleRecord> = z.discriminatedUnion('state', [
  article,
  alias,
  discarded,
  tombstone,
]);

/** For how long a discarded address is remembered; then its feed may bring it again. */
const discardDays = 30;

/** What a record is stored as: its own attributes, and those by which the indexes find it. */
export function itemOf(record: ArticleRecord): Record<string, unknown> {
  const item = { ...record, ...indexKeys(record), schemaVersion };
  if (!('rights' in item) || !isDeepStrictEqual(item.rights, noRights())) return item;
  const { rights: _none, ...silent } = item;
  return silent;
}

function indexKeys(record: ArticleRecord): Record<string, unknown> {
  switch (record.state) {
    case 'alias':
    case 'taken-down':
      return {};
    case 'discarded': {
      const expiry = Date.parse(record.discardedAt) / 1000 + discardDays * 24 * 60 * 60;
      return { expiresAt: Math.floor(expiry) };
    }
    case 'removed':
      return {};
    case 'live': {
      const revisitHour = revisitHourOf(record.goneSince);
      return {
        latestBucket: hourBucket(record.publishedAt, record.articleId),
        ...(revisitHour !== undefined && { revisitHour }),
      };
    }
  }
}

/** The hour, `2026-01-06T10`, in which a page that was found gone is looked for again. */
export const revisitHourOf = (goneSince: Instant | undefined): string | undefined =>
  goneSince === undefined
    ? undefined
    : new Date(Date.parse(goneSince) + secondLookMs).toISOString().slice(0, 13);

/** `YYYY-MM-DDTHH#shard`; the shard follows from the id, so that an article stays in one. */
const hourBucket = (at: string, id: string): string =>
  `${at.slice(0, 13)}#${Number.parseInt(id.slice(-4), 16) % articleShards}`;
