import type { WebWithFeeds } from '../../local/web/web-content.ts';
import { answer, listed } from '../cost/made-web.ts';
import { type MadeNews, type MadeReport, madeNews } from './made-news.ts';

/** News that is published within a run. */
export type MadeNewsWeb = MadeNews & { readonly articles: number };

type Published = MadeReport & { readonly url: string };

/** Outlets that tell made news, each with a feed that grows as the clock goes on. */
export function newsWeb({ articles, ...news }: MadeNewsWeb) {
  const pages = new Map<string, Published>();
  const bySource = new Map<number, Published[]>();
  for (const report of madeNews(news)) {
    if (pages.size === articles) break;
    const url = `https://${hostOf(report.source)}/news/${report.id}`;
    const published = { ...report, url };
    pages.set(url, published);
    const own = bySource.get(report.source);
    if (own === undefined) bySource.set(report.source, [published]);
    else own.push(published);
  }
  const hosts = [...Array(news.sources).keys()].map(hostOf);
  const at = (now: number): WebWithFeeds => ({
    hosts: new Set(hosts),
    feeds: hosts.map((host) => `https://${host}/feed.xml`),
    lookup(url) {
      if (url.pathname === '/feed.xml') {
        const own = bySource.get(Number(/\d+/.exec(url.hostname)?.[0])) ?? [];
        const newest = own.filter((one) => one.at <= now).slice(-listed);
        return answer(feedOf(url.hostname, newest), 'application/rss+xml');
      }
      const page = pages.get(url.href);
      return page && answer(pageOf(page), 'text/html; charset=utf-8');
    },
  });
  return { at };
}

const hostOf = (source: number): string => `outlet${source}.example`;

function feedOf(host: string, published: readonly Published[]): string {
  const items = published.toReversed().map(({ url, title, at, paragraphs }) => {
    const teaser = paragraphs[0]?.slice(0, 200) ?? '';
    return `<item><title>${title}</title><link>${url}</link><guid>${url}</guid><pubDate>${new Date(at).toUTCString()}</pubDate><description>${teaser}</description></item>`;
  });
  const language = published[0]?.language ?? 'en';
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>${host}</title><link>https://${host}/</link><description>${host}</description><language>${language}</language>${items.join('')}</channel></rss>`;
}

function pageOf({ url, title, at, language, paragraphs }: Published): string {
  const published = new Date(at).toISOString();
  const body = paragraphs.map((text) => `<p>${text}</p>`).join('\n');
  return `<!doctype html><html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>${title}</title>
<link rel="canonical" href="${url}"><meta property="article:published_time" content="${published}"></head><body><nav><a href="/">Home</a></nav>
<main><article><h1>${title}</h1><time datetime="${published}">${published}</time>
${body}</article></main></body></html>`;
}
