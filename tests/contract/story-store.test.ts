import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { dynamoStoryStore } from '../../shared/adapters/dynamo/story-store.ts';
import { ConcurrentWriteError, CorruptItemError } from '../../shared/errors.ts';
import { addReport } from '../../shared/linking/story/grow-story.ts';
import type { StoryId } from '../../shared/model/ids.ts';
import { aReport, aStory } from '../builders/a-story.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const storeOf = () => dynamoStoryStore(services.dynamo, services.names.tables.stories);
const itemOf = async (storyId: StoryId) => {
  const TableName = services.names.tables.stories;
  return (await services.dynamo.send(new GetCommand({ TableName, Key: { storyId } }))).Item;
};

describe('the story store', () => {
  it('reads back what it stored', async () => {
    const state = aStory(aReport({ url: 'https://a.example/1', text: 'The mayor cut a ribbon.' }));
    await storeOf().save(state, 0);
    expect(await storeOf().findMany([state.story.storyId], 'latest')).toEqual([state]);
  });

  it('finds none for an id that it does not know', async () => {
    expect(await storeOf().findMany(['s0' as StoryId])).toEqual([]);
    expect(await storeOf().findMany([])).toEqual([]);
  });

  it('refuses to write over a version that the writer has not seen', async () => {
    const report = aReport({ url: 'https://a.example/2' });
    const state = aStory(report);
    await storeOf().save(state, 0);
    await expect(storeOf().save(state, 0)).rejects.toThrow(ConcurrentWriteError);

    const grown = addReport(state, aReport({ url: 'https://b.example/2' }));
    await storeOf().save(grown, 1);
    await expect(storeOf().save(grown, 1)).rejects.toThrow(ConcurrentWriteError);
  });

  it('lists a story with an article under its last day, and one of mentions nowhere', async () => {
    const listed = aStory(aReport({ url: 'https://a.example/3' }));
    const dormant = aStory(aReport({ url: 'https://a.example/4', kind: 'mention' }));
    await Promise.all([listed, dormant].map((state) => storeOf().save(state, 0)));
    const bucket = (await itemOf(listed.story.storyId))?.['latestBucket'];
    expect(bucket).toMatch(/^2026-01-05#[0-3]$/);
    expect(await itemOf(dormant.story.storyId)).not.toHaveProperty('latestBucket');

    const { Items } = await services.dynamo.send(
      new QueryCommand({
        TableName: services.names.tables.stories,
        IndexName: 'latest',
        KeyConditionExpression: 'latestBucket = :bucket',
        ExpressionAttributeValues: { ':bucket': bucket },
      }),
    );
    expect(Items?.map((item) => item['storyId'])).toContain(listed.story.storyId);
  });

  it('leaves a story in its place among the latest for an hour, and says when its newest report came', async () => {
    const first = aStory(aReport({ url: 'https://a.example/5', at: '2026-01-05T09:00:00.000Z' }));
    const more = aReport({ url: 'https://b.example/5', at: '2026-01-05T09:20:00.000Z' });
    const grown = addReport(first, more);
    await storeOf().save(first, 0);
    await storeOf().save(grown, 1);
    const { storyId } = first.story;
    expect(await itemOf(storyId)).toMatchObject({
      lastSeenAt: '2026-01-05T09:00:00.000Z',
      newestAt: '2026-01-05T09:20:00.000Z',
    });
    expect(await storeOf().findMany([storyId], 'latest')).toEqual([grown]);
    expect(grown.story.lastSeenAt).toBe(more.at);
  });

  it('says which item is broken', async () => {
    const TableName = services.names.tables.stories;
    const Item = { storyId: 'sbroken', headline: 7 };
    await services.dynamo.send(new PutCommand({ TableName, Item }));
    await expect(storeOf().findMany(['sbroken' as StoryId])).rejects.toThrow(CorruptItemError);
  });
});
