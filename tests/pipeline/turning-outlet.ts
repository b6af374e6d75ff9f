import type { WebAnswer, WebWithFeeds } from '../../local/web/web-content.ts';
import { articlePage, feedPage, type PageReport } from '../builders/report-pages.ts';
import { ferryReports, heistReports } from '../builders/two-events.ts';

/**
 * An outlet that writes on at the same addresses: four pages tell of one event, until two of them turn
 * to another. They stay in the story that counts them, and when a fifth report has joined it, it is split.
 */
export type TurningMoment = 'told' | 'turned' | 'grown' | 'followed';

export const turningSite = 'tarvik-wire.example';
const base = `https://${turningSite}`;
export const turningFeed = `${base}/feed.xml`;

const [aground, captain, schools, oil, insurer] = ferryReports;
const [thieves, search, reward] = heistReports;
const [before, after] = [
  [aground, captain, schools, oil],
  [aground, captain, thieves, search],
] as const;

/** What its pages report at a moment, the page of a report at its place in the list. */
const told = {
  ...{ told: before, turned: after },
  ...{ grown: [...after, insurer], followed: [...after, insurer, reward] },
} as const satisfies Record<TurningMoment, unknown>;

/** The pages of the outlet that a split gives a story of their own. */
export const turnedPages: readonly string[] = [2, 3].map(urlOf);

export function turningReports(moment: TurningMoment): PageReport[] {
  return told[moment].map(reportAt);
}

/** A report of the outlet at one of its addresses; it publishes thrice an hour, and so is polled often enough. */
export function reportAt([title, text]: readonly [string, string], at: number): PageReport {
  return {
    ...{ url: urlOf(at), title, paragraphs: text.split(/(?<=\.) /) },
    publishedAt: new Date(Date.UTC(2030, 4, 5, 5, 20 * at)).toISOString(),
  };
}

function urlOf(at: number): string {
  return `${base}/${at}`;
}

/** The outlet at a moment, and all of another web. */
export function withTurningOutlet(moment: TurningMoment, web?: WebWithFeeds): WebWithFeeds {
  const reports = turningReports(moment);
  const answers = new Map<string, WebAnswer>([
    ...reports.map((one) => [one.url, answerOf('text/html', articlePage(one))] as const),
    [turningFeed, answerOf('application/rss+xml', feedPage(reports))],
  ]);
  return {
    hosts: new Set([turningSite, ...(web?.hosts ?? [])]),
    feeds: [turningFeed, ...(web?.feeds ?? [])],
    lookup: (url, visit) => answers.get(url.href) ?? web?.lookup(url, visit),
  };
}

const answerOf = (type: string, text: string): WebAnswer => ({
  ...{ status: 200, headers: { 'content-type': `${type}; charset=utf-8` } },
  body: new TextEncoder().encode(text),
});
