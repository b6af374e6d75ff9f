import type { Article } from '../model/article.ts';
import type { ArticleId } from '../model/ids.ts';
import type { Link } from '../model/story.ts';
import { articleIdOf } from '../url/ids.ts';

/** What of an article says where it points to. */
type Pointing = Pick<Article, 'related' | 'canonicalUrl'>;

/** An entry of a related block, and the article that stands, or would stand, under its address. */
export type Pointer = Article['related'][number] & { readonly articleId: ArticleId };

/**
 * What the related block of a page points to, but for the page itself.
 *
 * @example
 * pointersOf(article) // [{ articleId: 'a…', url: 'https://news.example/tram', title: 'Trams return' }]
 */
export const pointersOf = ({ related, canonicalUrl }: Pointing): Pointer[] =>
  related
    .filter(({ url }) => url !== canonicalUrl)
    .map((entry) => ({ ...entry, articleId: articleIdOf(entry.url) }));

/**
 * The ids of what a page points to, each once, as its version keeps them: who has to find the links of a
 * page again finds them by these.
 *
 * @example
 * pointedAt(article) // ['a…', 'a…']
 */
export const pointedAt = (article: Pointing): ArticleId[] => [
  ...new Set(pointersOf(article).map(({ articleId }) => articleId)),
];

/**
 * The links that a page makes by pointing, from its own end, which is not stored: `related` says it all.
 *
 * @example
 * linksByPointing(article) // [{ kind: 'on-page', role: 'from', otherId: 'a…', otherTitle: 'Trams return', … }]
 */
export const linksByPointing = (article: Article): Link[] =>
  pointersOf(article).map(({ articleId: otherId, url, title, teaser }) => ({
    ...{ articleId: article.articleId, otherId, kind: 'on-page', role: 'from', score: 1 },
    ...{ otherUrl: url, otherTitle: title, linkedAt: article.changedAt },
    evidence: {
      ...{ terms: [], names: [], places: [], numbers: [] },
      teaser: teaser === undefined ? title : `${title}\n${teaser}`,
    },
  }));
