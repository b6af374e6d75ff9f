import type { DiscardReason } from '../../shared/model/article.ts';
import { html } from './markup.ts';
import { articleUrl, type Publication } from './newsroom.ts';
import type { Outlet } from './outlet.ts';
import { OUTLETS } from './outlets.ts';
import { indexPage } from './templates/index-page.ts';

/** What has to become of a page that is no article of its own. */
export type SpecialOutcome =
  | { readonly outcome: 'discarded'; readonly reason: DiscardReason }
  | { readonly outcome: 'alias'; readonly of: string };

/** A feed entry that leads to something else than an article. */
export type SpecialPage = {
  readonly outlet: string;
  readonly url: string;
  readonly title: string;
  readonly summary: string;
  readonly minutesBefore: number;
  readonly expected: SpecialOutcome;
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string;
};

/** The article that asks its first visitor to come back after a second. */
export const BUSY_ONCE = 'vestnik/teplovoz';

/** Entries that every feed reader meets sooner or later. */
export function specialPages(articles: readonly Publication[]): readonly SpecialPage[] {
  return [
    deadLink(),
    movedArticle(articles),
    trackedTwin(articles),
    dossier(articles),
    challenge(),
    shell(),
    softNotFound(),
  ];
}

function outletOf(id: string): Outlet {
  const outlet = OUTLETS.find((one) => one.id === id);
  if (!outlet) throw new Error(`no outlet ${id}`);
  return outlet;
}

function keyed(articles: readonly Publication[], key: string): Publication {
  const article = articles.find((one) => one.key === key);
  if (!article) throw new Error(`no article ${key}`);
  return article;
}

function deadLink(): SpecialPage {
  return {
    outlet: 'northmere',
    url: articleUrl(outletOf('northmere'), 'tram-line-seven-timetable'),
    title: 'Tram line 7: the new timetable',
    summary: 'All departures of tram line 7 from Monday.',
    minutesBefore: 700,
    expected: { outcome: 'discarded', reason: 'gone' },
    status: 404,
    body: html`<!DOCTYPE html><html lang="en"><title>Not found</title><h1>We cannot find that page</h1></html>`
      .markup,
  };
}

function movedArticle(articles: readonly Publication[]): SpecialPage {
  const target = keyed(articles, 'almarfa/quake-wadi-sarw');
  return {
    outlet: 'almarfa',
    url: `${target.outlet.base}/?p=48213`,
    title: target.title,
    summary: 'تحديث',
    minutesBefore: target.published,
    expected: { outcome: 'alias', of: target.url },
    status: 301,
    headers: { location: target.url },
    body: '',
  };
}

function trackedTwin(articles: readonly Publication[]): SpecialPage {
  const target = keyed(articles, 'harbour/quake-zamrin');
  return {
    outlet: 'harbour',
    url: `${target.url}?utm_source=rss&utm_medium=feed&utm_campaign=latest`,
    title: target.title,
    summary: 'Top story',
    minutesBefore: target.published,
    expected: { outcome: 'alias', of: target.url },
    status: 200,
    body: '',
  };
}

function dossier(articles: readonly Publication[]): SpecialPage {
  const outlet = outletOf('sariya');
  const title = 'ملف: كل ما نشرته الوكالة عن الاقتصاد';
  const own = articles.filter((one) => one.outlet.id === 'sariya');
  return {
    outlet: 'sariya',
    url: `${outlet.base}/s/3/`,
    title,
    summary: 'أرشيف الأخبار الاقتصادية',
    minutesBefore: 900,
    expected: { outcome: 'discarded', reason: 'index-page' },
    status: 200,
    body: indexPage(outlet, own, title),
  };
}

function challenge(): SpecialPage {
  return {
    outlet: 'northmere',
    url: articleUrl(outletOf('northmere'), 'council-budget-live'),
    title: 'Council budget: what each ward gets',
    summary: 'The figures, ward by ward.',
    minutesBefore: 800,
    expected: { outcome: 'discarded', reason: 'bot-challenge' },
    status: 200,
    body: html`<!DOCTYPE html><html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>
<body><div class="main-wrapper"><h1>northmere-post.example</h1><h2>Checking if the site connection is secure</h2><div id="challenge-stage"></div><noscript><div>Enable JavaScript and cookies to continue</div></noscript>
<p>northmere-post.example needs to review the security of your connection before proceeding. Verify you are human by completing the action below.</p></div>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate.js"></script></body></html>`.markup,
  };
}

function shell(): SpecialPage {
  return {
    outlet: 'lanwan',
    url: `${outletOf('lanwan').base}/h5/2030-harbour-festival/`,
    title: '互动专题：一图看懂海港文化节',
    summary: '点击进入互动页面。',
    minutesBefore: 1100,
    expected: { outcome: 'discarded', reason: 'script-shell' },
    status: 200,
    body: html`<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>海港文化节</title></head>
<body><noscript>请启用JavaScript后继续浏览。</noscript><div id="app"></div><script src="/h5/app.3f9c2b.js"></script></body></html>`
      .markup,
  };
}

function softNotFound(): SpecialPage {
  const outlet = outletOf('echo');
  return {
    outlet: 'echo',
    url: articleUrl(outlet, 'horaires-marees'),
    title: 'Les horaires des marées de la semaine',
    summary: 'Tous les horaires, port par port.',
    minutesBefore: 1300,
    expected: { outcome: 'discarded', reason: 'soft-404' },
    status: 200,
    body: html`<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Page introuvable – ${outlet.name}</title></head>
<body><header><a href="/">${outlet.name}</a></header><main><h1>Erreur 404 : page introuvable</h1><p>La page que vous cherchez n’existe pas ou n’existe plus.</p><p><a href="/">Retour à la une</a></p></main></body></html>`
      .markup,
  };
}
