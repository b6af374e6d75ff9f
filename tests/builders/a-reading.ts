import type { NewsClient } from '../../shared/client/news-client.ts';
import { partedStories } from '../../shared/client/parted-stories.ts';
import type { StoryMember } from '../../shared/client/story-members.ts';
import type { ArticleRecord, Revision } from '../../shared/model/article.ts';
import type { Feed } from '../../shared/model/feed.ts';
import type { Link, Story } from '../../shared/model/story.ts';
import type { RawPage } from '../../shared/ports/articles.ts';
import type { Flow } from '../../shared/ports/flow.ts';
import type { Reading } from '../../shared/viewer/reading.ts';

/** What a store holds, as far as a page shows it. */
type Held = {
  readonly story?: Story;
  readonly members?: readonly StoryMember[];
  /** Other stories that it names. */
  readonly others?: readonly Story[];
  readonly record?: ArticleRecord;
  readonly revisions?: readonly Revision[];
  readonly links?: readonly Link[];
  readonly feeds?: readonly Feed[];
  readonly raw?: RawPage;
  readonly flow?: Flow;
};

const quiet: Flow = { queues: [], outcomes: [], pace: {}, everySeconds: 2 };

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

/** A store that holds one of each. */
export function aReading(held: Held = {}): Reading {
  const {
    story,
    members = [],
    others = [],
    record,
    revisions = [],
    links = [],
    feeds = [],
    raw,
  } = held;
  const news: Partial<NewsClient> = {
    latestStories: () => each(story === undefined ? [] : [story]),
    latestArticles: () => each(members),
    articlesOfFeed: () => each(members),
    links: () => each(links),
    story: async () => story,
    storyWithMembers: async () => story && { story, members: each(members) },
    partedFrom: (story) => partedStories(story, async () => others),
    articleWithHistory: async () =>
      record && { article: record, revisions: each(revisions), links: each(links) },
  };
  return {
    name: 'a store',
    news: news as NewsClient,
    stories: async () => (story === undefined ? [] : [story]),
    articles: async () => (record === undefined ? [] : [record]),
    feeds: { list: () => each(feeds), find: async () => feeds[0] },
    rawPage: async () => raw,
    flow: async () => held.flow ?? quiet,
    now: () => new Date('2026-01-05T12:00:00.000Z'),
  };
}
