import * as z from 'zod';
import { ConfigError } from '../errors.ts';
import type { FeedListing } from '../model/feed.ts';
import { longestSortKey } from '../tables.ts';

/** Feeds are listed in order of their addresses, which are keys of an index. */
const isKey = (url: string): boolean => Buffer.byteLength(url) <= longestSortKey;

const feedListing = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).refine(isKey, `longer than ${longestSortKey} bytes`),
  name: z.string().min(1).optional(),
  tags: z.array(z.string().min(1)).default([]),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]+)*$/, 'not a BCP 47 language')
    .optional(),
  obeyRobots: z.boolean().optional(),
});

const feedList = z.strictObject({ feeds: z.array(feedListing).max(20_000) });

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
  for (const { url } of parsed.data.feeds) {
    if (seen.has(url)) throw new ConfigError(`${source}: listed twice: ${url}`);
    seen.add(url);
  }
  return parsed.data.feeds.map(({ name, language, obeyRobots, ...rest }) => ({
    ...rest,
    ...(name !== undefined && { name }),
    ...(language !== undefined && { language }),
    ...(obeyRobots !== undefined && { obeyRobots }),
  }));
}
