import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import { hubOf, topicOf } from '../../../shared/polling/hub.ts';

const base = 'https://news.example/feed';
const read = (text: string) =>
  parseFeed({ bytes: new TextEncoder().encode(text), url: base, headers: {} }).feed;
const atom = (links: string) =>
  read(`<feed xmlns="http://www.w3.org/2005/Atom"><title>N</title>${links}</feed>`);

describe('the topic of a feed', () => {
  it('is what its Link header says', () => {
    const header = '<https://hub.example/>; rel="hub", <https://news.example/self>; rel="self"';
    const feed = atom('<link rel="self" href="https://news.example/other"/>');
    expect(topicOf(header, feed, base)).toBe('https://news.example/self');
  });

  it('is what the feed says, letter by letter', () => {
    const feed = atom('<link rel="self" href="https://news.example/?a=ä"/>');
    expect(topicOf(undefined, feed, base)).toBe('https://news.example/?a=ä');
  });

  it('starts at the address that answered when it is relative', () => {
    expect(topicOf('</self>; rel=self', undefined, base)).toBe('https://news.example/self');
  });

  it('is what a JSON Feed says', () => {
    const feed = read(
      '{"version":"https://jsonfeed.org/version/1.1","title":"N","items":[],"feed_url":"https://news.example/j","hubs":[{"type":"WebSub","url":"https://hub.example/"}]}',
    );
    expect(topicOf(undefined, feed, base)).toBe('https://news.example/j');
    expect(hubOf(undefined, feed)).toBe('https://hub.example/');
  });

  it.each([
    '',
    '<javascript:alert(1)>; rel="self"',
    `<https://x.example/${'a'.repeat(3000)}>; rel=self`,
  ])('is none where nothing fits: %s', (header) =>
    expect(
      topicOf(header.slice(0, 40) === '' ? undefined : header, undefined, base),
    ).toBeUndefined(),
  );
});
