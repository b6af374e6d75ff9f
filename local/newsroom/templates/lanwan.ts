import { html, type Markup } from '../markup.ts';
import { menuMarkup } from './blocks.ts';
import type { Page } from './page.ts';

/** A Chinese daily: indented paragraphs, a source line, the editor's name at the end. */
export function lanwanPage({ article, related }: Page): Markup {
  const { outlet, title, section, publishedAt, authors, body } = article;
  const { furniture } = outlet;
  const time = publishedAt.toISOString().slice(0, 16).replace('T', ' ');
  return html`<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${title}--${outlet.name}</title>
<meta name="publishdate" content="${publishedAt.toISOString().slice(0, 10)}">
<meta name="author" content="${authors.join(' ')}">
</head><body>
<div class="top"><a href="/">${outlet.name}</a><input placeholder="${furniture.search}"></div>
<div class="nav"><ul>${menuMarkup(outlet)}</ul></div>
<div class="path">您当前的位置：<a href="/">${furniture.menu[0]}</a> &gt; <a href="/s/1/">${section}</a></div>
<div class="main"><div class="left">
<h1>${title}</h1>
<div class="info"><span>${time}</span><span>来源：${outlet.name}</span><span>${furniture.share}</span></div>
<div class="content" id="zoom">${body.map((text) => html`<p>　　${text}</p>`)}</div>
<div class="editor">责任编辑：${authors[0] ?? outlet.name}</div>
<div class="qrcode"><p>${furniture.newsletter}</p></div>
<div class="xgyd"><h3>${furniture.related}</h3><ul>${related.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ul></div>
<div class="say"><h3>${furniture.comment}</h3><textarea></textarea><p>文明上网，理性发言</p></div>
</div></div>
<div class="foot"><p>${furniture.footer}</p><p>${furniture.cookies}</p></div>
</body></html>`;
}
