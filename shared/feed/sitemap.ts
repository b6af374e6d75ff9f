import type { FeedEntry, FeedInfo, ParsedFeed } from '../model/feed.ts';
import { startOfText } from '../text/start-of-text.ts';
import { defined } from './defined.ts';
import { childNamed, childText, NO_ELEMENT, type XmlElement, type XmlFeed } from './element.ts';
import { childDate } from './element-date.ts';
import { languageTag } from './language.ts';
import { imageOf } from './media.ts';
import { resolveUrl } from './relative-urls.ts';
import { readText } from './text-construct.ts';

/** A news sitemap holds a thousand URLs (Google's rule); what holds more is the whole site. */
const MAX_URLS = 2000;

const NOTHING: FeedInfo = {
  skipHours: [],
  skipDays: [],
  authors: [],
  categories: [],
  links: [],
};

/** Reads a news sitemap, or an index of sitemaps: its entries are then sitemaps. */
export function readSitemap(xml: XmlFeed): Omit<ParsedFeed, 'encoding'> {
  const isIndex = xml.root.name === 'sitemapindex';
  const entries = xml.entries.slice(0, MAX_URLS).map(isIndex ? readIndexed : readUrl);
  const first = xml.entries[0];
  const publication = first === undefined ? undefined : publicationOf(first);
  return {
    format: isIndex ? 'sitemap-index' : 'news-sitemap',
    feed: defined<FeedInfo>({
      ...NOTHING,
      title: childText(publication ?? NO_ELEMENT, 'news:name'),
      language: languageTag(childText(publication ?? NO_ELEMENT, 'news:language')),
    }),
    entries: entries.filter(({ link }) => link !== undefined),
    ...(xml.entries.length > MAX_URLS
      ? { error: `the sitemap lists ${xml.entries.length} URLs; the first ${MAX_URLS} were read` }
      : {}),
  };
}

const publicationOf = (url: XmlElement): XmlElement | undefined =>
  childNamed(childNamed(url, 'news:news') ?? NO_ELEMENT, 'news:publication');

function readUrl(url: XmlElement): FeedEntry {
  const news = childNamed(url, 'news:news') ?? NO_ELEMENT;
  const link = locationOf(url);
  const keywords = childText(news, 'news:keywords') ?? '';
  const terms = startOfText(keywords, 5000)
    .split(',')
    .map((term) => term.trim());
  return defined<FeedEntry>({
    id: link,
    title: readText(childNamed(news, 'news:title')),
    link,
    language: languageTag(
      childText(childNamed(news, 'news:publication') ?? NO_ELEMENT, 'news:language'),
    ),
    published: childDate(news, ['news:publication_date']),
    updated: childDate(url, ['lastmod']),
    authors: [],
    categories: [...new Set(terms)].filter((term) => term !== '').map((term) => ({ term })),
    enclosures: [],
    image: imageOf(childNamed(url, 'image:image')),
    links: [],
  });
}

function readIndexed(sitemap: XmlElement): FeedEntry {
  const link = locationOf(sitemap);
  return defined<FeedEntry>({
    id: link,
    link,
    updated: childDate(sitemap, ['lastmod']),
    authors: [],
    categories: [],
    enclosures: [],
    links: [],
  });
}

function locationOf(element: XmlElement): string | undefined {
  const location = childText(element, 'loc');
  return location === undefined ? undefined : resolveUrl(location, element.base);
}
