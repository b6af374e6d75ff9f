import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';
import { ofAtom } from './variations/of-atom.ts';
import { ofDamage } from './variations/of-damage.ts';
import { ofEncodings } from './variations/of-encodings.ts';
import { ofJson } from './variations/of-json.ts';
import { ofModules } from './variations/of-modules.ts';
import { ofRss } from './variations/of-rss.ts';
import { ofSitemaps } from './variations/of-sitemaps.ts';
import { url, type Variation } from './variations/variation.ts';

/** `feed.title`, `entries.1.link`; a field without a root is one of the first entry. */
function fieldOf(feed: object, path: string): unknown {
  const isRooted = /^(?:feed|entries|format|encoding|error)\b/.test(path);
  return (isRooted ? path : `entries.0.${path}`)
    .split('.')
    .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], feed);
}

const families: readonly (readonly [string, readonly Variation[]])[] = [
  ...Object.entries(ofAtom).map(([name, rows]) => [`Atom, ${name}`, rows] as const),
  ...Object.entries(ofRss).map(([name, rows]) => [`RSS, ${name}`, rows] as const),
  ...Object.entries(ofModules).map(([name, rows]) => [`modules, ${name}`, rows] as const),
  ['JSON Feed', ofJson],
  ['sitemaps', ofSitemaps],
  ['damage', ofDamage],
  ['encodings', ofEncodings],
];

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
