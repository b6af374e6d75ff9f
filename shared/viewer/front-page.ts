import type { ArticleSummary, StorySummary } from '../client/summaries.ts';
import { allOf } from '../collections/streams.ts';
import type { Instant } from '../model/ids.ts';
import { kept } from './kept.ts';
import { withOlder } from './older-stories.ts';
import type { Query } from './query.ts';
import type { Reading } from './reading.ts';
import { findStories, findTitles, type Period, readSearchable, type Searchable } from './search.ts';
import { type StoryCard, storyCards } from './story-cards.ts';

/** What the reader asked for; the address of the page says it. */
export type Wanted = {
  /** A day of the calendar in UTC, `2026-01-31`; the last day with news unless given. */
  readonly day?: string;
  /** `ar` finds `ar-SA` too. */
  readonly language?: string;
  /** Registrable domain of an outlet. */
  readonly source?: string;
  readonly query?: Query;
};

export type FrontPage = {
  readonly wanted: Wanted;
  readonly from: Instant;
  readonly to: Instant;
  /** Told by several outlets, or at length: with their reports. */
  readonly cards: readonly StoryCard[];
  /** The others, a line each. */
  readonly brief: readonly StorySummary[];
  /** Single articles whose titles match what is searched for. */
  readonly articles: readonly ArticleSummary[];
  readonly languages: readonly string[];
  readonly sources: readonly string[];
  /** There are more stories than were looked at. */
  readonly isCut: boolean;
  /** A pipeline is at work, and more is to come. */
  readonly isGrowing: boolean;
};

const dayMs = 24 * 3_600_000;
const weekMs = 7 * dayMs;
/** Stories that are looked at for one page; a busy day has more, and says so. */
const mostStories = 300;
const mostCards = 10;
const mostBrief = 60;
const mostFound = 40;
/** How old what is searched may be: read in the background from then on, and never older than ten minutes. */
const searchable = { freshMs: 60_000, staleMs: 600_000 };
const searchableWhileGrowing = { freshMs: 3000, staleMs: 6000 };

/** Stories that were found, and what they were chosen from. */
type Found = {
  readonly period: Period;
  readonly listed: readonly StorySummary[];
  readonly chosen: readonly StorySummary[];
  readonly articles: readonly ArticleSummary[];
  readonly isCut: boolean;
};

/** Reads the stories of a day as a newspaper would lay them out, or those that a search finds. */
export function frontPages(reading: Reading): (wanted: Wanted) => Promise<FrontPage> {
  const cardsOf = storyCards(reading);
  const lastWeek = kept(
    () => readSearchable(reading, weekUntil(reading.now())),
    reading.isGrowing ? searchableWhileGrowing : searchable,
  );
  return async (wanted) => {
    const { query } = wanted;
    const found = query
      ? await search(reading, { ...wanted, query }, lastWeek)
      : await browse(reading, wanted);
    const { period, listed, articles } = found;
    const now = Date.parse(period.to);
    const ranked = found.chosen
      .filter((story) => isWanted(story, wanted))
      .toSorted((a, b) => rankOf(b, now) - rankOf(a, now));
    const [told, rest] = split(ranked, query !== undefined);
    return {
      ...{ wanted, articles, to: period.to, from: earliest(period.from, listed) },
      cards: await cardsOf(told),
      brief: rest.slice(0, mostBrief),
      languages: [...new Set(listed.flatMap(({ languages }) => languages))].toSorted(),
      sources: [...new Set(listed.flatMap(({ sites }) => sites))].toSorted(),
      isCut: found.isCut || rest.length > mostBrief,
      isGrowing: reading.isGrowing?.() ?? false,
    };
  };
}

/** What a day, or the last one with news, tells. */
async function browse(reading: Reading, { day }: Wanted): Promise<Found> {
  const period = day === undefined ? await lastDay(reading) : dayOf(day);
  const { from, to, isDay } = period;
  const inPeriod = await allOf(
    reading.news.latestStories({ since: from, until: to, limit: mostStories }),
  );
  const listed = isDay ? inPeriod : await withOlder(reading, inPeriod);
  return {
    ...{ period, listed, chosen: listed, articles: [] },
    isCut: inPeriod.length === mostStories,
  };
}

/** What a search finds in the last week, or on a day. */
async function search(
  reading: Reading,
  { query, day, language, source }: Wanted & { readonly query: Query },
  lastWeek: () => Promise<Searchable>,
): Promise<Found> {
  const all = day === undefined ? await lastWeek() : await readSearchable(reading, dayOf(day));
  const articles = findTitles(all, query).filter(
    (article) =>
      (source === undefined || article.site === source) && speaks(article.language, language),
  );
  return {
    ...{ period: all.period, isCut: all.isCut, chosen: findStories(all, query) },
    listed: all.stories.map(({ summary }) => summary),
    articles: articles.slice(0, mostFound),
  };
}

const earliest = (from: Instant, stories: readonly StorySummary[]): Instant =>
  [from, ...stories.map(({ lastSeenAt }) => lastSeenAt)].toSorted()[0] ?? from;

const instant = (ms: number): Instant => new Date(ms).toISOString();

const weekUntil = (now: Date): Period => ({
  from: instant(now.getTime() - weekMs),
  to: now.toISOString(),
});

function dayOf(day: string): Period {
  const start = Date.parse(`${day}T00:00:00.000Z`);
  return { from: instant(start), to: instant(start + dayMs - 1), isDay: true };
}

/** The last that has news. */
async function lastDay({ news, now }: Reading): Promise<Period> {
  const to = now().getTime();
  const [newest] = await allOf(news.latestStories({ since: instant(to - weekMs), limit: 1 }));
  const end = newest === undefined ? to : Date.parse(newest.lastSeenAt);
  return { from: instant(end - dayMs), to: instant(Math.max(end, to)) };
}

/** `ar` is spoken in `ar` and `ar-SA`. */
const speaks = (language: string, wanted: string | undefined): boolean =>
  wanted === undefined || language === wanted || language.startsWith(`${wanted}-`);

const isWanted = ({ languages, sites }: StorySummary, { language, source }: Wanted): boolean =>
  languages.some((one) => speaks(one, language)) &&
  (source === undefined || sites.includes(source));

/** Outlets count most, then languages and reports; a day's age costs as much as half the outlets, and a week as much as more. */
function rankOf(story: StorySummary, now: number): number {
  const ageDays = Math.min(7, (now - Date.parse(story.lastSeenAt)) / dayMs);
  return (
    Math.log2(1 + story.sites.length) +
    0.5 * (story.languages.length - 1) +
    0.25 * Math.log2(1 + story.articleCount) -
    ageDays
  );
}

/** Told in full: what more than one report tells; of a search, the first whatever they are. */
function split(
  ranked: readonly StorySummary[],
  isSearch: boolean,
): readonly [readonly StorySummary[], readonly StorySummary[]] {
  const told = (isSearch ? ranked : ranked.filter(({ articleCount }) => articleCount > 1)).slice(
    0,
    mostCards,
  );
  return [told, ranked.filter((story) => !told.includes(story))];
}
