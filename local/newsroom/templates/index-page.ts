import { html } from '../markup.ts';
import type { Publication } from '../newsroom.ts';
import type { Outlet } from '../outlet.ts';
import { menuMarkup } from './blocks.ts';

const FEED_TYPES = {
  rss20: 'application/rss+xml',
  rss10: 'application/rdf+xml',
  atom10: 'application/atom+xml',
  json11: 'application/feed+json',
} as const;

/** A front or section page: headlines, no article. */
export function indexPage(
  outlet: Outlet,
  articles: readonly Publication[],
  title = outlet.name,
): string {
  const feeds = outlet.feeds.map(
    ({ path, format }) =>
      html`<link rel="alternate" type="${FEED_TYPES[format]}" href="${outlet.base}${path}">`,
  );
  const cards = articles.map(
    ({ url, title, section }) =>
      html`<li class="card"><span>${section}</span><h2><a href="${url}">${title}</a></h2></li>`,
  );
  return html`<!DOCTYPE html>
<html lang="${outlet.language}" dir="${outlet.direction}"><head><meta charset="${outlet.charset}"><title>${title}</title>
<meta property="og:type" content="website">${feeds}
</head><body><header><a href="/">${outlet.name}</a><p>${outlet.tagline}</p><nav><ul>${menuMarkup(outlet)}</ul></nav></header>
<main><h1>${title}</h1><ul class="list">${cards}</ul></main>
<footer><p>${outlet.furniture.footer}</p></footer></body></html>`.markup;
}
