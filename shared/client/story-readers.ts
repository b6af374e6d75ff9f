import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoStoryStore } from '../adapters/dynamo/story-store.ts';
import { atMost, mapped, wantedOf } from '../collections/streams.ts';
import { findLiving } from '../linking/story/follow-merges.ts';
import type { Instant, StoryId } from '../model/ids.ts';
import type { Story } from '../model/story.ts';
import { latestStoriesIndex, walkBuckets } from './buckets.ts';
import { keyPeriod, type Period } from './key-instants.ts';
import { partedStories } from './parted-stories.ts';
import { linksOf, type StoryMember, storyMembers } from './story-members.ts';
import {
  type ArticleSummary,
  articleSummaries,
  readStorySummary,
  type StorySummary,
} from './summaries.ts';

type StoryFilter = { readonly minSources?: number; readonly limit?: number };

/** What a stack's tables tell of stories. */
export type StoryReaders = {
  /** The members of a story, or of the one that it was merged into, oldest first. */
  articlesOfStory(storyId: string): AsyncIterable<ArticleSummary>;
  /** Stories by their newest report, newest first to within the hour: see docs/tables.md. */
  latestStories(wanted: Period & StoryFilter): AsyncIterable<StorySummary>;
  /** A story, or the one that it was merged into. */
  story(storyId: string): Promise<Story | undefined>;
  /** A story, or the one that it was merged into, with its articles and why each belongs. */
  storyWithMembers(storyId: string): Promise<StoryWithMembers | undefined>;
  /** Stories that were one with this until it turned out to tell two events. */
  partedFrom(story: Story): Promise<readonly Story[]>;
};

export type StoryWithMembers = {
  readonly story: Story;
  /** Oldest first. */
  readonly members: AsyncIterable<StoryMember>;
};

type Tables = Readonly<Record<'articles' | 'stories' | 'links', string>>;

export function storyReaders(
  dynamo: DynamoDBDocumentClient,
  { articles: table, stories, links }: Tables,
  now: () => Instant,
): StoryReaders {
  const store = dynamoStoryStore(dynamo, stories);
  const story = async (id: string): Promise<Story | undefined> => {
    const { living } = await findLiving([id as StoryId], store);
    return living[0]?.story;
  };
  const articlesOf = (id: string) =>
    articleSummaries(dynamo, { table, index: 'story', partition: ['storyId', id] });
  return {
    story,
    async *articlesOfStory(id) {
      const living = await story(id);
      yield* articlesOf(living?.storyId ?? id);
    },
    latestStories: (wanted) =>
      latestStories(dynamo, stories, { until: now(), ...wanted, ...keyPeriod(wanted) }),
    async storyWithMembers(id) {
      const found = await story(id);
      if (found === undefined) return undefined;
      const readers = { links: linksOf(dynamo, links), story };
      return { story: found, members: storyMembers(found, articlesOf(found.storyId), readers) };
    },
    partedFrom: (story) =>
      partedStories(story, async (ids) => (await store.findMany(ids)).map(({ story }) => story)),
  };
}

function latestStories(
  dynamo: DynamoDBDocumentClient,
  table: string,
  { since, until, minSources = 1, limit }: Required<Period> & StoryFilter,
): AsyncIterable<StorySummary> {
  const items = walkBuckets(dynamo, {
    ...{ table, buckets: latestStoriesIndex, newestFirst: true },
    ...{ from: since, to: until },
  });
  const found = mapped(items, (item) => readStorySummary(item, table));
  return atMost(
    wantedOf(found, ({ sites }) => sites.length >= minSources),
    limit,
  );
}
