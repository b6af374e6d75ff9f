import { html, type Markup } from '../markup.ts';
import { bodyMarkup, dayOf, jsonLd, menuMarkup } from './blocks.ts';
import type { Page } from './page.ts';

/** An agency's page: a ticker above, the report, a correction form below. */
export function sariyaPage({ article, related }: Page): Markup {
  const { outlet, title, section, url, publishedAt, tags } = article;
  const { furniture } = outlet;
  return html`<!DOCTYPE html>
<html lang="ar" dir="rtl"><head><meta charset="utf-8">
<title>${title} | ${outlet.name}</title>
<link rel="canonical" href="${url}">
${jsonLd(article)}
</head><body>
<div class="ticker"><strong>عاجل</strong><ul>${related.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ul></div>
<header class="top"><a class="brand" href="/">${outlet.name}</a><nav><ul>${menuMarkup(outlet)}</ul></nav>
<form action="/search"><input name="q" placeholder="${furniture.search}"><button>بحث</button></form></header>
<main><div class="story">
<a class="kicker" href="/s/3/">${section}</a>
<h1>${title}</h1>
<div class="meta"><time datetime="${publishedAt.toISOString()}">${dayOf(publishedAt, 'ar-EG')}</time>
<span class="share">${furniture.share}: <a href="#">واتساب</a> <a href="#">تلغرام</a> <a href="#">طباعة</a></span></div>
<div class="body">${bodyMarkup(article)}${correctionMarkup(article.correction)}</div>
<ul class="tags">${tags.map((tag) => html`<li><a href="/tag/${tag}">${tag}</a></li>`)}</ul>
</div>
<aside class="also"><h3>${furniture.related}</h3><ul>${related.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ul></aside>
<section class="box"><h3>${furniture.comment}</h3><form method="post"><textarea name="text"></textarea><button>إرسال</button></form></section>
<section class="box"><p>${furniture.newsletter}</p><form><input type="email"><button>اشتراك</button></form></section>
</main>
<div class="cookies"><p>${furniture.cookies}</p><button>${furniture.accept}</button></div>
<footer><p>${furniture.footer}</p></footer></body></html>`;
}

function correctionMarkup(note: string | undefined): Markup | undefined {
  return note === undefined ? undefined : html`<p class="correction">${note}</p>`;
}
