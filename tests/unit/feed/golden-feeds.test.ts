import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseFeed } from '../../../shared/feed/parse-feed.ts';

/** `vitest run -u` writes what is expected anew: read the difference before you commit it. */
const folder = join(import.meta.dirname, '../../fixtures/feeds');

const inputOf = (name: string): Uint8Array => {
  const json = join(folder, name, 'input.json');
  return readFileSync(existsSync(json) ? json : join(folder, name, 'input.xml'));
};

describe('parseFeed', () => {
  it.each(readdirSync(folder))('reads the feed %s', async (name) => {
    const url = `https://${name}.example/feed`;
    const feed = parseFeed({ bytes: inputOf(name), url, headers: {} });
    await expect(`${JSON.stringify(feed, undefined, 2)}\n`).toMatchFileSnapshot(
      join(folder, name, 'expected.json'),
    );
  });
});
