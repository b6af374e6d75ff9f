import { laterOf } from '../linking/likeness/instants.ts';
import type { Article } from '../model/article.ts';
import type { Story } from '../model/story.ts';
import type { FeedItem } from './feed-documents.ts';

/** A story with the newest of its articles. */
export type ToldStory = { readonly story: Story; readonly articles: readonly ToldArticle[] };

export type ToldArticle = {
  readonly title: string;
  readonly url: string;
  readonly site?: string;
};

/**
 * The entry of an article: its beginning, never its text, which is its publisher's.
 *
 * @example
 * articleItem(article).id // 'urn:newsloom:abd2706b445a9da9bcdbf913a'
 */
export function articleItem(article: Article): FeedItem {
  const { articleId, canonicalUrl: url, title, lead: summary, language, authors, tags } = article;
  const { publishedAt, changedAt, section } = article;
  return {
    ...{ id: `urn:newsloom:${articleId}`, url, title, summary, publishedAt },
    // A clock that runs fast may have published it after we changed it.
    updatedAt: laterOf(changedAt, publishedAt),
    ...(language !== 'und' && { language }),
    ...{ authors, categories: section === undefined ? tags : [section, ...tags] },
  };
}

/**
 * The entry of a story: who tells it, and what they call it.
 *
 * @returns nothing for a story without an article to point to
 *
 * @example
 * storyItem({ story, articles })?.summary // '2 articles of 2 outlets\nBridge reopens — news.example\n…'
 */
export function storyItem({ story, articles }: ToldStory): FeedItem | undefined {
  const [first] = articles;
  if (first === undefined) return undefined;
  const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`;
  const size = `${count(story.articleCount, 'article')} of ${count(story.sites.length, 'outlet')}`;
  const lines = articles.map(({ title, site }) => (site ? `${title} — ${site}` : title));
  const [language] = story.languages;
  return {
    ...{ id: `urn:newsloom:${story.storyId}`, url: first.url, title: story.headline },
    summary: [size, ...lines].join('\n'),
    ...{ publishedAt: story.firstSeenAt, updatedAt: story.lastSeenAt },
    ...(language !== undefined && language !== 'und' && { language }),
    ...{ authors: [], categories: story.places },
  };
}
