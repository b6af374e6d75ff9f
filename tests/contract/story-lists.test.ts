import { expect, it } from 'vitest';
import { dynamoStoryLists } from '../../shared/adapters/dynamo/story-lists.ts';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { redirected } from '../../shared/linking/story/merge-states.ts';
import { aReport, aStory } from '../builders/a-story.ts';
import { withServices } from './with-services.ts';

const services = withServices();

it('lists living stories with a report within a window, over days and shards', async () => {
  const table = services.names.tables.stories;
  const store = dynamoStoryStore(services.dynamo, table);
  const stories = Array.from({ length: 12 }, (_, n) =>
    aStory(
      aReport({ url: `https://news.example/${n}`, at: `2026-01-0${1 + (n % 4)}T09:00:00.000Z` }),
    ),
  );
  const [merged, ...living] = stories;
  for (const state of living) await store.save(state, 0);
  if (merged !== undefined)
    await store.save(redirected(merged, living[0]?.story.storyId ?? merged.story.storyId), 0);

  const listed = [];
  const window = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-03T23:00:00.000Z' };
  for await (const story of dynamoStoryLists(services.dynamo, table).listed(window))
    listed.push(story);

  const wanted = living
    .map(({ story }) => story)
    .filter(({ lastSeenAt }) => lastSeenAt < window.to);
  expect(listed.map(({ storyId }) => storyId).sort()).toEqual(
    wanted.map(({ storyId }) => storyId).sort(),
  );
  const { headline, terms, places } = wanted[0] ?? {};
  expect(listed.find(({ storyId }) => storyId === wanted[0]?.storyId)).toMatchObject({
    ...{ headline, terms, places },
  });
});
