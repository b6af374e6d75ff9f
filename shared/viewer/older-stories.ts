import { isArticle } from '../article/is-article.ts';
import type { StorySummary } from '../client/summaries.ts';
import { batchesOf } from '../collections/batches-of.ts';
import { allOf, atMost } from '../collections/streams.ts';
import type { Feed } from '../model/feed.ts';
import type { ArticleId } from '../model/ids.ts';
import type { Reading } from './reading.ts';

/** A small store: with more feeds than these there is news of the last week. */
const mostFeeds = 300;
const feedsAtOnce = 25;
const newestOfFeed = 10;

/** With fewer in a period, those from before are shown, too. */
const fewStories = 12;

/** Adds what came before where a period has little to show: whoever asks for no day wants to see something. */
export async function withOlder(
  reading: Reading,
  listed: readonly StorySummary[],
): Promise<readonly StorySummary[]> {
  if (listed.length >= fewStories) return listed;
  const known = new Set(listed.map(({ storyId }) => storyId));
  const older = await olderStories(reading);
  return [...listed, ...older.filter(({ storyId }) => !known.has(storyId))];
}

/**
 * The stories of the newest articles of each feed, however old.
 *
 * Stories are listed by the day of their news; in a store that was filled from an archive, or whose
 * feeds fell silent, the last week's lists are empty and the years before are too many to be walked.
 */
async function olderStories(reading: Reading): Promise<StorySummary[]> {
  const feeds = await allOf(atMost(reading.feeds.list(), mostFeeds));
  const ids: ArticleId[] = [];
  for (const batch of batchesOf(feeds, feedsAtOnce))
    ids.push(...(await Promise.all(batch.map((feed) => newestOf(reading, feed)))).flat());
  const records = await reading.articles([...new Set(ids)]);
  const storyIds = records.filter(isArticle).flatMap(({ storyId }) => storyId ?? []);
  const stories = await reading.stories([...new Set(storyIds)]);
  return stories.filter(({ mergedInto }) => mergedInto === undefined);
}

const newestOf = async ({ news }: Reading, { feedId }: Feed): Promise<ArticleId[]> =>
  (await allOf(atMost(news.articlesOfFeed(feedId), newestOfFeed))).map(
    ({ articleId }) => articleId,
  );
