import { describe, expect, it } from 'vitest';
import { NotAFeedError } from '../../../shared/errors.ts';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import type { ParsedFeed } from '../../../shared/model/feed.ts';
import { atom, rss } from './feed-text.ts';

const documents: Readonly<Record<string, string>> = {
  RSS: `<?xml version="1.0" encoding="utf-8"?>${rss(
    `<title>الأخبار</title><link>https://post.example/</link>${['سماء', 'بحر', 'أرض']
      .map(
        (word, at) =>
          `<item><title>${word} &amp; ريح</title><link>https://post.example/${at}00?x=1&amp;y=2</link><guid isPermaLink="false">guid-${at}00</guid><pubDate>Mon, 05 Jan 2026 0${at}:00:00 +0300</pubDate><description><![CDATA[<p>${word}</p>]]></description><enclosure url="https://post.example/${at}.mp3" length="3" type="audio/mpeg"/></item>`,
      )
      .join('\n')}`,
  )}`,
  Atom: atom(
    [1, 2, 3]
      .map(
        (n) =>
          `<entry><id>urn:x:${n}00</id><title type="html">Tag &lt;b&gt;${n}&lt;/b&gt;</title><link href="/${n}00"/><updated>2026-01-0${n}T09:00:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Grüße ${n}</p></div></content></entry>`,
      )
      .join(''),
    'xml:lang="de"',
  ),
};

const url = 'https://post.example/feed';
const read = (bytes: Uint8Array): ParsedFeed | undefined => {
  try {
    return parseFeed({ bytes, url, headers: {} });
  } catch (error) {
    if (error instanceof NotAFeedError) return undefined;
    throw error;
  }
};

describe.each(Object.entries(documents))('%s that is cut off at any byte', (_dialect, text) => {
  const bytes = Buffer.from(text);
  const whole = read(bytes);
  const cuts = Array.from({ length: bytes.length }, (_, at) => {
    const cut = bytes.subarray(0, at);
    const complete = cut.toString('latin1').split(/<\/(?:item|entry)>/).length - 1;
    return { end: cut.toString().slice(-60), complete, entries: read(cut)?.entries ?? [] };
  });

  it('still has the entries that were complete, unharmed', () => {
    for (const { entries, complete } of cuts)
      expect(entries.slice(0, complete)).toEqual(whole?.entries.slice(0, complete));
  });

  it('has no half address, name or date in the entry where it ends', () => {
    for (const { entries, complete, end } of cuts) {
      const entry = entries[complete];
      const expected = whole?.entries[complete];
      // An entry whose link is cut off has its id for a link.
      for (const field of ['id', 'link', 'published', 'updated'] as const)
        expect(
          [undefined, expected?.[field], field === 'link' ? expected?.id : undefined],
          end,
        ).toContain(entry?.[field]);
      for (const enclosure of entry?.enclosures ?? [])
        expect(enclosure.url).toBe(expected?.enclosures[0]?.url);
    }
  });
});
