import type { TitleSource } from '../../model/article.ts';
import { textKey } from '../block-keys.ts';
import { foldPhrase } from '../phrase-index.ts';

/** Where a page may print its headline. */
export type TitleCandidates = {
  readonly headline: string | undefined;
  readonly openGraph: string | undefined;
  readonly twitter: string | undefined;
  readonly other: string | undefined;
  readonly headings: readonly string[];
  /** Short texts of the page that are no links. */
  readonly texts: readonly string[];
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
  const { headline, openGraph, twitter, other, titleTag } = candidates;
  const hint = isAddress(candidates.hint) ? undefined : candidates.hint;
  const headings = candidates.headings.filter((text) => !isSiteName(text, candidates));
  const said = [headline, openGraph, twitter, other, hint]
    .filter((text): text is string => text !== undefined && text !== '')
    .map((text) => stripSite(text, candidates))
    .filter((text) => !isSiteName(text, candidates));
  const shown = headings.find(
    (text) => said.some((claim) => sameTitle(claim, text)) || startsTitle(titleTag, text),
  );
  if (shown !== undefined) return preferred(shown, said, candidates);
  const own = said.find((claim) => claim !== hint);
  const byTag = stripSite(titleTag, candidates);
  return (
    own ??
    headings[0] ??
    printedPart(candidates) ??
    confirmed(byTag, hint) ??
    (byTag || (hint ?? ''))
  );
}

/** A title element that only adds to what the feed calls the entry gives way to the feed. */
function confirmed(titleTag: string, hint: string | undefined): string | undefined {
  return hint !== undefined && (titleTag === '' || nearlySame(titleTag, hint)) ? hint : undefined;
}

/** Feeds made by machines name entries by file or address: `story-7.html`, `https://…`, `/a/b`. */
function isAddress(text: string | undefined): boolean {
  const word = text?.trim() ?? '';
  if (/\s/.test(word)) return false;
  return /^https?:|^[./]|\.(html?|php|aspx?|jsp|gz|xml|json|txt|pdf)$/i.test(word);
}

/** The longest part of a title element that the page prints by itself, as sites without headings do. */
function printedPart({ titleTag, texts }: TitleCandidates): string | undefined {
  const parts: string[] = [];
  for (const cut of titleTag.matchAll(SEPARATORS)) {
    parts.push(titleTag.slice(0, cut.index), titleTag.slice(cut.index + cut[0].length));
    if (parts.length > 12) break;
  }
  const printed = parts.filter((part) => texts.some((text) => sameTitle(text, part)));
  return printed.sort((a, b) => b.length - a.length)[0]?.trim();
}

/** Shorter than this share of the heading, `og:title` was cut to fit somewhere. */
const CUT_SHARE = 0.65;

/**
 * The heading as the page's data prints it. Where `og:title` says something else altogether it wins:
 * it is what the outlet wants to be quoted with, while headings are trimmed for lay-out and search;
 * but not against heading, JSON-LD and title element together, when it is shorter or says the same
 * as `twitter:title`: both are then written for sharing.
 */
function preferred(shown: string, said: readonly string[], candidates: TitleCandidates): string {
  const { headline, openGraph, titleTag, twitter } = candidates;
  const shared = openGraph === undefined ? '' : stripSite(openGraph, candidates);
  if (addsKicker(shared, shown)) return shared;
  if (headline !== undefined && isPadded(shared, headline)) return headline;
  const other = shared !== '' && !nearlySame(shared, shown) && !sameTitle(shared, shown);
  const forSharing = twitter !== undefined && sameTitle(stripSite(twitter, candidates), shared);
  const outvoted =
    (shared.length < shown.length || forSharing) &&
    headline !== undefined &&
    sameTitle(headline, shown) &&
    startsTitle(titleTag, shown);
  const whole = shared.length >= shown.length * CUT_SHARE && !/(?:…|\.\.\.)$/.test(shared);
  if (other && whole && !outvoted && !isSiteName(shared, candidates)) return shared;
  return said.find((claim) => sameTitle(claim, shown)) ?? shown;
}

/** The same words in the same order, with a few put in between for those who search or share. */
function isPadded(shared: string, headline: string): boolean {
  const [long, short] = [key(shared), key(headline)];
  if (short.length < 15 || short.length >= long.length || long.length > short.length * 1.4) {
    return false;
  }
  if (long.includes(short)) return false;
  let met = 0;
  for (const letter of long) if (letter === short[met]) met++;
  return (
    met === short.length && short.startsWith(long.slice(0, 3)) && short.endsWith(long.slice(-3))
  );
}

/** `Harbour: Bridge reopens` for `Bridge reopens`: the page sets its kicker apart from the heading. */
function addsKicker(shared: string, shown: string): boolean {
  if (key(shown).length < 8) return false;
  const colon = shared.search(/[:：]/);
  if (colon > 0 && sharesWords(shared.slice(colon + 1), shown)) return true;
  if (!key(shared).endsWith(key(shown))) return false;
  return /[:：]$/.test(shared.slice(0, Math.max(0, shared.length - shown.length)).trimEnd());
}

/** Whether two texts have nearly all words in common: one was edited after the other. */
function sharesWords(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => new Set(foldPhrase(text).match(/[\p{L}\p{N}]+/gu) ?? []));
  if (x === undefined || y === undefined || Math.min(x.size, y.size) < 5) return false;
  const common = [...x].filter((word) => y.has(word)).length;
  return common >= Math.max(x.size, y.size) * 0.8;
}

/** The letters and digits of a text; of the same few texts many questions are asked. */
function key(text: string): string {
  const known = keys.get(text) ?? textKey(text.normalize('NFKC'));
  if (keys.size >= MAX_KEYS) keys.clear();
  keys.set(text, known);
  return known;
}

const keys = new Map<string, string>();
const MAX_KEYS = 100;

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

/** The best place where a headline stands as it was chosen. */
export function titleSource(title: string, candidates: TitleCandidates): TitleSource | undefined {
  const { headline, openGraph, twitter, other, headings, texts, titleTag, hint } = candidates;
  const places: readonly (readonly [TitleSource, readonly (string | undefined)[]])[] = [
    ['json-ld', [headline]],
    ['heading', headings],
    ['meta', [openGraph, twitter, other]],
    ['title-element', [titleTag]],
    ['text', texts],
    ['feed', [hint]],
  ];
  const wanted = key(title);
  if (wanted === '') return undefined;
  const isHere = (text: string | undefined) =>
    text !== undefined && (key(text) === wanted || key(stripSite(text, candidates)) === wanted);
  return places.find(([, found]) => found.some(isHere))?.[0];
}
