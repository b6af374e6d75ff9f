import { describe, expect, it } from 'vitest';
import { chooseTitle, type TitleCandidates } from '../../../shared/page/metadata/title.ts';

const title = (found: Partial<TitleCandidates>): string =>
  chooseTitle({
    headline: undefined,
    openGraph: undefined,
    twitter: undefined,
    other: undefined,
    headings: [],
    texts: [],
    titleTag: '',
    siteName: undefined,
    hint: undefined,
    ...found,
  });

describe('chooseTitle', () => {
  it('takes no file name and no address for a title', () => {
    for (const hint of [
      'story-7dbc.html',
      'https://post.example/a-bridge',
      '/news/2031/bridge',
      'saved.html.gz',
    ])
      expect(title({ hint, titleTag: 'Bridge reopens' })).toBe('Bridge reopens');
  });

  it('takes the hint of the feed where the page says nothing', () => {
    expect(title({ hint: 'Bridge reopens after storm' })).toBe('Bridge reopens after storm');
  });

  it('cuts the outlet off a title element by what the page prints', () => {
    const texts = ['The Quay', 'Bridge reopens after storm'];
    expect(title({ titleTag: 'The Quay - Bridge reopens after storm', texts })).toBe(
      'Bridge reopens after storm',
    );
  });

  it('keeps a heading against a shorter og:title, when data and title element agree with it', () => {
    const heading = 'Council reopens the old bridge a week after the autumn storm';
    const openGraph = 'Old bridge is open once more, council says';
    expect(title({ headings: [heading], openGraph })).toBe(openGraph);
    expect(
      title({ headings: [heading], headline: heading, titleTag: `${heading} | Quay`, openGraph }),
    ).toBe(heading);
  });

  it('adds the kicker that og:title has', () => {
    const openGraph = 'After the storm: Bridge reopens to all traffic';
    expect(title({ headings: ['Bridge reopens to all traffic'], openGraph })).toBe(openGraph);
  });

  it('keeps what heading, data and title element agree on against a title written for sharing', () => {
    const heading = 'Bridge reopens: all lanes at a glance';
    const openGraph = 'Bridge reopens: many new lanes and one exclusive surprise for drivers';
    const said = { headings: [heading], headline: heading, titleTag: heading, openGraph };
    expect(title({ ...said, twitter: openGraph })).toBe(heading);
    expect(title(said)).toBe(openGraph);
  });

  it('takes the headline of the data when og:title only puts a few words in between', () => {
    const headline = 'Council braces for a vote on the bridge';
    const openGraph = 'Council braces for a tense vote on the bridge';
    expect(title({ headings: [openGraph], headline, openGraph })).toBe(headline);
  });

  it('adds the kicker of an og:title that was edited otherwise, too', () => {
    const heading = 'New lessons in the harbour school - children learn to steer "much faster"';
    const openGraph =
      'Class afloat: New lessons in the harbour school – “They learn to steer much faster”';
    const said = { headings: [heading], headline: heading, titleTag: heading };
    expect(title({ ...said, openGraph, twitter: openGraph })).toBe(openGraph);
  });
});
