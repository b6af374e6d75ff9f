import type { ArticleSummary, StorySummary } from '../client/summaries.ts';
import { allOf } from '../collections/streams.ts';
import type { Instant } from '../model/ids.ts';
import { withOlder } from './older-stories.ts';
import { foldText, holdsQuery, type Query } from './query.ts';
import type { Reading } from './reading.ts';

export type Period = {
  readonly from: Instant;
  readonly to: Instant;
  /** A day of the calendar that was asked for, and nothing else. */
  readonly isDay?: boolean;
};

/** Everything that a search of a period looks through, as its words are compared. */
export type Searchable = {
  readonly period: Period;
  /** Newest first. */
  readonly stories: readonly {
    readonly summary: StorySummary;
    readonly headline: string;
    readonly about: string;
  }[];
  readonly titles: readonly { readonly article: ArticleSummary; readonly title: string }[];
  /** There are more stories in the period than were looked at. */
  readonly isCut: boolean;
};

const dayMs = 24 * 3_600_000;
const mostSearched = 2000;

/** Reads what a period can be searched for: headlines, places and terms of stories, titles of articles. */
export async function readSearchable(reading: Reading, period: Period): Promise<Searchable> {
  const [stories, titles] = await Promise.all([
    storiesOf(reading, period),
    titlesOf(reading, period),
  ]);
  const records = await reading.stories(stories.map(({ storyId }) => storyId));
  const about = new Map(
    records.map(({ storyId, places, terms }) => [
      storyId,
      foldText([...places, ...terms.map(([term]) => term)].join(' ')),
    ]),
  );
  return {
    ...{ period, isCut: stories.length >= mostSearched },
    stories: stories.map((summary) => ({
      ...{ summary, headline: foldText(summary.headline) },
      about: about.get(summary.storyId) ?? '',
    })),
    titles: titles.map((article) => ({ article, title: foldText(article.title) })),
  };
}

async function storiesOf(
  reading: Reading,
  { from, to, isDay = false }: Period,
): Promise<readonly StorySummary[]> {
  const wanted = { since: from, until: to, limit: mostSearched };
  const listed = await allOf(reading.news.latestStories(wanted));
  return isDay ? listed : withOlder(reading, listed);
}

/** Of the last day alone: articles are listed by the hour, and a week has many hours. */
async function titlesOf({ news }: Reading, { from, to }: Period): Promise<ArticleSummary[]> {
  const since = new Date(Math.max(Date.parse(from), Date.parse(to) - dayMs)).toISOString();
  return allOf(news.latestArticles({ since, until: to, limit: mostSearched }));
}

/** Stories of which a word stands in the headline, or in what they are about. */
export const findStories = ({ stories }: Searchable, query: Query): StorySummary[] =>
  stories
    .filter(({ headline, about }) => holdsQuery(query, `${headline} ${about}`))
    .map(({ summary }) => summary);

/** Articles by their titles. */
export const findTitles = ({ titles }: Searchable, query: Query): ArticleSummary[] =>
  titles.filter(({ title }) => holdsQuery(query, title)).map(({ article }) => article);
