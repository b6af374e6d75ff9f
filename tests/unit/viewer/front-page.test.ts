import { describe, expect, it } from 'vitest';
import type { StoryId } from '../../../shared/model/ids.ts';
import { frontPages } from '../../../shared/viewer/front-page.ts';
import { parseQuery } from '../../../shared/viewer/query.ts';
import { aFeed } from '../../builders/a-feed.ts';
import { aMember } from '../../builders/a-member.ts';
import { aReading } from '../../builders/a-reading.ts';
import { aStory } from '../../builders/a-story.ts';
import { anArticle } from '../../builders/an-article.ts';

const story = { ...aStory().story, headline: 'Bridge reopens', articleCount: 2 };
const report = aMember('Bridge reopens');
const members = [report];

describe('the front page', () => {
  it('begins a story as its first report does', async () => {
    const record = anArticle({ articleId: report.articleId, lead: 'The bridge reopened.' });
    const page = await frontPages(aReading({ story, members, record }))({});
    expect(page.cards[0]?.opening?.lead).toBe('The bridge reopened.');
  });

  it('shows older stories of its feeds where the last week brought none', async () => {
    const record = anArticle({ storyId: story.storyId });
    const reading = aReading({ story, members, record, feeds: [aFeed()] });
    const silent = { ...reading, news: { ...reading.news, latestStories: nothing } };
    const { cards, from } = await frontPages(silent)({});
    expect(cards.map(({ summary }) => summary.headline)).toEqual(['Bridge reopens']);
    expect(from <= story.lastSeenAt).toBe(true);
    // Whoever asks for a day is told of that day.
    expect((await frontPages(silent)({ day: '2026-01-05' })).cards).toEqual([]);
  });

  it('reads a story again once its entry says that it has grown, and not before', async () => {
    let [count, reads] = [2, 0];
    const reading = aReading({ story, members });
    const front = frontPages({
      ...reading,
      news: {
        ...reading.news,
        latestStories: async function* () {
          yield { ...story, articleCount: count };
        },
        storyWithMembers: async (id: StoryId) => {
          reads++;
          return reading.news.storyWithMembers(id);
        },
      },
    });
    await front({});
    await front({});
    expect(reads).toBe(1);
    count = 3;
    await front({});
    expect(reads).toBe(2);
  });

  it('finds stories by what they are about, and articles by title', async () => {
    const about = { ...story, headline: 'It reopens', places: ['Velmora'] };
    const front = frontPages(aReading({ story: about, members }));
    const asked = (typed: string) => front({ ...queryOf(typed) });
    expect((await asked('velmora')).cards).toHaveLength(1);
    expect((await asked('bridge')).articles).toHaveLength(1);
    expect((await asked('zelda')).cards).toHaveLength(0);
  });
});

async function* nothing() {
  // A week without news.
}

function queryOf(typed: string) {
  const query = parseQuery(typed);
  return query === undefined ? {} : { query };
}
