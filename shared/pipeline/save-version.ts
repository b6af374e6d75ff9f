import { isWithheld } from '../article/rights.ts';
import { ConcurrentWriteError } from '../errors.ts';
import type { Article, Revision } from '../model/article.ts';
import type { ArticleStore, RawArchive, RevisionStore } from '../ports/articles.ts';
import type { ChangeLog } from '../ports/changes.ts';
import type { Clock, WebResponse } from '../ports/web.ts';
import { eraseTexts } from './erase-texts.ts';
import { tellRevision } from './tell-change.ts';

export type VersionPorts = {
  readonly articles: ArticleStore;
  readonly revisions: RevisionStore;
  readonly raw: RawArchive;
  readonly changes: ChangeLog;
  readonly now: Clock;
};

type Version = { readonly article: Article; readonly revision: Revision };

type Origin = {
  readonly response: WebResponse;
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
  { response, replaces }: Origin,
  ports: VersionPorts,
): Promise<{ article: Article; change: Revision['kind'] }> {
  const { revisions, articles, changes, now } = ports;
  await saveRaw(article, response, ports.raw);
  const stored = await takeNumber(revision, revisions);
  // Before the article says that its text is withheld: who dies here begins anew.
  if (isWithheld(article.rights))
    await eraseTexts({ ...article, revision: stored.revision - 1 }, ports);
  // The instant of this write, not of the sighting: readers of changes stay close behind it.
  const numbered = { ...article, revision: stored.revision, changedAt: now().toISOString() };
  await articles.save(numbered, replaces);
  await tellRevision(numbered, stored.kind, { changes, now });
  return { article: numbered, change: stored.kind };
}

async function saveRaw(
  { rawKey, fetchedAt }: Article,
  { body: bytes, finalUrl: url, headers }: WebResponse,
  raw: RawArchive,
): Promise<void> {
  if (rawKey === undefined) return;
  const contentType = headers['content-type'];
  const page = { bytes, url, fetchedAt, ...(contentType !== undefined && { contentType }) };
  await raw.save(rawKey, page);
}

/** So many versions that were seen and never saved are no accident. */
const maxUnsaved = 5;

/** Stores a revision under its number, or under the next that is free or says the same. */
export async function takeNumber(revision: Revision, revisions: RevisionStore): Promise<Revision> {
  const isSame = (stored: Revision) =>
    stored.contentHash === revision.contentHash &&
    (stored.kind === 'removed') === (revision.kind === 'removed');
  for (let number = revision.revision; number < revision.revision + maxUnsaved; number++) {
    const stored = await revisions.create({ ...revision, revision: number });
    if (isSame(stored)) return stored;
  }
  throw new ConcurrentWriteError(`revision ${revision.revision} of article ${revision.articleId}`);
}
