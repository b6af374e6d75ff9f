import type { Article } from '../../model/article.ts';
import { placesOf } from '../../text/places.ts';
import type { Report } from '../story/grow-story.ts';
import { earlierOf } from './instants.ts';
import { signatureOf } from './signature.ts';

/** A stored article as a report for a story. */
export function reportOf(article: Article, text: string): Report {
  const { articleId, canonicalUrl, title, lead, language, site } = article;
  return {
    articleId,
    url: canonicalUrl,
    title,
    language,
    site,
    kind: 'article',
    words: `${title}\n${lead}`,
    places: placesOf(`${title}\n${lead}`, language),
    at: reportedAt(article),
    signature: signatureOf({ language, title, text }),
  };
}

/** A page that claims a time after we fetched it is not believed. */
export const reportedAt = ({ publishedAt, fetchedAt }: Article): string =>
  earlierOf(publishedAt, fetchedAt);
