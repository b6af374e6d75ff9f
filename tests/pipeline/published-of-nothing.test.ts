import { describe, expect, it } from 'vitest';
import { publishedOfNothing } from './published-of-nothing.ts';

const store = {
  revisions: [{ articleId: 'a1', revision: 1 }],
  articles: [
    { articleId: 'a1', state: 'live' },
    { articleId: 'a2', state: 'taken-down' },
  ],
  stories: [
    { storyId: 's1', mergedInto: 's2' },
    { storyId: 's2' },
    { storyId: 's3', splitFrom: 's2' },
  ],
};

describe('what was published', () => {
  it.each([
    ...['ArticleStored a1#1', 'ArticleRemoved a2#7', 'StoryUpdated s2#4', 'StoryUpdated s2'],
    ...['StoryMerged s1#s2', 'StorySplit s3#s2'],
  ])('is so: %s', (event) => {
    expect(publishedOfNothing({ ...store, events: [event] })).toEqual([]);
  });

  it.each([
    ...['ArticleStored a1#2', 'ArticleStored a3#1', 'StoryUpdated s4#1'],
    ...['StoryMerged s2#s1', 'StorySplit s2#s1', 'StorySplit s3#s1'],
  ])('is not so: %s', (event) => {
    expect(publishedOfNothing({ ...store, events: [event] })).toEqual([
      `published, and not so: ${event}`,
    ]);
  });
});
