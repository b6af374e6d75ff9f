import { pointedAt } from '../../article/points-to.ts';
import { isWithheld } from '../../article/rights.ts';
import { ConcurrentWriteError } from '../../errors.ts';
import type { Article, Revision } from '../../model/article.ts';
import type { ArticleStore, RawArchive, RawPage, RevisionStore } from '../../ports/articles.ts';
import type { ChangeLog } from '../../ports/changes.ts';
import type { Clock } from '../../ports/web.ts';
import { articleIdOf } from '../../url/ids.ts';
import { tellRevision } from '../tell-change.ts';
import { eraseTexts } from './erase-texts.ts';

export type VersionPorts = {
  readonly articles: ArticleStore;
  readonly revisions: RevisionStore;
  readonly raw: RawArchive;
  readonly changes: ChangeLog;
  readonly now: Clock;
};

type Version = { readonly article: Article; readonly revision: Revision };

type Origin = {
  /** The page that it was read from; absent where that is in the archive already. */
  readonly page?: RawPage;
  /** The revision that the version comes after; 0 for none. */
  readonly replaces: number;
};

/**
 * Saves raw bytes, revision and article, in this order, so that each points to what is there.
 *
 * A revision with the same number may stand there already, left by a try that died or by a
 * worker beside us. If it says the same, it is ours; if not, it was a version of its own, and
 * ours comes after it. See docs/decisions/0001-revision-numbers.md.
 */
export async function saveVersion(
  { article, revision }: Version,
  { page, replaces }: Origin,
  ports: VersionPorts,
): Promise<{ article: Article; change: Revision['kind'] }> {
  const { revisions, articles, raw, changes, now } = ports;
  const isKept = page !== undefined && !isWithheld(article.rights);
  const saved = isKept ? await raw.save(page, article.articleId) : undefined;
  const points = pointedAt(article);
  const own = points.length === 0 ? revision : { ...revision, pointsTo: points };
  const stored = await takeNumber(withPage(own, saved), revisions);
  const rawKey = saved === undefined ? undefined : (stored.rawKey ?? saved);
  // Its page is in the archive already, and nothing will ever name this one.
  if (saved !== undefined && saved !== rawKey) await raw.remove(saved);
  // Before the article says that its text is withheld: who dies here begins anew.
  if (isWithheld(article.rights))
    await eraseTexts({ ...article, revision: stored.revision - 1 }, ports);
  // The instant of this write, not of the sighting: readers of changes stay close behind it.
  const changedAt = now().toISOString();
  const related = relatedIn(stored, article);
  const numbered = { ...withPage(article, rawKey), related, revision: stored.revision, changedAt };
  await articles.save(numbered, replaces);
  await tellRevision(numbered, stored, { changes, now });
  return { article: numbered, change: stored.kind };
}

const withPage = <Of extends Article | Revision>(of: Of, rawKey: string | undefined): Of =>
  rawKey === undefined ? of : { ...of, rawKey };

/**
 * Another try may have stored this version, with another related block. What that did not point to is left
 * out: whatever is linked of a page stands in one of its versions, since a takedown looks there.
 */
function relatedIn({ pointsTo }: Revision, { related, canonicalUrl }: Article): Article['related'] {
  const known = new Set(pointsTo);
  return related.filter(({ url }) => url === canonicalUrl || known.has(articleIdOf(url)));
}

/** So many versions that were seen and never saved are no accident. */
export const maxUnsaved = 5;

/** Stores a revision under its number, or under the next that is free or says the same. */
export async function takeNumber(revision: Revision, revisions: RevisionStore): Promise<Revision> {
  for (let number = revision.revision; number < revision.revision + maxUnsaved; number++) {
    const stored = await revisions.create({ ...revision, revision: number });
    if (saysTheSame(stored, revision)) return stored;
  }
  throw new ConcurrentWriteError(`revision ${revision.revision} of article ${revision.articleId}`);
}

/** Facts are not hashed: what two extractors made of one text is two versions. */
const saysTheSame = (stored: Revision, revision: Revision): boolean =>
  stored.contentHash === revision.contentHash &&
  (stored.kind === 'removed') === (revision.kind === 'removed') &&
  (revision.kind !== 'facts' || stored.extractorVersion === revision.extractorVersion);
