import { html, type Markup } from '../markup.ts';
import { bodyMarkup, dayOf, menuMarkup, openGraph } from './blocks.ts';
import type { Page } from './page.ts';

/** A Persian daily: a news code and a short link under the text, readers' opinions below. */
export function karanehPage({ article, related }: Page): Markup {
  const { outlet, title, section, publishedAt, tags, url, authors } = article;
  const { furniture } = outlet;
  const code = /\d+/.exec(url)?.[0] ?? '';
  return html`<!DOCTYPE html>
<html lang="fa" dir="rtl"><head><meta charset="utf-8"><title>${title} - ${outlet.name}</title>
${openGraph(article)}
${authors.map((name) => html`<meta name="author" content="${name}">`)}
</head><body>
<div class="header"><a href="/">${outlet.name}</a><ul class="main-menu">${menuMarkup(outlet)}</ul><div class="search-box"><input placeholder="${furniture.search}"></div></div>
<div class="container"><div class="news-content">
<div class="breadcrumb"><a href="/">${furniture.menu[0]}</a> / <a href="/s/3/">${section}</a></div>
<h1 class="news-title">${title}</h1>
<div class="news-info"><span class="news-date">${dayOf(publishedAt, 'fa-IR')}</span> <span>کد خبر: ${code}</span> <span>نسخهٔ چاپی</span></div>
<div class="news-body">${bodyMarkup(article)}</div>
<div class="short-link"><span>پیوند کوتاه خبر:</span> <input value="karaneh.example/x/${code}" readonly></div>
<div class="share-bar"><span>${furniture.share}</span><a href="#">تلگرام</a><a href="#">رایانامه</a></div>
<div class="tags"><span>برچسب‌ها:</span>${tags.map((tag) => html`<a href="/tag/${tag}">${tag}</a>`)}</div>
<div class="related-news"><h3>${furniture.related}</h3><ul>${related.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ul></div>
<div class="comments"><h3>نظر بینندگان</h3><div class="comment"><b>ناشناس</b><p>ممنون از گزارش خوبتان. کاش دربارهٔ هزینه‌ها هم بیشتر می‌نوشتید.</p></div><form><label>${furniture.comment}</label><textarea></textarea></form></div>
</div></div>
<div class="newsletter">${furniture.newsletter}</div><div class="cookie">${furniture.cookies} <a href="#">${furniture.accept}</a></div>
<div class="footer"><p>${furniture.footer}</p></div>
</body></html>`;
}
