import type { Instant } from '../model/ids.ts';
import { withoutControls } from '../text/control-characters.ts';

/** One entry of a feed that we publish. */
export type FeedItem = {
  /** Stays the same for ever, as a URN. */
  readonly id: string;
  readonly url: string;
  readonly title: string;
  /** Plain text. */
  readonly summary: string;
  readonly publishedAt: Instant;
  readonly updatedAt: Instant;
  readonly language?: string;
  readonly authors: readonly string[];
  readonly categories: readonly string[];
};

export type FeedHead = {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Where a reader finds out whose feed this is. */
  readonly homepage: string;
  readonly updatedAt: Instant;
};

type FeedWriter = (head: FeedHead, items: readonly FeedItem[]) => string;

/**
 * A feed in RSS 2.0.
 *
 * @example
 * rssOf(head, []) // '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" …'
 */
export const rssOf: FeedWriter = (head, items) => `${declaration}
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
${element('title', head.title)}
${element('link', head.homepage)}
${element('description', head.description)}
${element('lastBuildDate', rfc822(head.updatedAt))}
${items.map(rssItem).join('\n')}
</channel>
</rss>
`;

function rssItem(item: FeedItem): string {
  const lines = [
    element('title', item.title),
    element('link', item.url),
    `<guid isPermaLink="false">${escaped(item.id)}</guid>`,
    element('pubDate', rfc822(item.publishedAt)),
    // RSS takes a description for HTML: a text has to be escaped once more.
    element('description', escaped(item.summary)),
    ...item.authors.map((name) => element('dc:creator', name)),
    ...item.categories.map((name) => element('category', name)),
    ...(item.language === undefined ? [] : [element('dc:language', item.language)]),
  ];
  return `<item>\n${lines.join('\n')}\n</item>`;
}

/**
 * A feed in Atom (RFC 4287).
 *
 * @example
 * atomOf(head, []) // '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">…'
 */
export const atomOf: FeedWriter = (head, items) => `${declaration}
<feed xmlns="http://www.w3.org/2005/Atom">
${element('id', head.id)}
${element('title', head.title)}
${element('subtitle', head.description)}
${element('updated', head.updatedAt)}
<author><name>Newsloom</name></author>
<link rel="alternate" href="${escaped(head.homepage)}"/>
${items.map(atomEntry).join('\n')}
</feed>
`;

function atomEntry(item: FeedItem): string {
  const language = item.language === undefined ? '' : ` xml:lang="${escaped(item.language)}"`;
  const lines = [
    element('id', item.id),
    element('title', item.title),
    `<link rel="alternate" href="${escaped(item.url)}"/>`,
    element('published', item.publishedAt),
    element('updated', item.updatedAt),
    element('summary', item.summary),
    ...item.authors.map((name) => `<author>${element('name', name)}</author>`),
    ...item.categories.map((name) => `<category term="${escaped(name)}"/>`),
  ];
  return `<entry${language}>\n${lines.join('\n')}\n</entry>`;
}

/**
 * A feed in JSON Feed 1.1.
 *
 * @example
 * JSON.parse(jsonFeedOf(head, [])).version // 'https://jsonfeed.org/version/1.1'
 */
export const jsonFeedOf: FeedWriter = (head, items) =>
  `${JSON.stringify(
    {
      version: 'https://jsonfeed.org/version/1.1',
      title: clean(head.title),
      home_page_url: head.homepage,
      description: clean(head.description),
      items: items.map((item) => ({
        ...{ id: item.id, url: item.url, title: clean(item.title) },
        content_text: clean(item.summary),
        ...{ date_published: item.publishedAt, date_modified: item.updatedAt },
        authors: item.authors.map((name) => ({ name: clean(name) })),
        tags: item.categories.map(clean),
        ...(item.language !== undefined && { language: item.language }),
      })),
    },
    undefined,
    1,
  )}\n`;

const declaration = '<?xml version="1.0" encoding="utf-8"?>';

/** XML holds neither control characters nor halves of pairs, not even escaped; UTF-8 has no halves. */
const clean = (text: string): string => withoutControls(Buffer.from(text).toString());

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;' },
  ...{ '"': '&quot;', '\r': '&#13;' },
};

const escaped = (text: string): string =>
  clean(text).replace(/[&<>"\r]/g, (character) => entities[character] ?? character);

const element = (name: string, text: string): string => `<${name}>${escaped(text)}</${name}>`;

/** `Mon, 05 Jan 2026 09:00:00 GMT`, as RSS wants it. */
const rfc822 = (instant: Instant): string => new Date(instant).toUTCString();
