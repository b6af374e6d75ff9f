import * as z from 'zod';
import { ConfigError } from '../errors.ts';
import type { FeedListing } from '../model/feed.ts';
import { longestSortKey } from '../tables.ts';

/**
 * Why a web address cannot be polled.
 *
 * @returns `undefined` when it can
 *
 * @example
 * addressProblem('https://me:secret@news.example/rss')
 * // 'holds a name or password, which is not sent to any site'
 */
export function addressProblem(address: string): string | undefined {
  // Feeds are listed in order of their addresses, which are keys of an index.
  if (Buffer.byteLength(address) > longestSortKey) return `longer than ${longestSortKey} bytes`;
  const { username, password } = new URL(address);
  if (`${username}${password}` === '') return undefined;
  return 'holds a name or password, which is not sent to any site';
}

const feedAddress = z
  .url({ protocol: /^https?$/, abort: true, error: 'say an address: https://news.example/rss' })
  .superRefine((address, context) => {
    const message = addressProblem(address);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });

/** What to write where something of another kind stands, a bare address for a feed, say. */
const write =
  (example: string): z.core.$ZodErrorMap =>
  ({ code }) =>
    code === 'invalid_type' ? `write ${example}` : undefined;

const feedListing = z.strictObject(
  {
    url: feedAddress,
    name: z.string().min(1).exactOptional(),
    tags: z.array(z.string().min(1)).default([]),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'not a BCP 47 language, such as ar or pt-BR')
      .exactOptional(),
    obeyRobots: z.boolean().exactOptional(),
    everyMinutes: z
      .int()
      .min(15)
      .max(24 * 60)
      .exactOptional(),
  },
  { error: write('- url: https://news.example/rss') },
);

const feedList = z.strictObject(
  { feeds: z.array(feedListing, { error: write('a list of feeds, or []') }).max(20_000) },
  { error: write('feeds: and below it the list') },
);

/** Parts what a subscription list of another reader holds into feeds that can be polled and others. */
export function splitPollable(listings: readonly FeedListing[]) {
  const refused = listings.flatMap(({ url }) => {
    const problem = addressProblem(url);
    return problem === undefined ? [] : [{ url, problem }];
  });
  const urls = new Set(refused.map(({ url }) => url));
  return { pollable: listings.filter(({ url }) => !urls.has(url)), refused };
}

/**
 * Checks the content of `feeds.yaml`, already parsed.
 *
 * @param source what the messages call the file
 * @throws ConfigError naming every entry that is wrong, or a URL that stands there twice
 */
export function parseFeedList(content: unknown, source: string): FeedListing[] {
  const parsed = feedList.safeParse(content);
  if (!parsed.success) throw new ConfigError(`${source}:\n${z.prettifyError(parsed.error)}`);

  const seen = new Set<string>();
  for (const [index, { url }] of parsed.data.feeds.entries()) {
    if (seen.has(url))
      throw new ConfigError(`${source}:\n✖ listed twice: ${url}\n  → at feeds[${index}]`);
    seen.add(url);
  }
  return parsed.data.feeds;
}
