import { escapeMarkup } from './markup.ts';
import type { Publication } from './newsroom.ts';
import type { FeedFormat, Outlet, OutletFeed } from './outlet.ts';

/** What a feed says of one page. */
export type FeedEntry = {
  readonly url: string;
  readonly guid: string;
  readonly title: string;
  readonly summary: string;
  readonly publishedAt: Date;
  readonly modifiedAt: Date;
  readonly authors: readonly string[];
  readonly section: string;
  /** The whole body, for feeds that carry it. */
  readonly body?: readonly string[];
};

export type FeedDocument = { readonly text: string; readonly contentType: string };

/** An article as a feed lists it. */
export function entryOf(article: Publication, { fullText, sameGuid }: OutletFeed): FeedEntry {
  const { url, title, publishedAt, modifiedAt, authors, section, body } = article;
  const summary = shortened(body[0] ?? '');
  const guid = sameGuid ?? url;
  const facts = { url, guid, title, summary, publishedAt, modifiedAt, authors, section };
  return fullText ? { ...facts, body } : facts;
}

function shortened(text: string): string {
  if (text.length <= 180) return text;
  const cut = text.slice(0, 180);
  return `${cut.includes(' ') ? cut.slice(0, cut.lastIndexOf(' ')) : cut}…`;
}

/** Writes a feed in the format that its outlet uses. */
export function renderFeed(
  outlet: Outlet,
  feed: OutletFeed,
  entries: readonly FeedEntry[],
): FeedDocument {
  const { text, contentType } = FORMATS[feed.format](outlet, feed, entries);
  return { text: feed.broken ? spoilt(text) : text, contentType };
}

type Render = (outlet: Outlet, feed: OutletFeed, entries: readonly FeedEntry[]) => FeedDocument;

const FORMATS: Readonly<Record<FeedFormat, Render>> = {
  rss20: (outlet, feed, entries) => ({
    contentType: 'application/rss+xml',
    text: rss20(outlet, feed, entries),
  }),
  rss10: (outlet, feed, entries) => ({
    contentType: 'application/rdf+xml',
    text: rss10(outlet, feed, entries),
  }),
  atom10: (outlet, feed, entries) => ({
    contentType: 'application/atom+xml',
    text: atom10(outlet, feed, entries),
  }),
  json11: (outlet, feed, entries) => ({
    contentType: 'application/feed+json',
    text: json11(outlet, feed, entries),
  }),
};

/** A bare `&` wherever one stands, and a `<b>` in the first entry that nobody closes. */
function spoilt(xml: string): string {
  const [head = '', ...entries] = xml.replaceAll('&amp;', '&').split('<item>');
  const [first = '', ...others] = entries;
  return [head, first.replace('<description>', '<description><b>'), ...others].join('<item>');
}

const paragraphs = (body: readonly string[]): string =>
  body.map((text) => `<p>${escapeMarkup(text)}</p>`).join('');

function rss20(outlet: Outlet, feed: OutletFeed, entries: readonly FeedEntry[]): string {
  const items = entries.map((entry) => {
    const permalink = entry.guid === entry.url;
    const authors = entry.authors.map((name) => `<dc:creator>${escapeMarkup(name)}</dc:creator>`);
    const body =
      entry.body && `<content:encoded><![CDATA[${paragraphs(entry.body)}]]></content:encoded>`;
    return `<item>
<title>${escapeMarkup(entry.title)}</title>
<link>${escapeMarkup(entry.url)}</link>
<guid isPermaLink="${permalink}">${escapeMarkup(entry.guid)}</guid>
<pubDate>${entry.publishedAt.toUTCString()}</pubDate>
${authors.join('')}<category>${escapeMarkup(entry.section)}</category>
<description>${escapeMarkup(entry.summary)}</description>${body ?? ''}
</item>`;
  });
  return `<?xml version="1.0" encoding="${outlet.charset}"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${escapeMarkup(outlet.name)}</title>
<link>${outlet.base}/</link>
<atom:link rel="self" type="application/rss+xml" href="${outlet.base}${feed.path}"/>
<description>${escapeMarkup(outlet.tagline)}</description>
<language>${outlet.language}</language>
<ttl>15</ttl>
${items.join('\n')}
</channel>
</rss>
`;
}

function rss10(outlet: Outlet, feed: OutletFeed, entries: readonly FeedEntry[]): string {
  const list = entries.map((entry) => `<rdf:li rdf:resource="${escapeMarkup(entry.url)}"/>`);
  const items = entries.map(
    (entry) => `<item rdf:about="${escapeMarkup(entry.guid)}">
<title>${escapeMarkup(entry.title)}</title>
<link>${escapeMarkup(entry.url)}</link>
<description>${escapeMarkup(entry.summary)}</description>
<dc:date>${entry.publishedAt.toISOString()}</dc:date>
<dc:subject>${escapeMarkup(entry.section)}</dc:subject>
${entry.authors.map((name) => `<dc:creator>${escapeMarkup(name)}</dc:creator>`).join('')}
</item>`,
  );
  return `<?xml version="1.0" encoding="${outlet.charset}"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="${outlet.base}${feed.path}">
<title>${escapeMarkup(outlet.name)}</title>
<link>${outlet.base}/</link>
<description>${escapeMarkup(outlet.tagline)}</description>
<dc:language>${outlet.language}</dc:language>
<items><rdf:Seq>${list.join('')}</rdf:Seq></items>
</channel>
${items.join('\n')}
</rdf:RDF>
`;
}

function atom10(outlet: Outlet, feed: OutletFeed, entries: readonly FeedEntry[]): string {
  const self = `${outlet.base}${feed.path}`;
  const updated = Math.max(...entries.map(({ modifiedAt }) => modifiedAt.getTime()));
  const items = entries.map((entry) => {
    const content =
      entry.body && `<content type="html">${escapeMarkup(paragraphs(entry.body))}</content>`;
    return `<entry>
<id>${escapeMarkup(entry.guid)}</id>
<title>${escapeMarkup(entry.title)}</title>
<link rel="alternate" type="text/html" href="${escapeMarkup(entry.url)}"/>
<published>${entry.publishedAt.toISOString()}</published>
<updated>${entry.modifiedAt.toISOString()}</updated>
${entry.authors.map((name) => `<author><name>${escapeMarkup(name)}</name></author>`).join('')}
<category term="${escapeMarkup(entry.section)}"/>
<summary>${escapeMarkup(entry.summary)}</summary>${content ?? ''}
</entry>`;
  });
  return `<?xml version="1.0" encoding="${outlet.charset}"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
<id>${self}</id>
<title>${escapeMarkup(outlet.name)}</title>
<subtitle>${escapeMarkup(outlet.tagline)}</subtitle>
<link rel="self" href="${self}"/>
<link rel="alternate" href="${outlet.base}/"/>
<author><name>${escapeMarkup(outlet.name)}</name></author>
<updated>${new Date(updated).toISOString()}</updated>
${items.join('\n')}
</feed>
`;
}

function json11(outlet: Outlet, feed: OutletFeed, entries: readonly FeedEntry[]): string {
  const document = {
    version: 'https://jsonfeed.org/version/1.1',
    title: outlet.name,
    description: outlet.tagline,
    home_page_url: `${outlet.base}/`,
    feed_url: `${outlet.base}${feed.path}`,
    language: outlet.language,
    items: entries.map((entry) => ({
      id: entry.guid,
      url: entry.url,
      title: entry.title,
      summary: entry.summary,
      date_published: entry.publishedAt.toISOString(),
      date_modified: entry.modifiedAt.toISOString(),
      authors: entry.authors.map((name) => ({ name })),
      tags: [entry.section],
      ...(entry.body ? { content_html: paragraphs(entry.body) } : { content_text: entry.summary }),
    })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}
