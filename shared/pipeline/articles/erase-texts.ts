import type { Article } from '../../model/article.ts';
import type { RawArchive, RevisionStore } from '../../ports/articles.ts';

/**
 * Takes the text of all stored versions of an article away, and their raw pages: what its publisher
 * asks us not to keep is not kept because it came earlier.
 *
 * The page first, the revision that names it second: who dies between the two finds the name again.
 */
export async function eraseTexts(
  { articleId, revision: last }: Pick<Article, 'articleId' | 'revision'>,
  { raw, revisions }: { readonly raw: RawArchive; readonly revisions: RevisionStore },
): Promise<void> {
  for (let number = 1; number <= last; number++) {
    const revision = await revisions.find(articleId, number);
    if (revision === undefined) continue;
    if (revision.rawKey !== undefined) await raw.remove(revision.rawKey);
    if (revision.rawKey !== undefined || revision.blocks.length > 0)
      await revisions.withhold(articleId, number);
  }
}
