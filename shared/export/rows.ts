import type { Article } from '../model/article.ts';
import type { Link, Story } from '../model/story.ts';
import { exportTables, type Row, type Value } from './columns.ts';

/** What of a version is exported with its article. */
type Version = {
  /** Absent where the text is withheld. */
  readonly text?: string | undefined;
  readonly siteName?: string | undefined;
};

/**
 * The row of an article with what its version holds.
 *
 * @example
 * articleRow(article, { text: 'The bridge reopened on Monday.' }).robots // ['noarchive']
 */
export function articleRow(article: Article, { text, siteName }: Version): Row {
  const { rights, ...facts } = article;
  const { robots, tdmReserved, license, paywalled } = rights;
  return picked('articles', {
    ...{ ...facts, text, siteName, robots, tdmReserved, license, paywalled },
  });
}

/**
 * The row of one end of a link.
 *
 * @example
 * linkRow(link).names // ['Ines Calloway']
 */
export function linkRow(link: Link): Row {
  const { terms, names, places, numbers, containment, vector } = link.evidence;
  const { model: vectorModel, cosine: vectorCosine, weight: vectorWeight } = vector ?? {};
  const ofWords = { terms, names, places, numbers, containment };
  return picked('links', { ...link, ...ofWords, vectorModel, vectorCosine, vectorWeight });
}

/**
 * The row of a story.
 *
 * @example
 * storyRow(story).headline // 'Bridge reopens in Dunmore'
 */
export const storyRow = (story: Story): Row => picked('stories', story);

function picked(table: keyof typeof exportTables, from: Readonly<Record<string, unknown>>): Row {
  // Columns are named for attributes, and the schemas of both are tested against each other.
  const values = exportTables[table].map(({ name }) => [name, whole(from[name] as Value)]);
  return Object.fromEntries(values.filter(([, value]) => value !== undefined));
}

/** Halves of surrogate pairs, which JSON would pass on and UTF-8 has none of, become U+FFFD. */
function whole(value: Value): Value {
  if (typeof value === 'string') return Buffer.from(value).toString();
  return Array.isArray(value) ? value.map((text) => Buffer.from(text).toString()) : value;
}
