import { foldPhrase } from '../phrase-index.ts';

/** Where a page may print its headline. */
export type TitleCandidates = {
  readonly headline: string | undefined;
  readonly openGraph: string | undefined;
  readonly twitter: string | undefined;
  readonly other: string | undefined;
  readonly headings: readonly string[];
  readonly titleTag: string;
  readonly siteName: string | undefined;
  readonly hint: string | undefined;
};

const SEPARATORS = /\s+[|\-–—·•»«:/\\~>]+\s+|\s*[|｜»«_]\s*|\s+::\s+/g;

/**
 * Chooses the headline: what the page shows as a heading, confirmed by what it says of itself.
 *
 * @example
 * chooseTitle({ headings: ['Bridge reopens'], titleTag: 'Bridge reopens | The Post', ...none })
 * // 'Bridge reopens'
 */
export function chooseTitle(candidates: TitleCandidates): string {
  const { headline, openGraph, twitter, other, titleTag, hint } = candidates;
  const headings = candidates.headings.filter((text) => !isSiteName(text, candidates));
  const said = [headline, openGraph, twitter, other, hint]
    .filter((text): text is string => text !== undefined && text !== '')
    .map((text) => stripSite(text, candidates))
    .filter((text) => !isSiteName(text, candidates));
  const shown = headings.find(
    (text) => said.some((claim) => sameTitle(claim, text)) || startsTitle(titleTag, text),
  );
  if (shown !== undefined) return preferred(shown, said, candidates);
  const close = headings.find((text) => said.some((claim) => nearlySame(claim, text)));
  return said[0] ?? close ?? headings[0] ?? stripSite(titleTag, candidates);
}

/** Shorter than this share of the heading, `og:title` was cut to fit somewhere. */
const CUT_SHARE = 0.65;

/**
 * The heading as the page's data prints it. Where `og:title` says something else altogether it wins:
 * it is what the outlet wants to be quoted with, while headings are trimmed for lay-out and search.
 */
function preferred(shown: string, said: readonly string[], candidates: TitleCandidates): string {
  const shared =
    candidates.openGraph === undefined ? '' : stripSite(candidates.openGraph, candidates);
  const other = shared !== '' && !nearlySame(shared, shown) && !sameTitle(shared, shown);
  const whole = shared.length >= shown.length * CUT_SHARE && !/(?:…|\.\.\.)$/.test(shared);
  if (other && whole && !isSiteName(shared, candidates)) return shared;
  return said.find((claim) => sameTitle(claim, shown)) ?? shown;
}

const key = (text: string): string =>
  foldPhrase(text.normalize('NFKC')).replace(/[^\p{L}\p{N}]+/gu, '');

const sameTitle = (a: string, b: string): boolean => key(a) === key(b);

function startsTitle(titleTag: string, heading: string): boolean {
  const short = key(heading);
  return short.length > 8 && key(titleTag).startsWith(short);
}

function nearlySame(a: string, b: string): boolean {
  const [x, y] = [key(a), key(b)];
  if (x.length < 8 || y.length < 8) return false;
  return x.includes(y) || y.includes(x);
}

function isSiteName(text: string, { siteName }: TitleCandidates): boolean {
  return siteName !== undefined && sameTitle(text, siteName);
}

/** Cuts the site's name off a title, in front or behind, when it is known or a heading proves it. */
export function stripSite(title: string, candidates: TitleCandidates): string {
  const cuts = [...title.matchAll(SEPARATORS)];
  for (const cut of cuts) {
    const before = title.slice(0, cut.index).trim();
    const after = title.slice(cut.index + cut[0].length).trim();
    if (isSite(after, candidates)) return before;
    if (isSite(before, candidates)) return after;
    if (candidates.headings.some((heading) => sameTitle(heading, before))) return before;
    if (candidates.headings.some((heading) => sameTitle(heading, after))) return after;
  }
  return title.trim();
}

function isSite(part: string, { siteName }: TitleCandidates): boolean {
  if (siteName === undefined) return false;
  const [short, site] = [key(part), key(siteName)];
  return short !== '' && (short === site || (short.length > 3 && site.startsWith(short)));
}
