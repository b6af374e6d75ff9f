import { generateOpml as generate, parseOpml as parse } from 'feedsmith';
import { ConfigError } from '../errors.ts';
import type { FeedListing } from '../model/feed.ts';
import { parseUrl } from '../url/parse-url.ts';
import { defined } from './defined.ts';

const MAX_FEEDS = 20_000;
const MAX_SIZE = 10_000_000;

/** What we read of an outline: a feed when it has an address, else a folder. */
type Outline = {
  readonly text?: string | undefined;
  readonly title?: string | undefined;
  readonly xmlUrl?: string | undefined;
  readonly category?: string | undefined;
  readonly language?: string | undefined;
  readonly outlines?: readonly Outline[] | undefined;
};

type Waiting = { readonly outline: Outline; readonly folders: readonly string[] };

/**
 * The feeds of a subscription list, each once; folders and categories become tags.
 *
 * @throws ConfigError when the text is no OPML
 * @example parseOpml(text)[0] // { url: 'https://news.example/rss', name: 'News', tags: ['world'] }
 */
export function parseOpml(text: string): FeedListing[] {
  const found = new Map<string, FeedListing>();
  const waiting: Waiting[] = [];
  const add = (outlines: readonly Outline[], folders: readonly string[]): void => {
    for (const outline of outlines.toReversed()) waiting.push({ outline, folders });
  };
  add(readOutlines(text), []);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { outline, folders } = next;
    const listing = readListing(outline, folders);
    if (listing !== undefined && !found.has(listing.url)) found.set(listing.url, listing);
    if (found.size >= MAX_FEEDS) break;
    const name = outline.title ?? outline.text;
    add(outline.outlines ?? [], listing === undefined && name ? [...folders, name] : folders);
  }
  return [...found.values()];
}

function readOutlines(text: string): readonly Outline[] {
  if (text.length > MAX_SIZE) throw new ConfigError('the OPML is larger than 10 MB');
  try {
    return parse(text).body?.outlines ?? [];
  } catch (cause) {
    throw new ConfigError('the document is no OPML', { cause });
  }
}

function readListing(outline: Outline, folders: readonly string[]): FeedListing | undefined {
  const url = outline.xmlUrl
    ?.trim()
    .replace(/^feed:(\/\/)?(?=https?:)/i, '')
    .replace(/^feed:\/\//i, 'https://');
  if (url === undefined || !/^https?:\/\//i.test(url) || parseUrl(url) === undefined)
    return undefined;
  const categories = (outline.category ?? '').split(',').map((path) => path.replace(/^\/+/, ''));
  const tags = [...folders, ...categories].map((tag) => tag.trim()).filter((tag) => tag !== '');
  const language = outline.language?.trim();
  return defined<FeedListing>({
    url,
    name: outline.title?.trim() || outline.text?.trim() || undefined,
    tags: [...new Set(tags)],
    language:
      language !== undefined && /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(language) ? language : undefined,
  });
}

/**
 * Writes feeds as a subscription list that {@link parseOpml} and feed readers read back.
 *
 * @example generateOpml([{ url: 'https://news.example/rss', tags: [] }])
 */
export function generateOpml(listings: readonly FeedListing[]): string {
  return generate({
    head: { title: 'Newsloom feeds' },
    body: {
      outlines: listings.map(({ url, name, tags, language }) => ({
        text: name ?? url,
        type: 'rss',
        xmlUrl: url,
        ...(name !== undefined && { title: name }),
        ...(tags.length > 0 && { category: tags.join(',') }),
        ...(language !== undefined && { language }),
      })),
    },
  });
}
