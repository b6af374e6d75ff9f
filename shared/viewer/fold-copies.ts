import type { StoryMember } from '../client/story-members.ts';
import type { ArticleId } from '../model/ids.ts';

/** A report, and those that were copied from it. */
export type Report = {
  readonly article: StoryMember;
  /** Oldest first. */
  readonly copies: readonly StoryMember[];
};

/**
 * Puts copies under the report that they were taken from.
 *
 * A copy of a copy stands under the first of them. A copy whose original is not among the members
 * stands for itself, as does each of a ring, which only damage can make.
 *
 * @param members oldest first
 */
export function foldCopies(members: readonly StoryMember[]): Report[] {
  const here = new Set(members.map(({ articleId }) => articleId));
  const sources = new Map<ArticleId, ArticleId>();
  for (const { articleId, because } of members) {
    const copy = because.find(
      ({ kind, role, otherId }) => kind === 'copy' && role === 'to' && here.has(otherId),
    );
    if (copy !== undefined) sources.set(articleId, copy.otherId);
  }
  const roots = new Map(members.map(({ articleId }) => [articleId, rootOf(articleId, sources)]));
  return members
    .filter(({ articleId }) => roots.get(articleId) === articleId)
    .map((article) => ({
      article,
      copies: members.filter(
        ({ articleId }) =>
          articleId !== article.articleId && roots.get(articleId) === article.articleId,
      ),
    }));
}

function rootOf(id: ArticleId, sources: ReadonlyMap<ArticleId, ArticleId>): ArticleId {
  const seen = new Set<ArticleId>();
  let at = id;
  for (let next = sources.get(at); next !== undefined; next = sources.get(at)) {
    if (seen.has(next)) return id;
    seen.add(next);
    at = next;
  }
  return at;
}
