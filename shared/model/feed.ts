import type { FeedId, Instant } from './ids.ts';

export type Person = { readonly name?: string; readonly email?: string; readonly url?: string };
export type Category = { readonly term: string; readonly scheme?: string; readonly label?: string };
export type Enclosure = { readonly url: string; readonly type?: string; readonly length?: number };
export type FeedLink = {
  readonly href: string;
  readonly rel?: string;
  readonly type?: string;
  readonly title?: string;
  readonly hreflang?: string;
  readonly length?: number;
};

/** The dialect a document is written in, as its root element and namespace say. */
export type FeedFormat =
  | 'rss090'
  | 'rss091'
  | 'rss092'
  | 'rss093'
  | 'rss094'
  | 'rss20'
  | 'rss10'
  | 'rss'
  | 'atom03'
  | 'atom10'
  | 'atom'
  | 'json1'
  | 'json11'
  | 'news-sitemap'
  | 'sitemap-index';

export type FeedEntry = {
  readonly id?: string;
  readonly title?: string;
  readonly link?: string;
  readonly summary?: string;
  readonly content?: string;
  readonly language?: string;
  readonly published?: Instant;
  readonly updated?: Instant;
  readonly authors: readonly Person[];
  readonly categories: readonly Category[];
  readonly enclosures: readonly Enclosure[];
  readonly image?: string;
  readonly links: readonly FeedLink[];
  readonly source?: { readonly title?: string; readonly link?: string };
  readonly comments?: string;
};

export type FeedInfo = {
  readonly title?: string;
  readonly link?: string;
  readonly description?: string;
  readonly id?: string;
  readonly language?: string;
  readonly icon?: string;
  readonly image?: string;
  readonly updated?: Instant;
  readonly published?: Instant;
  /** Minutes for which the publisher asks us not to come back: `ttl`, `sy:updatePeriod` over `sy:updateFrequency`. */
  readonly ttl?: number;
  readonly skipHours: readonly number[];
  /** English day names, as RSS 2.0 has them. */
  readonly skipDays: readonly string[];
  readonly rights?: string;
  readonly generator?: string;
  readonly authors: readonly Person[];
  readonly categories: readonly Category[];
  readonly links: readonly FeedLink[];
};

/** Any feed, read into one shape. Text fields hold HTML where the feed says that they are HTML. */
export type ParsedFeed = {
  readonly format: FeedFormat;
  /** The encoding that the bytes were read with, as a WHATWG or UTF-32 label. */
  readonly encoding: string;
  /** What was wrong with the document, where it could be read all the same. */
  readonly error?: string;
  readonly feed: FeedInfo;
  readonly entries: readonly FeedEntry[];
};

export type FeedStatus = 'active' | 'paused' | 'gone';

/** A feed as the operator lists it. */
export type FeedListing = {
  readonly url: string;
  readonly name?: string;
  readonly tags: readonly string[];
  readonly language?: string;
  /** Whether robots.txt is asked for this feed; as its stage says unless given. */
  readonly obeyRobots?: boolean;
  /** For how many minutes it is left alone at most, whatever its rhythm; its publisher's wishes go before. */
  readonly everyMinutes?: number;
};

/** Who put a feed on the list: the deployed `feeds.yaml`, or the command line. */
export type FeedOrigin = 'feeds.yaml' | 'cli';

export type PausedBy = 'feeds.yaml' | 'operator';

/** A feed's lasting record. */
export type Feed = FeedListing & {
  readonly feedId: FeedId;
  readonly status: FeedStatus;
  readonly origin: FeedOrigin;
  readonly addedAt: Instant;
  /** Who paused it, while it is paused: a line that went from `feeds.yaml`, or a person. */
  readonly pausedBy?: PausedBy;
  /** When it is due first since it was written last; absent unless active. */
  readonly nextPollAt?: Instant;
  /** From `nextPollAt` on it is due every so many minutes; polls that find nothing new do not write it. */
  readonly pollEveryMinutes?: number;
  readonly polling: PollingState;
};

/** How often a publisher wants to be asked. */
export type PublisherPace = {
  /** From `ttl` or `sy:updatePeriod`. */
  readonly ttlMinutes?: number;
  /** From `Cache-Control` or `Expires`. */
  readonly freshMinutes?: number;
  readonly skipHours: readonly number[];
  readonly skipDays: readonly string[];
};

/** What the polls of a day came to, in UTC. */
export type PollDay = {
  /** `2026-01-05` */
  readonly day: string;
  readonly polls: number;
  /** Those that found nothing new: a 304, or the same list again. */
  readonly quiet: number;
  readonly failed: number;
};

/** What polling has learnt of a feed; written by fetch-feed alone. */
export type PollingState = {
  /** Byte for byte as the server sent them. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** The first half of the SHA-256 of the last body, hex. */
  readonly bodyHash?: string;
  readonly lastPolledAt?: Instant;
  readonly lastSuccessAt?: Instant;
  readonly failures: number;
  readonly lastError?: string;
  /** When a document was last read in full, rather than vouched for by a 304. */
  readonly lastFullAt?: Instant;
  /** A permanent redirect that is on trial, and how many polls it has held. */
  readonly redirect?: { readonly url: string; readonly seen: number; readonly since: Instant };
  /** Where the feed lives since a permanent redirect has proved itself; asked in place of `url`. */
  readonly movedTo?: string;
  /** What the publisher has said of when to come back. */
  readonly pace?: PublisherPace;
  readonly hub?: string;
  /** What it calls its own address: the hub's name for it. */
  readonly topic?: string;
  readonly title?: string;
  readonly siteUrl?: string;
  /** When the newest entries were published, those of a quarter of an hour once; newest first: the feed's rhythm. */
  readonly recent: readonly Instant[];
  /** For each entry of the last document its key and a fingerprint of what it said. */
  readonly seen: Readonly<Record<string, string>>;
  readonly polls: number;
  /** The last fortnight, newest first; polls that wrote nothing are counted when one writes. */
  readonly days?: readonly PollDay[];
  readonly entriesSeen: number;
};
