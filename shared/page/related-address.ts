import type { CanonicalUrl } from '../model/ids.ts';
import { parseUrl } from '../url/parse-url.ts';
import { foldPhrase } from './phrase-index.ts';

/** The page that points, as far as its address says what addresses of stories look like at its outlet. */
export type OwnAddress = {
  readonly host: string;
  readonly path: string;
  readonly hasQuery: boolean;
};

/**
 * What an address says of those of its outlet; nothing where it is a front page's, or there is none.
 *
 * @example
 * ownAddress('https://news.example/2026/a%20b?id=7') // { host: 'news.example', path: '/2026/a b', hasQuery: true }
 */
export function ownAddress(address: CanonicalUrl | undefined): OwnAddress | undefined {
  const url = address === undefined ? undefined : parseUrl(address);
  if (url === undefined || url.pathname === '/') return undefined;
  const { hostname: host, pathname, search } = url;
  return { host, path: decoded(pathname), hasQuery: search !== '' };
}

/** What `/story/2` has beyond `/story`, or nothing. */
const LATER_PART = /^(?:\/(?:page\/|seite-?)?\d{1,2})?$/;

/**
 * Whether an address is the page's own, with another query or that of a later part of it.
 *
 * @example
 * isOwn(new URL('https://news.example/a?from=box'), ownAddress('https://news.example/a')) // true
 */
export function isOwn({ hostname, pathname }: URL, own: OwnAddress | undefined): boolean {
  if (own === undefined || own.hasQuery || hostname !== own.host) return false;
  const path = decoded(pathname);
  return path.startsWith(own.path) && LATER_PART.test(path.slice(own.path.length));
}

/** Lists of stories, of pictures, and pages that are none, wherever in a path they stand. */
const LIST_PATH =
  /\/(?:tags?|topics?|categor(?:y|ies)|section|search|suche|login|register|profile|people|staff|label|keyword|schlagworte|them(?:a|en)|temas?|dossiers?|archive|podcasts?|newsletters?|\w*comments?|kommentare?|forums?|rss|feeds?|hub|\w*gall?er\w+|\w+strecken?|slideshow)(?:[./]|$)/i;
/** What somebody wrote is listed; freitag.example/autoren/name/a-story is none of these. */
const OF_AUTHOR = /\/a(?:uthors?|utor|utor[ei][ns]|uteurs?)\/[^/]+$/i;
/** Other parts of an outlet, by the first label of their host. */
const NO_NEWS =
  /^(?:jobs?|stellenmarkt|karriere\w*|careers?|forums?|shop|store|abo|subscribe|account|login|id|help|support|automarkt|immobilien\w*|static|cdn|img|images?|media)\./i;
const FILE =
  /\.(?:pdf|(?:doc|xls|ppt)x?|jpe?g|png|gif|webp|svg|mp[34]|m4a|m3u8?|asx|avi|mov|zip|xml|rss|atom|json|ics)$/i;

/** The address of a page's own story and of a section may differ in a number alone. */
const OWN_NUMBER = /\d{4}/;
const NUMBER = /\d{3}/;
/** Where stories are known by long numbers, “/expo2025” is none. */
const LONG_NUMBER = /\d{6}/;
const LIKE_LONG = /\d{5}/;
const LONG_SLUG = 5;
const SHORT_TITLE = 3;
const WORDS = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * Whether an address that a page points to looks like a story's: neither a list of stories, nor a
 * file, nor a section, whose name is all that its address holds.
 *
 * @param title what the page calls it
 *
 * @example
 * isStoryAddress(new URL('https://news.example/2026/bridge-reopens-today'), { own, title: 'Bridge reopens today' }) // true
 * isStoryAddress(new URL('https://news.example/sport/water-polo'), { own, title: 'Water polo' }) // false
 */
export function isStoryAddress(
  { hostname, pathname, search }: URL,
  { own, title }: { readonly own: OwnAddress | undefined; readonly title: string },
): boolean {
  if (FILE.test(pathname) || LIST_PATH.test(pathname) || OF_AUTHOR.test(pathname)) return false;
  if (NO_NEWS.test(hostname)) return false;
  const path = decoded(pathname);
  if (own === undefined) return true;
  // The page lies in that section.
  if (own.path.startsWith(`${path}/`)) return false;
  const numbered = own.hasQuery || /id=/i.test(search) ? path + search : path;
  if ((LONG_NUMBER.test(own.path) ? LIKE_LONG : NUMBER).test(numbered)) return true;
  // Where the page's own address has a number, so have those of its like, or many words.
  if (OWN_NUMBER.test(own.path) && wordsOf(lastOf(path)).length < LONG_SLUG) return false;
  return parentOf(path) === parentOf(own.path) || !isNameOf(path, title);
}

/** `/sport/water-polo` of “Water polo”: a section or a topic. */
function isNameOf(path: string, title: string): boolean {
  const said = wordsOf(title);
  return said.length <= SHORT_TITLE && said.join(' ') === wordsOf(lastOf(path)).join(' ');
}

const wordsOf = (text: string): string[] => (text.match(WORDS) ?? []).map(foldPhrase);
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** A path as a reader sees it. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // of another encoding
  }
}

type Address = { readonly pathname: string; readonly search?: string };

/**
 * Whether an address leads deeper than to a section's front: it holds a number, or a few words.
 *
 * @example
 * namesStory(new URL('https://news.example/sport/')) // false
 */
export function namesStory({ pathname, search = '' }: Address): boolean {
  const path = decoded(pathname);
  return (
    NUMBER.test(path + search) ||
    (path.match(/[-_]/g) ?? []).length >= 3 ||
    path.length > 30 ||
    /\/[^/]+\/[^/-]+-[^/]+\/?$/.test(path)
  );
}
