/**
 * Which addresses of real feeds and pages are taken for one article, and whether they are.
 *
 *   node --import tsx bench/canonical-urls.ts FOLDER…
 *
 * Reads every feed, and every JSON that holds objects with a `url`. Two addresses of one canonical
 * form are one article when feeds give them the same title; the others are printed, to be looked at.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { NotAFeedError } from '../shared/errors.ts';
import { parseFeed } from '../shared/feed/parse-feed.ts';
import { canonicalUrl } from '../shared/url/canonical-url.ts';

type Named = { readonly url: string; readonly title: string };

function filesIn(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place).flatMap((name) => filesIn(path.join(place, name)));
}

function namedIn(file: string): Named[] {
  const bytes = readFileSync(file);
  if (file.endsWith('.json')) return named(JSON.parse(bytes.toString()));
  try {
    const { entries } = parseFeed({ bytes, url: 'https://bench.example/feed', headers: {} });
    return entries.flatMap(({ link, title = '' }) => (link ? [{ url: link, title }] : []));
  } catch (error) {
    if (error instanceof NotAFeedError) return [];
    throw error;
  }
}

/** Objects with an address, however deep; of one without a title the address itself stands for it. */
function named(content: unknown): Named[] {
  const found: Named[] = [];
  const waiting: unknown[] = [content];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (typeof next !== 'object' || next === null) continue;
    waiting.push(...Object.values(next).filter((each) => typeof each === 'object'));
    const { url, title } = next as Record<string, unknown>;
    if (typeof url !== 'string' || !/^https?:/.test(url)) continue;
    found.push({ url, title: typeof title === 'string' ? title : url });
  }
  return found;
}

const byCanonical = new Map<string, Map<string, Set<string>>>();
let unusable = 0;
for (const file of process.argv.slice(2).flatMap(filesIn)) {
  for (const { url, title } of namedIn(file)) {
    const canonical = canonicalUrl(url, url);
    if (canonical === undefined) unusable++;
    else {
      const urls = byCanonical.get(canonical) ?? new Map<string, Set<string>>();
      urls.set(url, (urls.get(url) ?? new Set()).add(title.trim()));
      byCanonical.set(canonical, urls);
    }
  }
}

const merged = [...byCanonical].filter(([, urls]) => urls.size > 1);
const doubtful = merged.filter(([, urls]) => {
  const [first, ...others] = [...urls.values()];
  return others.some((titles) => ![...titles].some((title) => first?.has(title)));
});
const addresses = [...byCanonical.values()].reduce((sum, urls) => sum + urls.size, 0);
const again = [...byCanonical.keys()].filter((url) => canonicalUrl(url, url) !== url);
console.log(`${addresses} addresses, ${byCanonical.size} articles, ${unusable} that lead nowhere`);
console.log(
  `${merged.length} articles with several addresses, ${doubtful.length} of them in doubt`,
);
console.log(`${again.length} canonical forms that change when made canonical again`);
for (const [canonical, urls] of doubtful) {
  console.log(`\n${canonical}`);
  for (const [url, titles] of urls)
    console.log(`  ${url}  ${[...titles].join(' | ').slice(0, 80)}`);
}
