import { html, type Markup } from '../markup.ts';
import { menuMarkup } from './blocks.ts';
import type { Page } from './page.ts';

/** A site of the table age: windows-1256, paragraphs parted by line breaks, no metadata at all. */
export function manaraPage({ article, related }: Page): Markup {
  const { outlet, title, section, publishedAt, body } = article;
  const { furniture } = outlet;
  const day = publishedAt.toISOString().slice(0, 10).split('-').reverse().join('/');
  return html`<html dir="rtl"><head>
<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">
<title>${outlet.name} - ${title}</title></head>
<body bgcolor="#ffffff">
<table width="100%" border="0"><tr><td class="logo"><b>${outlet.name}</b><br>${outlet.tagline}</td>
<td><form action="search.php">${furniture.search} <input name="q"></form></td></tr></table>
<table width="100%"><tr><td width="160" valign="top"><ul>${menuMarkup(outlet)}</ul>
<p>${furniture.newsletter}</p><form><input name="mail"></form></td>
<td valign="top"><table width="100%">
<tr><td class="cat"><a href="/list.php?c=1">${section}</a></td></tr>
<tr><td class="title"><font size="5"><b>${title}</b></font></td></tr>
<tr><td class="date">${day}</td></tr>
<tr><td class="story" align="justify">${lines(body)}</td></tr>
<tr><td class="writer">${article.authors.join('، ')}</td></tr>
<tr><td class="tools"><a href="#">${furniture.share}</a> | <a href="#">نسخة للطباعة</a> | <a href="#">${furniture.comment}</a></td></tr>
</table></td>
<td width="180" valign="top"><b>${furniture.related}</b><ul>${related.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ul></td></tr></table>
<hr><center><font size="2">${furniture.footer}<br>${furniture.cookies}</font></center>
</body></html>`;
}

function lines(body: readonly string[]): Markup[] {
  return body.map((text, at) => html`${text}${at < body.length - 1 ? html`<br><br>` : undefined}`);
}
