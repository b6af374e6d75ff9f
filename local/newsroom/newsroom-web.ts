import type { WebAnswer, WebWithFeeds } from '../web/web-content.ts';
import { entryOf, type FeedEntry, renderFeed } from './feed-formats.ts';
import {
  articleUrl,
  type Moment,
  morningOf,
  type Publication,
  publications,
  RESERVED,
} from './newsroom.ts';
import type { Outlet, OutletFeed } from './outlet.ts';
import { OUTLETS } from './outlets.ts';
import { BUSY_ONCE, type SpecialPage, specialPages } from './special-pages.ts';
import { indexPage } from './templates/index-page.ts';
import type { TeaserLink } from './templates/page.ts';
import { renderPage } from './templates/render-page.ts';
import { encodeWindows1256 } from './windows-1256.ts';

type Answer = WebAnswer | ((visit: number) => WebAnswer);

/** The sample newsroom as a web: its pages and feeds at one moment. */
export function newsroomWeb(moment: Moment): WebWithFeeds {
  const articles = publications(moment);
  const specials = specialPages(articles);
  const answers = new Map<string, Answer>([
    ...OUTLETS.map((outlet) => frontPage(outlet, articles)),
    ...articles.map((article) => articlePage(article, articles)),
    ...articles.filter(({ key }) => key === RESERVED).map(reservation),
    ...specials.filter(({ body, headers }) => body !== '' || headers).map(specialAnswer),
    ...OUTLETS.flatMap((outlet) =>
      outlet.feeds.map((feed) => feedAnswer(outlet, feed, { articles, specials, moment })),
    ),
  ]);

  return {
    hosts: new Set(OUTLETS.map(({ base }) => new URL(base).hostname)),
    feeds: OUTLETS.flatMap(({ base, feeds }) => feeds.map(({ path }) => base + path)),
    lookup: (url, visit) => {
      const found = answers.get(addressKey(url));
      return typeof found === 'function' ? found(visit) : found;
    },
  };
}

/** Servers do not look at tracking parameters, nor do these at the scheme. */
function addressKey(address: URL | string): string {
  const url = new URL(address);
  const kept = [...url.searchParams].filter(([name]) => !name.startsWith('utm_'));
  return `${url.host}${url.pathname}?${new URLSearchParams(kept)}`;
}

function encoded({ charset }: Outlet, text: string): Uint8Array {
  return charset === 'windows-1256' ? encodeWindows1256(text) : new TextEncoder().encode(text);
}

/** The windows-1256 site leaves the charset to the document, as such sites do. */
function typeOf({ charset }: Outlet, type: string): Record<string, string> {
  return { 'content-type': charset === 'utf-8' ? `${type}; charset=utf-8` : type };
}

function frontPage(outlet: Outlet, articles: readonly Publication[]): [string, Answer] {
  const own = articles.filter((one) => one.outlet === outlet && one.listed && !one.gone);
  const headers = typeOf(outlet, 'text/html');
  const answer = () => ({ status: 200, headers, body: encoded(outlet, indexPage(outlet, own)) });
  return [addressKey(outlet.base), answer];
}

function articlePage(article: Publication, all: readonly Publication[]): [string, Answer] {
  const key = addressKey(article.url);
  if (article.key !== BUSY_ONCE) return [key, () => pageAnswer(article, all)];
  return [key, (visit) => (visit === 1 ? busy : pageAnswer(article, all))];
}

function pageAnswer(article: Publication, all: readonly Publication[]): WebAnswer {
  const { outlet } = article;
  if (article.gone) {
    const body = encoded(outlet, '410 Gone');
    return { status: 410, headers: typeOf(outlet, 'text/plain'), body };
  }
  const text = renderPage({ article, related: teasersOf(article, all) });
  const headers = {
    ...typeOf(outlet, 'text/html'),
    'last-modified': article.modifiedAt.toUTCString(),
  };
  return { status: 200, headers, body: encoded(outlet, text) };
}

/** TDM Reservation Protocol: `/.well-known/tdmrep.json`. */
function reservation({ url, outlet }: Publication): [string, Answer] {
  const rules = [{ location: new URL(url).pathname, 'tdm-reservation': 1 }];
  const headers = { 'content-type': 'application/json' };
  const body = new TextEncoder().encode(JSON.stringify(rules));
  return [addressKey(`${outlet.base}/.well-known/tdmrep.json`), { status: 200, headers, body }];
}

const busy: WebAnswer = {
  status: 429,
  headers: { 'content-type': 'text/plain', 'retry-after': '1' },
  body: new TextEncoder().encode('Too many requests'),
};

function teasersOf(article: Publication, all: readonly Publication[]): readonly TeaserLink[] {
  if (article.teasers.length > 0) {
    return article.teasers.map(({ slug, text }) => ({
      url: articleUrl(article.outlet, slug),
      text,
    }));
  }
  const own = all.filter((one) => one.outlet === article.outlet && one.listed && !one.gone);
  const at = own.indexOf(article);
  return [...own.slice(at + 1), ...own.slice(0, Math.max(at, 0))]
    .slice(0, 4)
    .map(({ url, title }) => ({ url, text: title }));
}

function specialAnswer(page: SpecialPage): [string, Answer] {
  const headers = { 'content-type': 'text/html; charset=utf-8', ...page.headers };
  const body = new TextEncoder().encode(page.body);
  return [addressKey(page.url), { status: page.status, headers, body }];
}

type Stock = {
  readonly articles: readonly Publication[];
  readonly specials: readonly SpecialPage[];
  readonly moment: Moment;
};

function feedAnswer(outlet: Outlet, feed: OutletFeed, stock: Stock): [string, Answer] {
  const answer = () => {
    const { text, contentType } = renderFeed(outlet, feed, feedEntries(outlet, feed, stock));
    return { status: 200, headers: typeOf(outlet, contentType), body: encoded(outlet, text) };
  };
  return [addressKey(outlet.base + feed.path), answer];
}

/** What a feed lists, newest first; the odd entries stand in the outlet's main feed only. */
function feedEntries(
  outlet: Outlet,
  feed: OutletFeed,
  { articles, specials, moment }: Stock,
): readonly FeedEntry[] {
  const own = articles
    .filter((one) => one.outlet === outlet && one.listed && !one.gone)
    .filter(({ section }) => feed.sections?.includes(section) ?? true)
    .map((one) => entryOf(one, feed));
  const odd = feed.sections ? [] : specials.filter((page) => page.outlet === outlet.id);
  const morning = morningOf(moment.today).getTime();
  const oddEntries = odd.map((page): FeedEntry => {
    const { url, title, summary } = page;
    const at = new Date(morning - page.minutesBefore * 60_000);
    const facts = { url, guid: url, title, summary, authors: [], section: outlet.name };
    return { ...facts, publishedAt: at, modifiedAt: at };
  });
  return [...own, ...oddEntries].sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime());
}
