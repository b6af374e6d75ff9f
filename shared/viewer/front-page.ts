import { isArticle } from '../article/is-article.ts';
import type { StoryMember } from '../client/story-members.ts';
import type { ArticleSummary, StorySummary } from '../client/summaries.ts';
import type { Article } from '../model/article.ts';
import type { Instant } from '../model/ids.ts';
import type { Story } from '../model/story.ts';
import { foldCopies, type Report } from './fold-copies.ts';
import { olderStories } from './older-stories.ts';
import { matchesQuery, type Query } from './query.ts';
import type { Reading } from './reading.ts';
import { atMost, take } from './take.ts';

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

/** A story with its reports, as the front page tells it. */
export type StoryCard = {
  readonly summary: StorySummary;
  readonly story: Story | undefined;
  readonly reports: readonly Report[];
  /** The report that came first, where it is stored as an article. */
  readonly opening: Article | undefined;
  /** Members that are not shown. */
  readonly more: number;
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

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekMs = 7 * dayMs;
/** Stories that are looked at for one page; a busy day has more, and says so. */
const mostStories = 300;
const mostSearched = 2000;
/** With fewer in the period, those from before are shown, too. */
const fewStories = 12;
const mostCards = 10;
const mostBrief = 60;
const mostMembers = 6;
const mostFound = 40;

/** Reads the stories of a day as a newspaper would lay them out. */
export async function readFrontPage(reading: Reading, wanted: Wanted): Promise<FrontPage> {
  const period = await periodOf(reading, wanted);
  const isSearch = wanted.query !== undefined;
  const limit = isSearch ? mostSearched : mostStories;
  const inPeriod = await take(
    reading.news.latestStories({ since: period.from, until: period.to, limit }),
  );
  const listed = await withOlder(reading, inPeriod, wanted);
  const matching = await searched(reading, listed, wanted.query);
  const chosen = matching.filter((story) => isWanted(story, wanted));
  const now = Date.parse(period.to);
  const ranked = chosen.toSorted((a, b) => rankOf(b, now) - rankOf(a, now));
  const [told, rest] = split(ranked, isSearch);
  const articles = isSearch ? await titlesMatching(reading, period, wanted) : [];
  return {
    ...{ wanted, articles, to: period.to, from: earliest(period.from, listed) },
    cards: await withOpenings(
      reading,
      await Promise.all(told.map((summary) => cardOf(reading, summary))),
    ),
    brief: rest.slice(0, mostBrief),
    languages: [...new Set(listed.flatMap(({ languages }) => languages))].toSorted(),
    sources: [...new Set(listed.flatMap(({ sites }) => sites))].toSorted(),
    isCut: listed.length === limit || rest.length > mostBrief,
    isGrowing: reading.isGrowing?.() ?? false,
  };
}

/** Whoever asks for no day wants to see something, be it old. */
async function withOlder(
  reading: Reading,
  listed: readonly StorySummary[],
  { day }: Wanted,
): Promise<readonly StorySummary[]> {
  if (day !== undefined || listed.length >= fewStories) return listed;
  const known = new Set(listed.map(({ storyId }) => storyId));
  const older = await olderStories(reading);
  return [...listed, ...older.filter(({ storyId }) => !known.has(storyId))];
}

const earliest = (from: Instant, stories: readonly StorySummary[]): Instant =>
  [from, ...stories.map(({ lastSeenAt }) => lastSeenAt)].toSorted()[0] ?? from;

/** A day of the calendar, a week for a search, or the last day that has news. */
async function periodOf(
  reading: Reading,
  { day, query }: Wanted,
): Promise<{ readonly from: Instant; readonly to: Instant }> {
  const now = reading.now();
  const instant = (ms: number) => new Date(ms).toISOString();
  if (day !== undefined) {
    const start = Date.parse(`${day}T00:00:00.000Z`);
    return { from: instant(start), to: instant(start + dayMs - 1) };
  }
  const to = now.getTime();
  if (query !== undefined) return { from: instant(to - weekMs), to: instant(to) };
  const [newest] = await take(
    reading.news.latestStories({ since: instant(to - weekMs), limit: 1 }),
  );
  const end = newest === undefined ? to : Date.parse(newest.lastSeenAt);
  return { from: instant(end - dayMs), to: instant(Math.max(end, to)) };
}

/** By headline first; by what a story is about only where the headline does not say it. */
async function searched(
  reading: Reading,
  listed: readonly StorySummary[],
  query: Query | undefined,
): Promise<readonly StorySummary[]> {
  if (query === undefined) return listed;
  const isByTitle = (story: StorySummary) => matchesQuery(query, [story.headline]);
  const others = listed.filter((story) => !isByTitle(story)).map(({ storyId }) => storyId);
  const about = await reading.stories(others);
  const found = new Set(
    about
      .filter(({ headline, terms, places }) =>
        matchesQuery(query, [headline, ...places, ...terms.map(([term]) => term)]),
      )
      .map(({ storyId }) => storyId),
  );
  return listed.filter((story) => isByTitle(story) || found.has(story.storyId));
}

const isWanted = ({ languages, sites }: StorySummary, { language, source }: Wanted): boolean =>
  (language === undefined ||
    languages.some((one) => one === language || one.startsWith(`${language}-`))) &&
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

type ToldStory = Omit<StoryCard, 'opening'>;

/** How each begins, in one request. */
async function withOpenings(
  reading: Reading,
  stories: readonly ToldStory[],
): Promise<readonly StoryCard[]> {
  const firstOf = ({ reports: [first] }: ToldStory) => first?.article.articleId;
  const records = await reading.articles(stories.flatMap((story) => firstOf(story) ?? []));
  const articles = new Map(records.filter(isArticle).map((one) => [one.articleId, one]));
  return stories.map((story) => {
    const first = firstOf(story);
    return { ...story, opening: first && articles.get(first) };
  });
}

async function cardOf(reading: Reading, summary: StorySummary): Promise<ToldStory> {
  const found = await reading.news.storyWithMembers(summary.storyId);
  if (found === undefined) return { summary, story: undefined, reports: [], more: 0 };
  const members: StoryMember[] = await take(atMost(found.members, mostMembers));
  return {
    summary,
    story: found.story,
    reports: foldCopies(members),
    more: Math.max(0, found.story.articleCount - members.length),
  };
}

/** Of the last day alone: articles are listed by the hour, and a week has many hours. */
async function titlesMatching(
  reading: Reading,
  { from, to }: { readonly from: Instant; readonly to: Instant },
  { query, language, source }: Wanted,
): Promise<ArticleSummary[]> {
  if (query === undefined) return [];
  const since = new Date(Math.max(Date.parse(from), Date.parse(to) - dayMs)).toISOString();
  const wanted = { since, until: to, limit: mostSearched };
  const titles = await take(
    reading.news.latestArticles(language === undefined ? wanted : { ...wanted, language }),
  );
  return titles
    .filter(({ title, site }) => matchesQuery(query, [title]) && (!source || site === source))
    .slice(0, mostFound);
}
