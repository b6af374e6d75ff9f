import { html, type Markup } from '../markup.ts';
import { bodyMarkup, dayOf, menuMarkup } from './blocks.ts';
import type { Page } from './page.ts';

/** A regional daily: microdata, a pointer to another article amid the text, a subscriber offer. */
export function echoPage({ article, related }: Page): Markup {
  const { outlet, title } = article;
  const { furniture } = outlet;
  return html`<!DOCTYPE html>
<html lang="fr"><head><meta charset="utf-8"><title>${title} – ${outlet.name}</title>
<link rel="canonical" href="${article.url}"><meta property="og:title" content="${title}">
</head><body>
<header role="banner"><a href="/">${outlet.name}</a><p>${outlet.tagline}</p><form role="search"><label>${furniture.search} <input name="q"></label></form><nav><ul>${menuMarkup(outlet)}</ul></nav></header>
<div class="consentement"><p>${furniture.cookies}</p><a href="#">${furniture.accept}</a> <a href="#">Continuer sans accepter</a></div>
${story({ article, related })}
<section id="reactions"><h2>${furniture.comment}</h2><p>Vous devez être abonné pour commenter.</p></section>
<section class="offre"><h2>Soutenez l’information locale</h2><p>Abonnez-vous à partir d’un euro par mois, sans engagement, et lisez tous nos articles sans publicité.</p></section>
<footer><p>${furniture.newsletter}</p><p>${furniture.footer}</p></footer>
</body></html>`;
}

function story({ article, related }: Page): Markup {
  const { outlet, title, section, publishedAt, modifiedAt, authors } = article;
  const { furniture } = outlet;
  const [first] = related;
  const pointer =
    first &&
    html`<p class="lire-aussi"><strong>Lire aussi :</strong> <a href="${first.url}">${first.text}</a></p>`;
  return html`<main><article itemscope itemtype="https://schema.org/NewsArticle">
<span class="rubrique" itemprop="articleSection">${section}</span>
<h1 itemprop="headline">${title}</h1>
<div class="signature">Par ${authors.map((name) => html`<span itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">${name}</span></span>`)}
– Publié le <time itemprop="datePublished" datetime="${publishedAt.toISOString()}">${dayOf(publishedAt, 'fr')}</time><meta itemprop="dateModified" content="${modifiedAt.toISOString()}"></div>
<div class="partage"><span>${furniture.share}</span> <a href="#">Courriel</a> <a href="#">Imprimer</a></div>
<div itemprop="articleBody" class="texte">${bodyMarkup(article, 2, pointer)}</div>
</article>
<aside><h2>${furniture.related}</h2><ul>${related.map(({ url, text }) => html`<li><a href="${url}">${text}</a></li>`)}</ul></aside></main>`;
}
