import type { FeedInfo, FeedLink } from '../model/feed.ts';
import { feedAuthors } from './authors.ts';
import { readCategories } from './categories.ts';
import { defined } from './defined.ts';
import {
  attribute,
  childNamed,
  childrenNamed,
  childText,
  textOf,
  type XmlElement,
} from './element.ts';
import { childDate } from './element-date.ts';
import { linkWithRel, pageLink, readLinks, rssLink } from './links.ts';
import { imageOf } from './media.ts';
import { resolveUrl } from './relative-urls.ts';
import { pollingMinutes, skippedDays, skippedHours } from './schedule.ts';
import { firstText } from './text-construct.ts';

/** Reads what a feed of any XML dialect says of itself. */
export function readFeedInfo(
  feed: XmlElement,
  context: { isAtom: boolean; url: string },
): FeedInfo {
  const links = readLinks(feed);
  const image = feedImage(feed);
  const icon = imageOf(childNamed(feed, 'icon', 'atom:icon', 'webfeeds:icon'));
  return defined<FeedInfo>({
    title: firstText(
      ...childrenNamed(feed, 'title'),
      childNamed(feed, 'atom:title'),
      childNamed(feed, 'dc:title'),
      childNamed(feed, 'media:title'),
      childNamed(feed, 'itunes:title'),
    ),
    link: feedLink(feed, links, context),
    description: feedDescription(feed),
    id: childText(feed, 'id', 'guid', 'atom:id') ?? attribute(feed, 'rdf:about'),
    language:
      childText(feed, 'language', 'dc:language') ?? attribute(feed, 'xml:lang') ?? feed.language,
    icon,
    image: image ?? icon,
    updated: childDate(
      feed,
      'updated',
      'modified',
      'lastbuilddate',
      'atom:updated',
      'dcterms:modified',
      'dc:date',
    ),
    published: childDate(
      feed,
      'published',
      'pubdate',
      'issued',
      'dcterms:issued',
      'dcterms:created',
      'dc:date',
    ),
    ttl: pollingMinutes(feed),
    skipHours: skippedHours(feed),
    skipDays: skippedDays(feed),
    rights: firstText(childNamed(feed, 'rights', 'copyright', 'dc:rights', 'atom:rights')),
    generator: childText(feed, 'generator', 'atom:generator'),
    authors: feedAuthors(feed),
    categories: readCategories(feed),
    links,
  });
}

function feedDescription(feed: XmlElement): string | undefined {
  return firstText(
    ...[
      'description',
      'subtitle',
      'tagline',
      'atom:subtitle',
      'dc:description',
      'itunes:summary',
      'itunes:subtitle',
      'info',
      'abstract',
      'media:description',
    ].map((name) => childNamed(feed, name)),
  );
}

/** The site of a feed; the feed's own address where it names none. */
function feedLink(
  feed: XmlElement,
  links: readonly FeedLink[],
  { isAtom, url }: { isAtom: boolean; url: string },
): string | undefined {
  const named = isAtom ? pageLink(links) : (rssLink(feed) ?? pageLink(links));
  const id = childText(feed, 'id', 'guid');
  return (
    named ??
    linkWithRel(links, 'self')?.href ??
    (id !== undefined && /^https?:/i.test(id) ? resolveUrl(id, '') : undefined) ??
    (url === '' ? undefined : url)
  );
}

function feedImage(feed: XmlElement): string | undefined {
  for (const name of [
    'image',
    'logo',
    'atom:logo',
    'itunes:image',
    'googleplay:image',
    'media:thumbnail',
  ]) {
    for (const element of childrenNamed(feed, name).slice(0, 5)) {
      const url = imageOf(element);
      if (url !== undefined && textOf(element) !== url + url) return url;
    }
  }
  return undefined;
}
