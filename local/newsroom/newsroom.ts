import { type ArticleFile, type ArticleText, readArticles } from './article-file.ts';
import type { Outlet } from './outlet.ts';
import { OUTLETS } from './outlets.ts';

/** The article whose publisher reserves text and data mining, by a file of its site. */
export const RESERVED = 'vestnik/muzei-pisem';

/** 1: as first published. 2: corrected, taken down, with a new headline here and there. */
export type Phase = 1 | 2;

/** An article as its outlet shows it in one phase. */
export type Publication = ArticleText & {
  readonly key: string;
  readonly slug: string;
  readonly outlet: Outlet;
  readonly url: string;
  readonly publishedAt: Date;
  readonly modifiedAt: Date;
  /** The body as a reader sees it, the dateline in its first line. */
  readonly body: readonly string[];
  /** Taken down by now. */
  readonly gone: boolean;
};

/** One moment of the newsroom. */
export type Moment = { readonly today: Date; readonly phase?: Phase };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** No article is younger than this at nine, so nine may be as far ahead. */
const YOUNGEST = 3 * 60 * MINUTE;

/**
 * The morning that all times count back from: nine o'clock UTC of the day, which starts at six.
 *
 * A run looks fresh whenever it starts, meets no page from the future, and sees the same bytes all
 * day. To go on from a stored state on another day, start with the first day's `today` again.
 *
 * @example
 * morningOf(new Date('2030-05-05T06:00:00Z')) // 2030-05-05T09:00:00Z
 * morningOf(new Date('2030-05-05T05:59:59Z')) // 2030-05-04T09:00:00Z
 */
export function morningOf(today: Date): Date {
  const nine = 9 * 60 * MINUTE;
  const sinceSix = today.getTime() - nine + YOUNGEST;
  return new Date(Math.floor(sinceSix / DAY) * DAY + nine);
}

/** All articles of all outlets, newest first within an outlet. */
export function publications({ today, phase = 1 }: Moment): readonly Publication[] {
  const morning = morningOf(today);
  return OUTLETS.flatMap((outlet) =>
    readArticles(outlet.id).map((file) => publication(outlet, file, { morning, phase })),
  );
}

function publication(
  outlet: Outlet,
  file: ArticleFile,
  { morning, phase }: { morning: Date; phase: Phase },
): Publication {
  const text = phase === 2 ? (file.later ?? file) : file;
  const minutesAgo = (minutes: number) => new Date(morning.getTime() - minutes * MINUTE);
  const publishedAt = minutesAgo(text.published);
  const dated = (line: string) => withWeekdays(line, publishedAt, outlet.language);
  return {
    ...text,
    key: `${outlet.id}/${file.slug}`,
    slug: file.slug,
    outlet,
    url: articleUrl(outlet, file.slug, file.urlSlug),
    publishedAt,
    modifiedAt: minutesAgo(text.modified ?? text.published),
    body: withDateline(outlet, text).map(dated),
    teasers: text.teasers.map((teaser) => ({ ...teaser, text: dated(teaser.text) })),
    gone: phase === 2 && file.removed,
  };
}

/** Puts weekdays in: `{day}` is the day of publication, `{day-1}` and `{day+2}` count from it. */
function withWeekdays(line: string, publishedAt: Date, language: string): string {
  const weekday = new Intl.DateTimeFormat(language, { weekday: 'long', timeZone: 'UTC' });
  return line.replace(/\{day([+-]\d)?\}/g, (_, days: string | undefined) =>
    weekday.format(new Date(publishedAt.getTime() + Number(days ?? 0) * DAY)),
  );
}

function withDateline({ dash }: Outlet, { dateline, blocks }: ArticleText): readonly string[] {
  const [first = '', ...others] = blocks;
  return dateline === undefined ? blocks : [`${dateline}${dash}${first}`, ...others];
}

/** The address of an article, whether it exists or is only pointed to. */
export function articleUrl({ base, path }: Outlet, slug: string, urlSlug = slug): string {
  const number = [...slug].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 899_981, 7);
  const named = path.replace('{slug}', urlSlug).replace('{number}', String(100_000 + number));
  return new URL(named, base).href;
}
