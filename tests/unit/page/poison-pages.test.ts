import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPage } from './check-page.ts';
import { hostilePages } from './hostile-pages.ts';

const size = 150_000;
const refusals: Readonly<Record<string, string>> = {
  'white space': 'empty',
  'bytes of all kinds': 'not-html',
};
const folder = path.resolve(import.meta.dirname, '../../fixtures/poison-pages');

describe('a page that was made to do harm is read or refused, and all that is made of it can be stored', () => {
  const pages = hostilePages(size);

  it.each(Object.keys(pages))('%s', (name) => {
    const { outcome, reason } = checkPage(pages[name]?.() ?? new Uint8Array());
    const refused = refusals[name];
    expect([outcome, reason]).toEqual(refused ? ['refused', refused] : ['read', undefined]);
  });
});

describe('a page that was found by chance to do harm does no more', () => {
  it.each(readdirSync(folder))('%s', (file) => {
    expect(['read', 'refused']).toContain(checkPage(readFileSync(path.join(folder, file))).outcome);
  });
});
