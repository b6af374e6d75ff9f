import { describe, expect, it } from 'vitest';
import { addReport, removeReport } from '../../../shared/linking/story/grow-story.ts';
import { chooseHeadline } from '../../../shared/linking/story/headline.ts';
import { aReport, aStory } from '../../builders/a-story.ts';

const one = aReport({ url: 'https://one.example/1', site: 'one.example' });
const two = aReport({
  ...{ url: 'https://two.example/2', site: 'two.example', at: '2026-01-05T12:00:00.000Z' },
  ...{ title: 'Dunmore bridge open again', places: ['IE'] },
});

describe('a story', () => {
  it('counts a report once, however often it is added', () => {
    const story = aStory(one, two);
    expect(addReport(story, two)).toBe(story);
    expect(story.story).toMatchObject({ articleCount: 2, sites: ['one.example', 'two.example'] });
  });

  it('spans the time of its reports, in whatever order they come', () => {
    const span = { firstSeenAt: one.at, lastSeenAt: two.at };
    expect(aStory(one, two).story).toMatchObject(span);
    expect(aStory(two, one).story).toMatchObject(span);
  });

  it('is about words that a person can read', () => {
    const terms = aStory(one, two).story.terms.map(([word]) => word);
    expect(terms.map((word) => word.toLowerCase())).toContain('dunmore');
    expect(terms.join(' ')).not.toContain('dunmor ');
  });

  it('lets an article take the place of its mention', () => {
    const mention = aReport({ url: 'https://two.example/2', kind: 'mention', title: 'Bridge…' });
    const story = aStory(one, mention);
    expect([story.story.articleCount, story.story.mentions.length]).toEqual([1, 1]);
    const arrived = addReport(story, two);
    expect([arrived.story.articleCount, arrived.story.mentions.length]).toEqual([2, 0]);
  });

  it('forgets a removed report, once', () => {
    const story = removeReport(aStory(one, two), two.articleId);
    expect(story.story.articleCount).toBe(1);
    expect(removeReport(story, two.articleId)).toBe(story);
  });

  it('grows its version with each change', () => {
    expect(aStory(one, two).story.version).toBe(2);
  });
});

describe('chooseHeadline', () => {
  const { sum } = aStory(one, two).profile;
  const choose = (current: string, offered: string) =>
    chooseHeadline({ current, offered, language: 'en', sum });

  it('keeps the headline that readers know unless the new one is clearly better', () => {
    expect(choose(one.title, two.title)).toBe(one.title);
  });

  it('takes a whole title over a teaser that is cut off', () => {
    expect(choose('Bridge in Dunmore that was closed for…', one.title)).toBe(one.title);
  });

  it('never takes an empty title', () => {
    expect(choose(one.title, ' ')).toBe(one.title);
  });
});
