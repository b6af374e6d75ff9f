import type { FeedInfo, FeedLink } from '../model/feed.ts';
import { feedAuthors } from './authors.ts';
import { readCategories } from './categories.ts';
import { defined } from './defined.ts';
import { attribute, childNamed, childrenNamed, childText, type XmlElement } from './element.ts';
import { childDate } from './element-date.ts';
import { FEED_FIELDS } from './field-names.ts';
import { languageTag } from './language.ts';
import { linkWithRel, pageLink, readLinks, rssLink } from './links.ts';
import { imageOf } from './media.ts';
import { readId } from './read-id.ts';
import { resolveUrl } from './relative-urls.ts';
import { pollingMinutes, skippedDays, skippedHours } from './schedule.ts';
import { childMarkup } from './text-construct.ts';

/** What is known of a feed from outside it. */
export type FeedContext = {
  readonly isAtom: boolean;
  readonly url: string;
  /** Of the response (`Content-Language`). */
  readonly language: string | undefined;
};

/** Reads what a feed of any XML dialect says of itself. */
export function readFeedInfo(feed: XmlElement, context: FeedContext): FeedInfo {
  const links = readLinks(feed);
  const icon = imageOf(childNamed(feed, ...FEED_FIELDS.icon));
  const language = childText(feed, ...FEED_FIELDS.language) ?? feed.language ?? context.language;
  return defined<FeedInfo>({
    title: childMarkup(feed, FEED_FIELDS.title),
    link: feedLink(feed, links, context),
    description: childMarkup(feed, FEED_FIELDS.description),
    id: readId(feed) ?? childText(feed, 'guid') ?? attribute(feed, 'rdf:about'),
    language: languageTag(language),
    icon,
    image: feedImage(feed) ?? icon,
    updated: childDate(feed, FEED_FIELDS.updated),
    published: childDate(feed, FEED_FIELDS.published),
    ttl: pollingMinutes(feed),
    skipHours: skippedHours(feed),
    skipDays: skippedDays(feed),
    rights: childMarkup(feed, FEED_FIELDS.rights),
    generator: childText(feed, ...FEED_FIELDS.generator),
    authors: feedAuthors(feed),
    categories: readCategories(feed),
    links,
  });
}

/** The site of a feed; the feed's own address where it names none. */
function feedLink(
  feed: XmlElement,
  links: readonly FeedLink[],
  { isAtom, url }: FeedContext,
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
  for (const name of FEED_FIELDS.image) {
    for (const element of childrenNamed(feed, name).slice(0, 5)) {
      const url = imageOf(element);
      if (url !== undefined) return url;
    }
  }
  return undefined;
}
