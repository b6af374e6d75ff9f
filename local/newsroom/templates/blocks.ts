import { html, type Markup, raw } from '../markup.ts';
import type { Publication } from '../newsroom.ts';
import type { Outlet } from '../outlet.ts';

/** A body block as HTML: `## ` starts a heading, `> ` a quotation. */
export function blockMarkup(block: string): Markup {
  if (block.startsWith('## ')) return html`<h2>${block.slice(3)}</h2>`;
  if (block.startsWith('> ')) return html`<blockquote><p>${block.slice(2)}</p></blockquote>`;
  return html`<p>${block}</p>`;
}

/** The body, and something that interrupts it after the given block: a box, a pointer. */
export function bodyMarkup(article: Publication, after = 0, interruption?: Markup): Markup[] {
  const blocks = article.body.map(blockMarkup);
  if (!interruption || blocks.length <= after + 1) return blocks;
  return [...blocks.slice(0, after), interruption, ...blocks.slice(after)];
}

export function menuMarkup({ base, furniture }: Outlet): Markup[] {
  return furniture.menu.map((label, at) => html`<li><a href="${base}/s/${at}/">${label}</a></li>`);
}

/** A date as the outlet's readers write it. */
export function dayOf(date: Date, locale: string): string {
  const options = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, options).format(date);
}

/** JSON-LD as search engines ask for it. */
export function jsonLd(article: Publication, graph = false): Markup {
  const { outlet, title, authors, section, url, publishedAt, modifiedAt } = article;
  const news = {
    '@type': 'NewsArticle',
    headline: title,
    inLanguage: outlet.language,
    mainEntityOfPage: url,
    datePublished: publishedAt.toISOString(),
    dateModified: modifiedAt.toISOString(),
    articleSection: section,
    author: authors.map((name) => ({ '@type': 'Person', name })),
    publisher: { '@type': 'NewsMediaOrganization', name: outlet.name },
  };
  const site = { '@type': 'WebSite', name: outlet.name, url: outlet.base };
  const context = { '@context': 'https://schema.org' };
  const data = graph ? { ...context, '@graph': [site, news] } : { ...context, ...news };
  // `<` is escaped so that no headline can close the script element.
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return raw(`<script type="application/ld+json">${json}</script>`);
}

/** Open Graph and its companions. */
export function openGraph(article: Publication): Markup {
  const { outlet, title, url, section, body, publishedAt, modifiedAt } = article;
  return html`<meta property="og:type" content="article">
<meta property="og:title" content="${title}">
<meta property="og:site_name" content="${outlet.name}">
<meta property="og:url" content="${url}">
<meta property="og:description" content="${(body[0] ?? '').slice(0, 150)}">
<meta property="article:section" content="${section}">
<meta property="article:published_time" content="${publishedAt.toISOString()}">
<meta property="article:modified_time" content="${modifiedAt.toISOString()}">
<link rel="canonical" href="${url}">`;
}
