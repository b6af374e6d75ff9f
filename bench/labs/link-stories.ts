import { relatednessOf } from '../../shared/linking/likeness/relatedness.ts';
import type { Article, Revision } from '../../shared/model/article.ts';
import type { ArticleId, CanonicalUrl } from '../../shared/model/ids.ts';
import { leadOf } from '../../shared/page/lead.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { noCost } from '../stores/cost.ts';
import {
  emptyTables,
  linkAndFollow,
  memoryLinkPorts,
  storyOfArticle,
} from '../stores/memory-stores.ts';

type LabDocument = {
  readonly id: string;
  readonly language: string;
  readonly title: string;
  readonly text: string;
  readonly publishedAt: string;
};

/** The step of the Lambda over stores in memory, whose cost is counted. */
export async function linkStories(documents: readonly LabDocument[]) {
  const tables = emptyTables();
  const cost = noCost();
  const ports = memoryLinkPorts(tables, { cost });
  const articleIds = new Map<string, ArticleId>();
  for (const document of documents) {
    const article = articleOf(document);
    const { articleId, language } = article;
    articleIds.set(document.id, articleId);
    tables.articles.set(articleId, article);
    tables.revisions.set(`${articleId} 1`, revisionOf(article, document.text));
    const task = { version: 1, kind: 'article', articleId, revision: 1, language } as const;
    await linkAndFollow(task, tables, ports);
  }
  const stories = new Map<string, string>();
  for (const [id, articleId] of articleIds)
    stories.set(id, storyOfArticle(tables, articleId) ?? id);
  return { stories, cost: { ...cost } };
}

/** How related two texts are by the scores that the linker uses. */
export const relatedness = relatednessOf;

const urlOf = (id: string) => `https://lab.example/${encodeURIComponent(id)}` as CanonicalUrl;

function articleOf({ id, language, title, text, publishedAt }: LabDocument): Article {
  const url = urlOf(id);
  const at = new Date(publishedAt).toISOString();
  return {
    articleId: articleIdOf(url),
    state: 'live',
    url,
    canonicalUrl: url,
    site: 'lab.example',
    title,
    lead: leadOf(text),
    authors: [],
    tags: [],
    language,
    direction: 'ltr',
    publishedAt: at,
    publishedFrom: 'feed',
    publishedPrecision: 'second',
    fetchedAt: at,
    changedAt: at,
    wordCount: 0,
    rawKey: `raw/${id}`,
    contentHash: id,
    revision: 1,
    extractorVersion: 1,
    related: [],
    rights: { robots: [] },
  };
}

const revisionOf = (article: Article, text: string): Revision => ({
  articleId: article.articleId,
  revision: 1,
  kind: 'first',
  title: article.title,
  observedAt: article.fetchedAt,
  blocks: [{ kind: 'paragraph', text }],
  contentHash: article.contentHash,
  extractorVersion: 1,
});
