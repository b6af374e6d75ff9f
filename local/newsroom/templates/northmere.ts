import { html, type Markup } from '../markup.ts';
import { dayOf, jsonLd } from './blocks.ts';
import type { Page } from './page.ts';

/** A page built of nothing but divs with generated class names. */
export function northmerePage({ article, related }: Page): Markup {
  const { outlet, title, section, url, publishedAt, authors, body } = article;
  const { furniture } = outlet;
  const lines = body.map((text) => html`<div class="css-p9k2f1"><span>${text}</span></div>`);
  const cards = related.map(
    ({ url, text }) =>
      html`<div class="css-c41x"><a href="${url}"><div class="css-c42x">${text}</div></a></div>`,
  );
  return html`<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${title} - ${outlet.name}</title>
<link rel="canonical" href="${url}"><meta property="og:title" content="${title}">
${jsonLd(article, true)}
</head><body><div id="root"><div class="css-1a2b">
<div class="css-nav">${furniture.menu.map((label, at) => html`<div class="css-n1"><a href="/s/${at}/">${label}</a></div>`)}<div class="css-n2">${furniture.search}</div></div>
<div class="css-banner"><div>${furniture.cookies}</div><div role="button">${furniture.accept}</div></div>
<div class="css-grid"><div class="css-main">
<div class="css-k7">${section}</div>
<div class="css-h0"><h1>${title}</h1></div>
<div class="css-by">${authors.join(', ')}</div>
<div class="css-dt">${dayOf(publishedAt, 'en-GB')}</div>
<div class="css-sh"><div role="button">${furniture.share}</div></div>
<div class="css-body0">${lines}</div>
<div class="css-nl"><div>${furniture.newsletter}</div><div role="button">Sign up</div></div>
</div><div class="css-side"><div class="css-sd">${furniture.related}</div>${cards}</div></div>
<div class="css-cm">${furniture.comment}</div>
<div class="css-ft"><div>${furniture.footer}</div></div>
</div></div></body></html>`;
}
