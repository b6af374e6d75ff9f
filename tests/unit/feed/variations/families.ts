import { ofAtom } from './of-atom.ts';
import { ofDamage } from './of-damage.ts';
import { ofEncodings } from './of-encodings.ts';
import { ofJson } from './of-json.ts';
import { ofModules } from './of-modules.ts';
import { ofRss } from './of-rss.ts';
import { ofSitemaps } from './of-sitemaps.ts';
import type { Variation } from './variation.ts';

/** Every kind of document that the tests read, and the fuzzer damages. */
export const families: readonly (readonly [string, readonly Variation[]])[] = [
  ...Object.entries(ofAtom).map(([name, rows]) => [`Atom, ${name}`, rows] as const),
  ...Object.entries(ofRss).map(([name, rows]) => [`RSS, ${name}`, rows] as const),
  ...Object.entries(ofModules).map(([name, rows]) => [`modules, ${name}`, rows] as const),
  ['JSON Feed', ofJson],
  ['sitemaps', ofSitemaps],
  ['damage', ofDamage],
  ['encodings', ofEncodings],
];
