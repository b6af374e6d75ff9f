import pc from 'picocolors';
import { groupBy } from '../shared/collections/group-by.ts';
import type { Article, DiscardReason } from '../shared/model/article.ts';
import { cleanLine } from '../shared/text/terminal-text.ts';
import type { RunTally } from './progress.ts';
import type { StoreContents } from './store-contents.ts';
import { relatedLines, storyLines } from './story-summary.ts';

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
const shownDiscards = 8;

/** What a run did and what the store holds now, as a person reads it. */
export function summarize(tally: RunTally, contents: StoreContents): string {
  const articles = contents.articles.filter(isLive) as unknown as Article[];
  return [
    section('Feeds', feedLines(contents)),
    section('Articles', articleLines(articles, tally)),
    section('Discarded', discardLines(contents)),
    section('Failures', failureLines(tally)),
    section('Stories', storyLines(articles, contents)),
    section('Related stories that pages point to', relatedLines(articles, contents)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

const isLive = (item: Readonly<Record<string, unknown>>) => item['state'] === 'live';

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [pc.bold(title), ...lines.map((line) => `  ${line}`)].join('\n');
}

function feedLines({ feeds }: StoreContents): string[] {
  const listed = feeds.filter((feed) => feed['status'] !== undefined);
  const byStatus = counted(listed.map((feed) => String(feed['status'])));
  return [`${listed.length} known: ${byStatus}`];
}

function articleLines(articles: readonly Article[], { revised }: RunTally): string[] {
  const languages = counted(
    articles.map(({ language }) => languageNames.of(language.split('-')[0] ?? 'und') ?? language),
  );
  const lines = [`${articles.length} stored: ${languages || 'none yet'}`];
  for (const outcome of revised)
    lines.push(
      `${outcome.kind === 'removed' ? 'removed' : `new ${outcome['change']}`}: ${cleanLine(String(outcome['url']))}`,
    );
  return lines;
}

/** `12 Arabic, 3 English`, most first. */
function counted(keys: readonly string[]): string {
  return [...groupBy(keys, (key) => key)]
    .map(([key, same]) => [key, same.length] as const)
    .toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .map(([key, n]) => `${n} ${key}`)
    .join(', ');
}

const reasons: Readonly<Record<DiscardReason, string>> = {
  gone: 'the page is not there',
  refused: 'the site refuses it',
  'not-html': 'not a web page',
  'too-large': 'too large',
  'blocked-address': 'an address that we may not contact',
  robots: 'robots.txt disallows it',
  'bad-url': 'its address is none',
  'redirect-loop': 'it redirects in circles',
  empty: 'an empty page',
  'index-page': 'a list of articles, not an article',
  'consent-wall': 'a consent wall',
  'bot-challenge': 'a bot challenge',
  'soft-404': 'a “not found” page',
  'media-only': 'pictures or video without text',
  paywall: 'behind a paywall',
  'script-shell': 'an empty shell that a script would fill',
  'too-short': 'too little text',
};

function discardLines({ articles }: StoreContents): string[] {
  const discarded = articles.filter(({ state }) => state === 'discarded');
  return [...groupBy(discarded, (item) => String(item['reason']))]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([reason, items]) => [
      `${items.length} × ${reasons[reason as DiscardReason] ?? reason}`,
      ...items
        .slice(0, shownDiscards)
        .map(({ url, detail }) => pc.dim(`    ${cleanLine(`${url} (${detail})`)}`)),
      ...(items.length > shownDiscards
        ? [pc.dim(`    … and ${items.length - shownDiscards} more`)]
        : []),
    ]);
}

function failureLines({ failures }: RunTally): string[] {
  return [
    ...groupBy(failures, ({ step, fate, error }) => cleanLine(`${step}, ${fate}: ${error}`)),
  ].map(([what, times]) => `${times.length} × ${what}`);
}
