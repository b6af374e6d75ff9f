import type { NotArticleReason } from '../../shared/model/article.ts';

/** What outlets of one language print on pages that are no articles. */
type Notices = {
  readonly language: string;
  readonly missing: string;
  readonly consent: readonly [title: string, text: string];
  readonly challenge: readonly [title: string, text: string];
  readonly paywall: string;
  readonly first: string;
  readonly section: string;
  readonly headlines: readonly string[];
};

export type RefusedPage = {
  readonly name: string;
  readonly reason: NotArticleReason;
  readonly html: string;
};

/** Pages of every kind that is no article, in the words of one language. */
export function refusedPages(notices: Notices): readonly RefusedPage[] {
  const { language, missing, consent, challenge, paywall, first, section, headlines } = notices;
  const page = (title: string, body: string): string =>
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title></head><body>${body}</body></html>`;
  const menu = `<nav><ul>${headlines.map((_, at) => `<li><a href="/s/${at}">${section}</a></li>`).join('')}</ul></nav>`;
  const cards = headlines
    .map(
      (headline, at) => `<div class="card"><h2><a href="/a/${100 + at}">${headline}</a></h2></div>`,
    )
    .join('');
  const list = `${cards}${cards.replaceAll('/a/1', '/a/2')}`;
  const [headline = ''] = headlines;
  const kinds: Readonly<Partial<Record<NotArticleReason, string>>> = {
    'soft-404': page(
      `${missing} | Herald`,
      `${menu}<main><h1>${missing}</h1><p><a href="/">Herald</a></p></main>`,
    ),
    'consent-wall': page(
      consent[0],
      `<div><h1>${consent[0]}</h1><p>${consent[1]}</p><button>OK</button></div>`,
    ),
    'bot-challenge': page(
      challenge[0],
      `<h1>herald.example</h1><p>${challenge[1]}</p><script src="/c.js"></script>`,
    ),
    paywall: page(
      `${headline} | Herald`,
      `${menu}<article><h1>${headline}</h1><p>${first}</p><div><p>${paywall}</p></div></article>`,
    ),
    'index-page': page(`${section} | Herald`, `${menu}<main><h1>${section}</h1>${list}</main>`),
    'script-shell': page(headline, '<div id="app"></div><script src="/app.js"></script>'),
    'media-only': page(headline, `<h1>${headline}</h1><video src="/v.mp4"></video>`),
    empty: page(headline, ''),
  };
  return Object.entries(kinds).map(([reason, html]) => ({
    name: `${language} ${reason}`,
    reason: reason as NotArticleReason,
    html,
  }));
}
