import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import { families } from './variations/families.ts';
import { url } from './variations/variation.ts';

/** `feed.title`, `entries.1.link`; a field without a root is one of the first entry. */
function fieldOf(feed: object, path: string): unknown {
  const isRooted = /^(?:feed|entries|format|encoding|error)\b/.test(path);
  return (isRooted ? path : `entries.0.${path}`)
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], feed);
}

describe.each(families)('%s', (_family, rows) => {
  it.each(rows.map((row) => [row[0], row] as const))(
    'are read by the book: %s',
    (_name, [, document, expected, headers = {}]) => {
      const bytes = typeof document === 'string' ? new TextEncoder().encode(document) : document;
      const feed = parseFeed({ bytes, url, headers });
      for (const [path, value] of Object.entries(expected))
        expect({ [path]: fieldOf(feed, path) }).toEqual({ [path]: value });
    },
  );
});
