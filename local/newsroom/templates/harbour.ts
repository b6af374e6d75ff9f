import { html, type Markup } from '../markup.ts';
import { bodyMarkup, dayOf, jsonLd, menuMarkup, openGraph } from './blocks.ts';
import type { Page } from './page.ts';

/** A modern newspaper page: consent banner, newsletter box amid the text, author box, most read. */
export function harbourPage(page: Page): Markup {
  const { article } = page;
  const { outlet, title } = article;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} | ${outlet.name}</title>
<meta name="viewport" content="width=device-width">
${openGraph(article)}
${article.authors.map((name) => html`<meta name="author" content="${name}">`)}
${jsonLd(article)}
</head><body>
<div id="consent" role="dialog"><h2>Your privacy</h2><p>${outlet.furniture.cookies}</p><button>${outlet.furniture.accept}</button><button>Manage preferences</button></div>
<header><a href="/">${outlet.name}</a><button aria-label="${outlet.furniture.search}">Search</button><nav><ul>${menuMarkup(outlet)}</ul></nav></header>
<main>${story(page)}</main>
<footer><p>${outlet.furniture.footer}</p><ul><li><a href="/terms">Terms</a></li><li><a href="/privacy">Privacy</a></li><li><a href="/corrections">Corrections</a></li></ul></footer>
</body></html>`;
}

function story({ article, related }: Page): Markup {
  const { outlet, title, section, publishedAt, authors, tags, correction } = article;
  const { furniture } = outlet;
  const letter = html`<aside class="newsletter"><h4>Harbour Lights</h4><p>${furniture.newsletter}</p><form><input type="email" placeholder="Your email"><button>Sign up</button></form></aside>`;
  const [first] = related;
  const note = correction === undefined ? undefined : html`<p class="correction">${correction}</p>`;
  return html`<article>
<p class="eyebrow"><a href="/s/1/">${section}</a></p>
<h1>${title}</h1>
<p class="byline">By ${authors.join(' and ')}</p>
<time datetime="${publishedAt.toISOString()}">${dayOf(publishedAt, 'en-GB')}</time>
<ul class="share"><li>${furniture.share}</li><li><a href="#">Email</a></li><li><a href="#">Copy link</a></li></ul>
<div class="article-body">${bodyMarkup(article, 3, letter)}${note}</div>
${first && html`<p class="readmore"><strong>READ MORE:</strong> <a href="${first.url}">${first.text}</a></p>`}
<ul class="topics">${tags.map((tag) => html`<li><a href="/topic/${tag}">${tag}</a></li>`)}</ul>
<section class="author-box"><h4>About the author</h4><p>${authors[0] ?? outlet.name} reports for ${outlet.name} and has covered the Green Sea for more than a decade. Send tips to the newsdesk.</p></section>
</article>
<section class="related"><h2>${furniture.related}</h2>${related.map(({ url, text }) => html`<div class="card"><a href="${url}"><h3>${text}</h3></a></div>`)}</section>
<section class="comments"><h2>${furniture.comment}</h2><p>Please keep it civil. Comments close after three days.</p><form><textarea></textarea></form></section>
<aside class="most-read"><h2>Most read</h2><ol>${related.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ol></aside>`;
}
