import { describe, expect, it } from 'vitest';
import { dynamoFollowBudget } from '../../shared/adapters/dynamo/follow-budget.ts';
import { dynamoLinkIndex } from '../../shared/adapters/dynamo/link-index.ts';
import type { StoryId } from '../../shared/model/ids.ts';
import type { Posting } from '../../shared/ports/stories.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const indexOf = () => dynamoLinkIndex(services.dynamo, services.names.tables.linkIndex);
const expiry = new Date('2026-02-01T00:00:00.000Z');
const january = { from: '2026-01-01T00:00:00.000Z', to: '2026-01-31T00:00:00.000Z' };

const posting = (term: string, day: number, story = 'a'): Posting => ({
  ...{ term, storyId: `s${story}` as StoryId, crowd: 3 },
  at: new Date(Date.UTC(2026, 0, day)).toISOString(),
});

describe('the link index', () => {
  it('finds the postings of each term within a window, newest first', async () => {
    const postings = [posting('en#one', 1), posting('en#one', 9), posting('en#two', 5)];
    await indexOf().saveAll([...postings, posting('en#one', 40)], expiry);
    expect(await indexOf().find(['en#one', 'en#two', 'en#none'], january)).toEqual([
      postings[1],
      postings[0],
      postings[2],
    ]);
  });

  it('counts both ends of the window in', async () => {
    await indexOf().saveAll([posting('en#ends', 1, 'f'), posting('en#ends', 31, 'f')], expiry);
    expect(await indexOf().find(['en#ends'], january)).toHaveLength(2);
  });

  it('reads only the newest of a common term', async () => {
    const many = Array.from({ length: 40 }, (_, n) => posting('en#common', 2, `${100 + n}`));
    await indexOf().saveAll(many, expiry);
    await indexOf().saveAll(many, expiry);
    expect(await indexOf().find(['en#common'], january)).toHaveLength(24);
  });
});

describe('the budget of related pages', () => {
  it('gives each day what it has, and no more to several who ask at once', async () => {
    const takeOne = dynamoFollowBudget(services.dynamo, services.names.tables.linkIndex, 3);
    const taken = await Promise.all(Array.from({ length: 5 }, () => takeOne('2026-01-05')));
    expect(taken.filter(Boolean)).toHaveLength(3);
    expect(await takeOne('2026-01-06')).toBe(true);
  });
});
