import { html, type Markup } from '../markup.ts';
import { bodyMarkup, dayOf, menuMarkup, openGraph } from './blocks.ts';
import type { Page } from './page.ts';

/** A Russian daily: a channel to subscribe to amid the text, readers' comments under it. */
export function vestnikPage({ article, related }: Page): Markup {
  const { outlet, title, section, publishedAt, authors } = article;
  const { furniture } = outlet;
  const channel = html`<div class="banner-channel"><a href="https://channel.example/">${furniture.newsletter}</a></div>`;
  return html`<!DOCTYPE html>
<html lang="ru"><head><meta charset="utf-8"><title>${title} :: ${outlet.name}</title>
${openGraph(article)}
</head><body>
<div class="topline"><span>Курс кроны: 41,20</span><span>Янтарск: +4°</span><span>${furniture.search}</span></div>
<header><a href="/">${outlet.name}</a><nav><ul>${menuMarkup(outlet)}</ul></nav></header>
<div class="layout"><div class="article">
<div class="article__rubric">${section}</div>
<h1 class="article__title">${title}</h1>
<div class="article__info"><span class="article__author">${authors.join(', ')}</span><time datetime="${publishedAt.toISOString()}">${dayOf(publishedAt, 'ru')}</time></div>
<div class="article__text">${bodyMarkup(article, 2, channel)}</div>
<div class="article__share"><span>${furniture.share}</span><a href="#">Скопировать ссылку</a></div>
</div>
<div class="sidebar"><h3>${furniture.related}</h3><ul>${related.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ul></div></div>
<div class="comments"><h3>Комментарии (2)</h3><div class="comment"><span>Николай</span><p>Давно пора было этим заняться, у нас во дворе та же история третий год.</p></div><div class="comment"><span>Читатель</span><p>А в прошлый раз обещали то же самое, посмотрим, что выйдет.</p></div><form><p>${furniture.comment}</p><textarea></textarea></form></div>
<div class="cookie"><p>${furniture.cookies}</p><button>${furniture.accept}</button></div>
<footer><p>${furniture.footer}</p></footer>
</body></html>`;
}
