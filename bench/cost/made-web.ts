import type { WebAnswer, WebWithFeeds } from '../../local/web/web-content.ts';
import { randomFrom } from '../random.ts';
import { fillers, nouns, pick, rareWord, verbs, vocabulary, word } from './made-words.ts';

export type MadeWeb = {
  readonly outlets: number;
  readonly articles: number;
  /** When the first article is published, and the pause between two. */
  readonly start: number;
  readonly everyMs: number;
};

type Made = {
  readonly at: number;
  readonly outlet: number;
  readonly url: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
};

/** Reports of one event, in the mean: three articles in ten are of a story that others tell too. */
const soleShare = 0.55;
/** Words of a body: half between these, a tail of long ones. */
const medianWords = 480;
/** A page is mostly not its article: markup, menus, scripts. */
const paddingKb = { least: 30, most: 110 };
/** Links to other stories under an article. */
const relatedLinks = 3;
export const listed = 20;

/** Outlets whose feeds grow as the clock goes on, with pages of the sizes that pages have. */
export function madeWeb({ outlets, articles, start, everyMs }: MadeWeb) {
  const all = makeArticles({ outlets, articles, start, everyMs });
  const pages = new Map(all.map((article) => [article.url, article]));
  const byOutlet = Array.from({ length: outlets }, (_, outlet) =>
    all.filter((article) => article.outlet === outlet),
  );
  const hosts = byOutlet.map((_, outlet) => hostOf(outlet));
  const feeds = hosts.map((host) => `https://${host}/feed.xml`);
  const at = (now: number): WebWithFeeds => ({
    hosts: new Set(hosts),
    feeds,
    lookup(url) {
      if (url.pathname === '/feed.xml') {
        const published = byOutlet[hosts.indexOf(url.hostname)]?.filter((one) => one.at <= now);
        return answer(feedOf(url.hostname, published?.slice(-listed) ?? []), 'application/rss+xml');
      }
      const article = pages.get(url.href);
      return (
        article &&
        answer(pageOf(article, byOutlet[article.outlet] ?? []), 'text/html; charset=utf-8')
      );
    },
  });
  return { feeds, all, at };
}

const hostOf = (outlet: number) => `outlet${outlet}.example`;

function makeArticles({ outlets, articles, start, everyMs }: MadeWeb): Made[] {
  const random = randomFrom(7);
  const open: string[][] = [];
  return Array.from({ length: articles }, (_, n) => {
    const outlet = Math.floor(random() * outlets);
    const told = random() < soleShare ? undefined : open[Math.floor(random() * open.length)];
    const names = told ?? eventNames(random);
    if (told === undefined) open.push(names);
    if (open.length > 60) open.shift();
    const words = Math.max(90, Math.round(medianWords * Math.exp(0.6 * normal(random))));
    return {
      ...{ at: start + n * everyMs, outlet },
      url: `https://${hostOf(outlet)}/news/${n}`,
      title: titleOf(names, random),
      paragraphs: bodyOf(names, words, random),
    };
  });
}

const normal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** The names and things that all reports of one event share. */
const eventNames = (random: () => number): string[] => [
  ...Array.from({ length: 4 }, () => word(random)),
  ...Array.from({ length: 3 }, () => pick(nouns, random)),
  pick(verbs, random),
  ...Array.from({ length: 16 }, () => vocabulary[Math.floor(random() * 4000)] ?? ''),
];

const titleOf = (names: readonly string[], random: () => number): string =>
  `${names[0]} ${names[7]} ${names[4]} in ${names[1]} after ${names[8]} ${rareWord(random)}`;

function bodyOf(names: readonly string[], words: number, random: () => number): string[] {
  const paragraphs: string[] = [];
  for (let left = words; left > 0; left -= 55) {
    const text = Array.from({ length: Math.min(55, left) }, (_, n) => {
      if (n % 13 === 12) return `${pick(fillers, random)}.`;
      const what = random();
      if (what < 0.25) return pick(names, random);
      return what < 0.45 ? rareWord(random) : pick(fillers, random);
    }).join(' ');
    paragraphs.push(`${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
  }
  return paragraphs;
}

function pageOf({ at, title, paragraphs, url, outlet }: Made, siblings: readonly Made[]): string {
  const random = randomFrom(url.length * 7919 + at);
  const { least, most } = paddingKb;
  const padding = Math.round((least + random() * (most - least)) * 1024);
  const menu = Array.from(
    { length: 40 },
    (_, n) => `<li><a href="/s/${n}">${word(random)} ${pick(nouns, random)}</a></li>`,
  );
  const others = siblings.filter((one) => one.at < at).slice(-relatedLinks);
  const related = others.map((one) => `<li><a href="${one.url}">${one.title}</a></li>`).join('');
  const published = new Date(at).toISOString();
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} | Outlet ${outlet}</title>
<link rel="canonical" href="${url}"><meta property="article:published_time" content="${published}">
<meta name="description" content="${paragraphs[0]?.slice(0, 150)}"><meta property="og:image" content="https://${hostOf(outlet)}/img/${at}.jpg">
<script>var settings = ${JSON.stringify(scriptOf(padding, random))};</script></head><body><nav><ul>${menu.join('')}</ul></nav>
<main><article><h1>${title}</h1><p class="byline">By ${word(random)} ${word(random)}</p><time datetime="${published}">${published}</time>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article>
${related && `<aside class="related"><h2>Related stories</h2><ul>${related}</ul></aside>`}</main><footer>Outlet ${outlet}</footer></body></html>`;
}

/** Scripts of a page: as long as asked, and no easier to compress than such things are. */
function scriptOf(bytes: number, random: () => number): string {
  let text = '';
  while (text.length < bytes)
    text += `{"id":${Math.floor(random() * 1e9)},"slot":"${pick(nouns, random)}-${pick(verbs, random)}","on":true},`;
  return text;
}

export function feedOf(
  host: string,
  articles: readonly Pick<Made, 'url' | 'title' | 'at' | 'paragraphs'>[],
): string {
  const items = articles
    .toReversed()
    .map(
      ({ url, title, at, paragraphs }) =>
        `<item><title>${title}</title><link>${url}</link><guid>${url}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description>${paragraphs[0]?.slice(0, 200)}</description></item>`,
    );
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${host}</title><link>https://${host}/</link><description>${host}</description><language>en</language>${items.join('')}</channel></rss>`;
}

export const answer = (text: string, type: string): WebAnswer => ({
  status: 200,
  headers: { 'content-type': type },
  body: Buffer.from(text),
});
