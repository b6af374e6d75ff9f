import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../shared/errors.ts';
import { generateOpml, parseOpml } from '../../../shared/feed/opml.ts';

const outline = (inside: string): string =>
  `<?xml version="1.0"?><opml version="2.0"><head/><body>${inside}</body></opml>`;

describe('parseOpml', () => {
  it('reads feeds in folders, the folders as tags', () => {
    const text = outline(`<outline text="World"><outline text="Asia">
      <outline text="Lotus" title="Lotus News" type="rss" xmlUrl="https://lotus.example/rss" language="vi" category="/daily,news"/>
      </outline></outline><outline text="Plain" xmlUrl="feed://plain.example/atom"/>`);
    expect(parseOpml(text)).toEqual([
      {
        url: 'https://lotus.example/rss',
        name: 'Lotus News',
        tags: ['World', 'Asia', 'daily', 'news'],
        language: 'vi',
      },
      { url: 'https://plain.example/atom', name: 'Plain', tags: [] },
    ]);
  });

  it('lists a feed once, and leaves out what is no web address', () => {
    const text =
      outline(`<outline text="a" xmlUrl="https://a.example/"/><outline text="b" xmlUrl="https://a.example/"/>
      <outline text="c" xmlUrl="javascript:alert(1)"/><outline text="d" xmlUrl=""/>`);
    expect(parseOpml(text).map(({ url }) => url)).toEqual(['https://a.example/']);
  });

  it('refuses what is no OPML', () => {
    expect(() => parseOpml('<html></html>')).toThrow(ConfigError);
  });
});

describe('generateOpml', () => {
  it('writes what parseOpml reads back', () => {
    const listings = [
      {
        url: 'https://a.example/?x=1&y=2',
        name: 'A & "B" <c>',
        tags: ['one', 'two'],
        language: 'de',
      },
      { url: 'https://b.example/', tags: [] },
    ];
    const [first, second] = parseOpml(generateOpml(listings));
    expect(first).toEqual(listings[0]);
    expect(second).toEqual({ ...listings[1], name: 'https://b.example/' });
  });
});
