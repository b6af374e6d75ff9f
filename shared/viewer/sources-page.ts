import { isArticle } from '../article/is-article.ts';
import type { ArticleSummary } from '../client/summaries.ts';
import { atMost } from '../collections/streams.ts';
import type { Article } from '../model/article.ts';
import type { Feed, PollDay } from '../model/feed.ts';
import type { FeedId, Instant } from '../model/ids.ts';
import { pollDaysUntil } from '../polling/poll-days.ts';
import { nextPollOf } from '../polling/schedule.ts';
import { isSilent } from '../polling/silence.ts';
import type { Reading } from './reading.ts';

/** A feed and how well it does. */
export type SourceHealth = {
  readonly feed: Feed;
  readonly isSilent: boolean;
  /** Absent for one that is not polled. */
  readonly nextPollAt?: Instant;
  /** Articles of each of the last days, oldest first. */
  readonly perDay: readonly number[];
  /** What its polls came to on each of the last days, oldest first; some may have had none. */
  readonly polls: readonly PollDay[];
  /** Seconds from publication to storing of each of those that {@link delaySeconds} is of, oldest first. */
  readonly delays: readonly number[];
  /** Seconds from publication to storing, the median of the newest that came out since the feed was added; absent where there are none. */
  readonly delaySeconds?: number;
};

export type SourcesPage = {
  readonly sources: readonly SourceHealth[];
  /** The feed behind which the next page begins. */
  readonly next?: FeedId;
};

export type SourcePage = SourceHealth & { readonly articles: readonly Article[] };

const perPage = 50;
const days = 14;
const dayMs = 24 * 3_600_000;
/** Of so many articles is the delay the median. */
const newest = 20;
const mostArticles = 500;

/** Reads a page of feeds, in order of URL. */
export async function readSourcesPage(reading: Reading, after?: string): Promise<SourcesPage> {
  const feeds: Feed[] = [];
  let isPassed = after === undefined;
  for await (const feed of reading.feeds.list()) {
    if (isPassed) feeds.push(feed);
    isPassed ||= feed.feedId === after;
    if (feeds.length > perPage) break;
  }
  const shown = feeds.slice(0, perPage);
  const sources = await Promise.all(shown.map((feed) => healthOf(reading, feed)));
  const last = feeds.length > perPage ? shown.at(-1)?.feedId : undefined;
  return last === undefined ? { sources } : { sources, next: last };
}

/** Reads one feed with its newest articles. */
export async function readSourcePage(
  reading: Reading,
  id: FeedId,
): Promise<SourcePage | undefined> {
  const feed = await reading.feeds.find(id);
  return feed && healthOf(reading, feed);
}

async function healthOf(reading: Reading, feed: Feed): Promise<SourcePage> {
  const now = reading.now().getTime();
  const since: Instant = new Date(now - days * dayMs).toISOString();
  const listed = await newestOf(reading, feed, since);
  const records = await reading.articles(listed.slice(0, newest).map(({ articleId }) => articleId));
  const articles = records
    .filter(isArticle)
    .toSorted((a, b) => (a.publishedAt < b.publishedAt ? 1 : -1));
  const delays = articles
    .filter(({ publishedAt }) => publishedAt >= feed.addedAt)
    .flatMap(delayOf)
    .toReversed();
  const delay = median(delays);
  const nextPollAt = nextPollOf(feed, new Date(Math.max(now, lastPollOf(feed))));
  return {
    ...{ feed, articles, delays, isSilent: isSilent(feed.polling.recent, now) },
    polls: pollDaysUntil(feed, now).toReversed(),
    perDay: countPerDay(
      listed.map(({ publishedAt }) => publishedAt),
      now,
    ),
    ...(delay !== undefined && { delaySeconds: delay }),
    ...(nextPollAt !== undefined && { nextPollAt }),
  };
}

/** In the sample newsroom, whose clock is put on, it lies ahead. */
const lastPollOf = ({ polling, addedAt }: Feed): number =>
  Date.parse(polling.lastPolledAt ?? addedAt);

/** Those of the last days, and older ones where these are few. */
async function newestOf(
  { news }: Reading,
  { feedId }: Feed,
  since: Instant,
): Promise<ArticleSummary[]> {
  const listed: ArticleSummary[] = [];
  for await (const article of atMost(news.articlesOfFeed(feedId), mostArticles)) {
    if (article.publishedAt < since && listed.length >= newest) break;
    listed.push(article);
  }
  return listed;
}

/** Of a first version alone: a later one was fetched when it changed, not when it came out. */
function delayOf({ revision, publishedAt, publishedPrecision, fetchedAt }: Article): number[] {
  if (revision !== 1 || publishedPrecision === 'day') return [];
  return [Math.max(0, (Date.parse(fetchedAt) - Date.parse(publishedAt)) / 1000)];
}

function countPerDay(instants: readonly Instant[], now: number): number[] {
  const counts = new Array<number>(days).fill(0);
  for (const instant of instants) {
    const at = days - 1 - Math.floor((now - Date.parse(instant)) / dayMs);
    if (at >= 0 && at < days) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
