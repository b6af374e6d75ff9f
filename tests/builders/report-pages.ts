/** What one page reports, and its feed says of it. */
export type PageReport = {
  readonly url: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly publishedAt: string;
  /** Other pages that it points to. */
  readonly related?: readonly { readonly url: string; readonly title: string }[];
};

/** A page with one article. */
export function articlePage({
  url,
  title,
  paragraphs,
  publishedAt,
  related = [],
}: PageReport): string {
  const data = { '@type': 'NewsArticle', headline: title, datePublished: publishedAt, url };
  const teasers = related.map((one) => `<li><a href="${one.url}">${one.title}</a></li>`);
  return `<!doctype html><html lang="en"><head><title>${title}</title>
<link rel="canonical" href="${url}">
<script type="application/ld+json">${JSON.stringify({ '@context': 'https://schema.org', ...data })}</script>
</head><body><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article>
${teasers.length === 0 ? '' : `<aside class="related"><h2>Related articles</h2><ul>${teasers.join('')}</ul></aside>`}
</body></html>`;
}

/** A feed with an entry for each of these. */
export function feedPage(
  entries: readonly Pick<PageReport, 'url' | 'title' | 'publishedAt'>[],
): string {
  const items = entries.map(
    ({ url, title, publishedAt }) =>
      `<item><title>${title}</title><link>${url}</link><guid>${url}</guid><pubDate>${new Date(publishedAt).toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${items.join('')}</channel></rss>`;
}
