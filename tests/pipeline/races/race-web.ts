import { SiteUnavailableError } from '../../../shared/errors.ts';
import type { Clock, FetchWeb, WebResponse } from '../../../shared/ports/web.ts';
import { gated } from '../outside-calls.ts';

/** What an address answers: a text, or nothing where there is no page. */
export type Page = string | undefined;

/** A web in the memory of this process, whose pages may change while somebody asks for them. */
export class RaceWeb {
  /** When which host was asked, in order; each request to it stands here once. */
  readonly asked: { readonly host: string; readonly at: number }[] = [];
  /** Hears of each answer, with how many there were. */
  onAnswer: ((count: number) => void) | undefined;
  private pages = new Map<string, Page>();
  private readonly now: Clock;
  private answered = 0;

  constructor(now: Clock) {
    this.now = now;
  }

  /** Puts these pages where others may be. */
  show(pages: Readonly<Record<string, Page>>): void {
    for (const [url, page] of Object.entries(pages)) this.pages.set(url, page);
  }

  get shown(): Readonly<Record<string, Page>> {
    return Object.fromEntries(this.pages);
  }

  clear(): void {
    this.pages = new Map();
    this.asked.length = 0;
    this.answered = 0;
    this.onAnswer = undefined;
  }

  readonly fetch: FetchWeb = ({ url }) => gated('GET web', async () => this.answer(url));

  private answer(url: string): WebResponse {
    const { host } = new URL(url);
    this.asked.push({ host, at: this.now().getTime() });
    const page = this.pages.get(url);
    if (page !== undefined) this.answered++;
    this.onAnswer?.(this.answered);
    if (page === 'down') throw new SiteUnavailableError(url, 'connection refused');
    return {
      ...{ status: page === undefined ? 404 : 200, finalUrl: url, redirects: [] },
      headers: { 'content-type': typeOf(page) },
      body: new TextEncoder().encode(page ?? 'nothing here'),
    };
  }
}

const typeOf = (page: Page): string =>
  page?.startsWith('<?xml') ? 'application/rss+xml' : 'text/html; charset=utf-8';

type Report = {
  readonly url: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly publishedAt: string;
  /** Other pages that it points to. */
  readonly related?: readonly { readonly url: string; readonly title: string }[];
};

/** A page with one article. */
export function articlePage({ url, title, paragraphs, publishedAt, related = [] }: Report): string {
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
  entries: readonly Pick<Report, 'url' | 'title' | 'publishedAt'>[],
): string {
  const items = entries.map(
    ({ url, title, publishedAt }) =>
      `<item><title>${title}</title><link>${url}</link><guid>${url}</guid><pubDate>${new Date(publishedAt).toUTCString()}</pubDate></item>`,
  );
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>${items.join('')}</channel></rss>`;
}
