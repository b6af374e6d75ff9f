import { expect, it } from 'vitest';
import { parseFeedList, splitPollable } from '../../../shared/config/feed-list.ts';

const listing = (length: number, letter = 'a') => {
  const start = 'https://news.example/';
  return { feeds: [{ url: `${start}${letter.repeat(length - start.length)}` }] };
};

it('takes an address that is as long as a key of an index may be', () => {
  expect(parseFeedList(listing(1024), 'feeds.yaml')).toHaveLength(1);
});

it.each([
  ['by a letter', listing(1025)],
  ['by its bytes, though not by its letters', listing(600, 'ا')],
])('refuses an address that is longer: %s', (_, list) => {
  expect(() => parseFeedList(list, 'feeds.yaml')).toThrow(
    /longer than 1024 bytes[\s\S]*feeds\[0\]/,
  );
});

it('leaves out of a subscription list what cannot be polled, and says why', () => {
  const listings = [
    { url: 'https://news.example/rss', tags: [] },
    { url: 'https://me:secret@paid.example/rss', tags: [] },
    { url: `https://news.example/${'a'.repeat(1024)}`, tags: [] },
  ];

  const { pollable, refused } = splitPollable(listings);

  expect(pollable.map(({ url }) => url)).toEqual(['https://news.example/rss']);
  expect(refused.map(({ problem }) => problem)).toEqual([
    'holds a name or password, which is not sent to any site',
    'longer than 1024 bytes',
  ]);
});
