import { Parser } from 'htmlparser2';
import { siteOf } from '../url/canonical-url.ts';
import { parseUrl } from '../url/parse-url.ts';
import type { FeedAnswer } from './feed-answer.ts';
import { linksOf } from './hub.ts';
import { platformFeeds } from './platform-feeds.ts';

/** Head and navigation stand early; what comes after this is the page's content. */
const maxLength = 1_000_000;
const maxLinks = 20_000;

const feedType =
  /^\s{0,9}(?:application\/(?:rss|atom|rdf|feed)\+(?:xml|json)|application\/(?:xml|rss|atom)|text\/xml)/i;
const feedPath =
  /(?:^|[/._?=&-])(?:rss|feeds?|atom|rdf|xmlfeed)(?:[/._?=&\d-]|$)|\.(?:rss|atom|rdf)$/i;
const feedText =
  /^\s{0,99}(?:(?:the |our |all )?(?:rss|atom|xml|feeds?|syndication)\b|subscribe via rss)/i;
/** Feeds of comments are announced beside those of articles. */
const comments = /comment|%d8%aa%d8%b9%d9%84%d9%8a%d9%82/i;

export type PageLinks = {
  /** Announced in the head or in a header, in their order. */
  readonly announced: readonly string[];
  /** Links that look as if they led to a feed, or to a page about feeds. */
  readonly anchors: readonly string[];
  readonly platform: readonly string[];
};

/**
 * The addresses at which a page says, or lets guess, that its feed is.
 *
 * @example
 * feedCandidates(answer).announced // ['https://news.example/rss.xml']
 */
export function feedCandidates({ finalUrl, headers, body }: FeedAnswer): PageLinks {
  const page = scan(new TextDecoder().decode(body.subarray(0, maxLength)));
  const base = absolute(page.base ?? '', finalUrl) ?? finalUrl;
  const resolve = (links: readonly string[], from: string) => [
    ...new Set(links.flatMap((link) => absolute(link, from) ?? [])),
  ];
  const announced = [
    ...resolve(page.announced, base),
    ...resolve(linksOf(headers['link'] ?? '', 'alternate'), finalUrl).filter(looksLikeFeed),
  ];
  const site = siteOf(finalUrl);
  const anchors = resolve(page.anchors, base).filter(
    (url) => siteOf(url) === site || /feedburner|feedblitz/.test(url),
  );
  return {
    announced: commentsLast(announced),
    anchors: commentsLast(anchors),
    platform: platformFeeds(finalUrl, page.generator),
  };
}

type Page = {
  announced: string[];
  anchors: string[];
  base: string | undefined;
  generator: string | undefined;
};

function scan(html: string): Page {
  const page: Page = { announced: [], anchors: [], base: undefined, generator: undefined };
  let anchor: { href: string; text: string } | undefined;
  let seen = 0;
  const closeAnchor = () => {
    if (anchor !== undefined && (looksLikeFeed(anchor.href) || feedText.test(anchor.text)))
      page.anchors.push(anchor.href);
    anchor = undefined;
  };
  const parser = new Parser({
    onopentag(name, attributes) {
      if (++seen > maxLinks) return parser.pause();
      if (name === 'a') {
        closeAnchor();
        const { href, title = '' } = attributes;
        if (href) anchor = { href, text: title };
      } else readHeadElement(name, attributes, page);
    },
    ontext(text) {
      if (anchor !== undefined && anchor.text.length < 100) anchor.text += text.slice(0, 100);
    },
    onclosetag(name) {
      if (name === 'a') closeAnchor();
    },
  });
  parser.write(html);
  return page;
}

function readHeadElement(
  name: string,
  { rel = '', type = '', href, content, name: property = '' }: Record<string, string>,
  page: Page,
): void {
  if (name === 'link' && href) {
    const relations = rel.toLowerCase().split(/\s+/);
    const isFeed =
      relations.includes('feed') || (relations.includes('alternate') && feedType.test(type));
    if (isFeed) page.announced.push(href);
  } else if (name === 'base' && href) page.base ??= href;
  else if (name === 'meta' && property.toLowerCase() === 'generator') page.generator ??= content;
}

const looksLikeFeed = (href: string): boolean => feedPath.test(href.slice(0, 2048));

const commentsLast = (urls: readonly string[]): string[] => [
  ...urls.filter((url) => !comments.test(url)),
  ...urls.filter((url) => comments.test(url)),
];

function absolute(link: string, base: string): string | undefined {
  const text = link.trim().replace(/^feed:(?:\/\/)?(?=https?:|\/\/)?/i, '');
  const url = text === '' || text.length > 2048 ? undefined : parseUrl(text, base);
  if (url === undefined) return undefined;
  url.hash = '';
  return /^https?:$/.test(url.protocol) ? url.href : undefined;
}
