import { decideReread } from '../../article/decide-reread.ts';
import { feedHintsOf } from '../../article/feed-hints.ts';
import type { Article, RevisionKind } from '../../model/article.ts';
import type { RightsPolicy, RightsSignal } from '../../model/rights.ts';
import { extractorVersion } from '../../page/extractor-version.ts';
import { withoutTakenDown } from './forget-teasers.ts';
import { readArticle } from './read-article.ts';
import { saveVersion, type VersionPorts } from './save-version.ts';

export type RereadPorts = VersionPorts & { readonly rights: RightsPolicy };

/** What came of reading the stored page of an article again. */
export type Rereading =
  | { readonly kind: 'unchanged' }
  /** A newer extractor reads the same. */
  | { readonly kind: 'confirmed'; readonly article: Article }
  | { readonly kind: 'reread'; readonly article: Article; readonly change: RevisionKind }
  /** Its publisher takes the article away: nothing was written yet. */
  | { readonly kind: 'forbidden'; readonly signals: readonly RightsSignal[] }
  /** The extractor of today finds no article on the page; what is stored stays. */
  | { readonly kind: 'refused'; readonly reason: string; readonly detail: string }
  | { readonly kind: 'no-raw-page' };

/** Reads an article's page again from the bytes that were archived, and saves what is new of it. */
export async function rereadArticle(current: Article, ports: RereadPorts): Promise<Rereading> {
  const { articleId, rawKey, revision } = current;
  const page = rawKey === undefined ? undefined : await ports.raw.find(rawKey);
  if (page === undefined) return { kind: 'no-raw-page' };

  const { hints = feedHintsOf(current) } = page;
  const read = readArticle({ ...page, hints }, ports);
  if (read.kind === 'none') return { ...read, kind: 'refused' };
  if (read.kind === 'forbidden') return read;

  const related = await withoutTakenDown(read.extracted.related, ports.articles);
  const stored = await ports.revisions.find(articleId, revision);
  const decision = decideReread(
    current,
    {
      ...{ extracted: { ...read.extracted, related }, extractorVersion },
      fetchedAt: page.fetchedAt,
      ...(hints.publishedAt !== undefined && { feedPublishedAt: hints.publishedAt }),
      now: ports.now().toISOString(),
    },
    stored,
  );
  if (decision.kind === 'unchanged') return decision;
  if (decision.kind === 'confirmed') {
    await ports.articles.note(articleId, { extractorVersion }, revision);
    return { kind: 'confirmed', article: { ...current, extractorVersion } };
  }
  const saved = await saveVersion(decision, { replaces: revision }, ports);
  return { kind: 'reread', ...saved };
}
