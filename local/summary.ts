import pc from 'picocolors';
import { groupBy } from '../shared/collections/group-by.ts';
import type { Article } from '../shared/model/article.ts';
import type { Outcome } from '../shared/runtime/observer.ts';
import { cleanLine } from '../shared/text/terminal-text.ts';
import type { Aside } from './aside.ts';
import { reasonInWords } from './discard-words.ts';
import { inWords } from './next-poll-words.ts';
import type { RunTally } from './progress.ts';
import type { StoreContents } from './store-contents.ts';
import { relatedLines, storyLines } from './story-summary.ts';
import { webLines } from './web-summary.ts';

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });
const shownDiscards = 8;

/** What there is to tell at the end of a run. */
export type Findings = {
  readonly tally: RunTally;
  readonly contents: StoreContents;
  readonly aside: Aside;
  /** Addresses of the pages of a saved web, where it was one. */
  readonly pages: readonly string[] | undefined;
  /** When the first of the tasks that wait can go on. */
  readonly waiting: Date | undefined;
  /** Events that the bus holds, by their kind. */
  readonly events: ReadonlyMap<string, number>;
};

/** What a run did and what the store holds now, as a person reads it. */
export function summarize(findings: Findings): string {
  const { tally, contents, pages } = findings;
  const articles = contents.articles.filter(isLive).map(wholeArticle);
  return [
    section('Pages', pages === undefined ? [] : webLines(pages, contents.articles)),
    section('Feeds', feedLines(contents, tally)),
    section('Articles', articleLines(articles, tally)),
    section('Discarded', discardLines(contents)),
    section('Failures', failureLines(findings)),
    section('Put off', waitingLines(findings)),
    section('Stories', storyLines(articles, contents)),
    section('Events', eventLines(findings)),
    section('Related stories that pages point to', relatedLines(articles, contents)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

/** Items leave out rights of which their page says nothing. */
const wholeArticle = (item: Readonly<Record<string, unknown>>) =>
  ({ rights: { robots: [] }, ...item }) as unknown as Article;

const isLive = (item: Readonly<Record<string, unknown>>) => item['state'] === 'live';

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? '' : [pc.bold(title), ...lines.map((line) => `  ${line}`)].join('\n');
}

function feedLines({ feeds }: StoreContents, { unread }: RunTally): string[] {
  const listed = feeds.filter((feed) => feed['status'] !== undefined);
  const byStatus = counted(listed.map((feed) => String(feed['status'])));
  // Most errors begin with the address, which is told already.
  const failed = [...unread].map(([url, error]) =>
    cleanLine(`could not be read: ${url} (${error.replace(`${url}: `, '')})`),
  );
  return [
    `${listed.length} known: ${byStatus}`,
    ...failed.slice(0, shownDiscards),
    ...(failed.length > shownDiscards
      ? [pc.dim(`… and ${failed.length - shownDiscards} more`)]
      : []),
  ];
}

function articleLines(articles: readonly Article[], { revised }: RunTally): string[] {
  const languages = counted(articles.map(({ language }) => languageInWords(language)));
  const lines = [`${articles.length} stored: ${languages || 'none yet'}`];
  const asFacts = articles.filter(({ rights }) => rights.withheld !== undefined).length;
  if (asFacts > 0) lines.push(`${asFacts} of them without the text, which the publisher reserves`);
  for (const outcome of revised)
    lines.push(`${revisionInWords(outcome)}: ${cleanLine(String(outcome['url']))}`);
  return lines;
}

function revisionInWords({ kind, ...outcome }: Outcome): string {
  if (kind === 'removed') return 'removed';
  return kind === 'reread' ? `read anew (${outcome['change']})` : `new ${outcome['change']}`;
}

/** `Arabic` for `ar-EG`; for `und` (RFC 5646, 4.1), which `Intl` calls the root, what it means. */
function languageInWords(tag: string): string {
  const [language = 'und'] = tag.split('-');
  if (language === 'und') return 'language unknown';
  try {
    return languageNames.of(language) ?? tag;
  } catch {
    return tag;
  }
}

/** `12 Arabic, 3 English`, most first. */
function counted(keys: readonly string[]): string {
  return [...groupBy(keys, (key) => key)]
    .map(([key, same]) => [key, same.length] as const)
    .toSorted(([a, n], [b, m]) => m - n || a.localeCompare(b))
    .map(([key, n]) => `${n} ${key}`)
    .join(', ');
}

function discardLines({ articles }: StoreContents): string[] {
  const discarded = articles.filter(({ state }) => state === 'discarded');
  return [...groupBy(discarded, (item) => String(item['reason']))]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .flatMap(([reason, items]) => [
      `${items.length} × ${reasonInWords(reason)}`,
      ...items
        .slice(0, shownDiscards)
        .map(({ url, detail }) => pc.dim(`    ${cleanLine(`${url} (${detail})`)}`)),
      ...(items.length > shownDiscards
        ? [pc.dim(`    … and ${items.length - shownDiscards} more`)]
        : []),
    ]);
}

/** Only what is still failed at the end is a failure; what a second try has healed is one line. */
function failureLines({ tally: { failures }, aside }: Findings): string[] {
  const dead = new Set(aside.deadLetters.map(({ body }) => body));
  const lastError = new Map(failures.map(({ body, error }) => [body, error]));
  const healed = failures.filter(({ fate, body }) => fate === 'retry' && !dead.has(body));
  return [
    ...grouped(
      aside.deadLetters.map(
        ({ queue, body }) =>
          `given up in ${queue}: ${lastError.get(body) ?? 'failed too often in an earlier run'}`,
      ),
    ),
    ...grouped(
      aside.quarantined.map(({ step, reason }) => `set aside by ${step} (quarantine): ${reason}`),
    ),
    ...(healed.length > 0 ? [pc.dim(`${healed.length} that a later try has mended`)] : []),
  ];
}

/** `3 × what`, most first; an error may have causes, one a line, of which the first will do. */
const grouped = (lines: readonly string[]): string[] =>
  [...groupBy(lines, (line) => line.split('\n')[0] ?? '')]
    .toSorted(([, a], [, b]) => b.length - a.length)
    .map(([what, times]) => `${times.length} × ${cleanLine(what)}`);

const eventLines = ({ events }: Findings): string[] =>
  events.size === 0 ? [] : [[...events].map(([type, count]) => `${count} ${type}`).join(', ')];

function waitingLines({ waiting }: Findings): string[] {
  if (waiting === undefined) return [];
  const at = inWords(waiting.getTime() - Date.now());
  return [`hosts asked to come back later: the first task can go on ${at}, at a later start`];
}
