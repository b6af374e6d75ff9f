import { decideRemoval, decideRevision } from '../article/decide-revision.ts';
import {
  BlockedAddressError,
  ConcurrentWriteError,
  SiteUnavailableError,
  UnusableAnswerError,
} from '../errors.ts';
import type { FetchArticleTask, LinkTask } from '../messages.ts';
import type { Measures } from '../metrics.ts';
import type { Article, ArticleRecord, DiscardReason, Revision } from '../model/article.ts';
import type { ArticleId, CanonicalUrl } from '../model/ids.ts';
import { extractorVersion } from '../page/extractor-version.ts';
import { type Extraction, readPage } from '../page/read-page.ts';
import type { ArticleStore, RawArchive, RevisionStore } from '../ports/articles.ts';
import type { ChangeLog } from '../ports/changes.ts';
import type { SendTasks } from '../ports/tasks.ts';
import type { Clock, FetchPolitely, WebResponse } from '../ports/web.ts';
import { canonicalUrl, siteOf } from '../url/canonical-url.ts';
import { articleIdOf } from '../url/ids.ts';
import { type AnswerDecision, decideAnswer } from './decide-answer.ts';
import { findRecord } from './find-record.ts';
import { delayUntilSlot } from './host-gate.ts';
import { linkTasksOf } from './link-tasks.ts';
import { retellRevision, tellRevision } from './tell-change.ts';

export type FetchArticlePorts = {
  readonly fetch: FetchPolitely;
  readonly articles: ArticleStore;
  readonly revisions: RevisionStore;
  readonly raw: RawArchive;
  readonly changes: ChangeLog;
  readonly sendLinkTasks: SendTasks<LinkTask>;
  readonly deferTask: SendTasks<FetchArticleTask>;
  readonly now: Clock;
};

export type FetchArticleOutcome =
  | {
      readonly kind: 'stored' | 'unchanged' | 'removed';
      readonly articleId: ArticleId;
      readonly url: string;
      readonly language: string;
      readonly change?: Revision['kind'];
      readonly measures?: Measures;
    }
  | { readonly kind: 'deferred'; readonly url: string; readonly until: string }
  | {
      readonly kind: 'discarded';
      readonly url: string;
      readonly reason: DiscardReason;
      readonly detail: string;
    };

/** Step 3 of 4: one URL in, at most one new revision of one article and its link tasks out. */
export async function fetchArticle(
  task: FetchArticleTask,
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const decision = await ask(task, ports.fetch);
  switch (decision.kind) {
    case 'defer':
      return defer(task, decision.until, ports);
    case 'retry':
      throw new SiteUnavailableError(task.url, decision.problem);
    case 'discard':
      return discard(task, decision, ports);
    case 'gone':
      return remove(task, decision.detail, ports);
    case 'read':
      return store(task, decision.response, ports);
  }
}

async function ask(task: FetchArticleTask, fetch: FetchPolitely): Promise<AnswerDecision> {
  const { url, slotAt, deferrals = 0 } = task;
  const request = {
    ...{ url, accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1', obeyRobots: true },
    ...(slotAt !== undefined && { slotAt }),
  };
  try {
    const answer = await fetch(request);
    // A 429 has paused the host: asked again, without a request, the gate says from when on.
    const refused = answer.kind === 'answered' && answer.response.status === 429;
    const final = refused ? await fetch(request) : answer;
    return decideAnswer(final, { url, deferrals, withdrawn: task.withdrawn === true });
  } catch (error) {
    // A feed may name any address; one that we may not contact is no fault of the pipeline's.
    if (error instanceof BlockedAddressError)
      return { kind: 'discard', reason: 'blocked-address', detail: error.message };
    if (error instanceof UnusableAnswerError)
      return { kind: 'discard', reason: error.reason, detail: error.message };
    throw error;
  }
}

/** The task goes back to its queue with the slot that the host gave it. */
async function defer(
  task: FetchArticleTask,
  until: string,
  { deferTask, now }: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const deferred = { ...task, slotAt: until, deferrals: (task.deferrals ?? 0) + 1 };
  await deferTask([deferred], delayUntilSlot(until, now()));
  return { kind: 'deferred', url: task.url, until };
}

type Refusal = { readonly reason: DiscardReason; readonly detail: string };

/** Remembers why there is no article, so that the next poll does not ask again. */
async function discard(
  { articleId, url, feedId }: FetchArticleTask,
  { reason, detail }: Refusal,
  { articles, now }: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  await articles.saveNonArticle({
    ...{ articleId, state: 'discarded', url, reason, detail },
    discardedAt: now().toISOString(),
    ...(feedId !== undefined && { feedId }),
  });
  return { kind: 'discarded', url, reason, detail };
}

async function remove(
  task: FetchArticleTask,
  detail: string,
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const current = articleOf(await findRecord(task.articleId, ports.articles));
  if (current === undefined) return discard(task, { reason: 'gone', detail }, ports);

  const { articleId, url, language } = current;
  await retellUnlinked(current, ports);
  const removal = decideRemoval(current, ports.now().toISOString());
  const withdraw = (revision: number) =>
    ports.sendLinkTasks([{ version: 1, kind: 'article', articleId, revision, language }]);
  if (removal === undefined) {
    // An earlier try may have died between saving and sending.
    if (current.linkedRevision !== current.revision) await withdraw(current.revision);
    return { kind: 'unchanged', articleId, url, language };
  }

  const { revision } = await takeNumber(removal.revision, ports.revisions);
  const article = { ...removal.article, revision, changedAt: ports.now().toISOString() };
  await ports.articles.save(article, current.revision);
  await tellRevision(article, 'removed', ports);
  await withdraw(revision);
  return { kind: 'removed', articleId, url, language, change: 'removed' };
}

async function store(
  task: FetchArticleTask,
  response: WebResponse,
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const { body: bytes, finalUrl: url, headers } = response;
  const { title, language, publishedAt, authors } = task.entry;
  const extraction = readPage({
    ...{ bytes, url, headers },
    hints: {
      ...(title !== undefined && { title }),
      ...(language !== undefined && { language }),
      ...(publishedAt !== undefined && { publishedAt }),
      ...(authors !== undefined && { authors }),
    },
  });
  if (!extraction.ok) return discard(task, extraction, ports);

  const identity = extraction.article.canonicalUrl ?? canonicalUrl(url, task.url);
  if (identity === undefined)
    return discard(task, { reason: 'bad-url', detail: url.slice(0, 200) }, ports);

  const current = articleOf(await findRecord(articleIdOf(identity), ports.articles));
  const articleId = current?.articleId ?? articleIdOf(identity);
  const seen: Seen = { articleId, identity, url, extraction, response };
  const outcome = await saveRevision(task, { seen, current }, ports);
  await rememberAlias(task, articleId, ports);
  return outcome;
}

type Seen = {
  readonly articleId: ArticleId;
  readonly identity: CanonicalUrl;
  readonly url: string;
  readonly extraction: Extraction & { ok: true };
  readonly response: WebResponse;
};

async function saveRevision(
  task: FetchArticleTask,
  { seen, current }: { readonly seen: Seen; readonly current: Article | undefined },
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const { articleId, url, identity, extraction } = seen;
  if (current !== undefined) await retellUnlinked(current, ports);
  const decision = decideRevision(current, {
    ...{ articleId, url, canonicalUrl: identity, site: siteOf(url), extractorVersion },
    extracted: extraction.article,
    seenAt: ports.now().toISOString(),
    ...(task.feedId !== undefined && { feedId: task.feedId }),
    ...(task.entry.publishedAt !== undefined && { feedPublishedAt: task.entry.publishedAt }),
  });
  if (decision.kind === 'unchanged') {
    // An earlier try may have died between saving and sending; linking is idempotent.
    if (current !== undefined && current.linkedRevision !== current.revision)
      await ports.sendLinkTasks(linkTasksOf(current));
    return { kind: 'unchanged', articleId, url, language: extraction.article.language };
  }

  const { article, change } = await saveFreeRevision(decision, { seen, current }, ports);
  await ports.sendLinkTasks(linkTasksOf(article, current));
  const stored = { kind: 'stored', articleId, url, language: article.language, change } as const;
  const delay = change === 'first' ? storageDelay(article) : undefined;
  return delay === undefined ? stored : { ...stored, measures: { StorageDelay: delay } };
}

/** Seconds from publication to storing; nothing where the page tells no more than the day, or the future. */
function storageDelay({ publishedAt, publishedPrecision, fetchedAt }: Article): number | undefined {
  const seconds = (Date.parse(fetchedAt) - Date.parse(publishedAt)) / 1000;
  return publishedPrecision === 'day' || seconds < 0 ? undefined : seconds;
}

type Version = { readonly article: Article; readonly revision: Revision };

/**
 * Saves raw bytes, revision and article, in this order, so that each points to what is there.
 *
 * A revision with the same number may stand there already, left by a try that died or by a
 * worker beside us. If it says the same, it is ours; if not, it was a version of its own, and
 * ours comes after it. See docs/decisions/0001-revision-numbers.md.
 */
async function saveFreeRevision(
  { article, revision }: Version,
  { seen, current }: { readonly seen: Seen; readonly current: Article | undefined },
  { raw, revisions, articles, changes, now }: FetchArticlePorts,
): Promise<{ article: Article; change: Revision['kind'] }> {
  const contentType = seen.response.headers['content-type'];
  const page = { bytes: seen.response.body, url: seen.url, fetchedAt: article.fetchedAt };
  if (article.rawKey !== undefined)
    await raw.save(article.rawKey, { ...page, ...(contentType !== undefined && { contentType }) });
  const stored = await takeNumber(revision, revisions);
  // The instant of this write, not of the sighting: readers of changes stay close behind it.
  const numbered = { ...article, revision: stored.revision, changedAt: now().toISOString() };
  await articles.save(numbered, current?.revision ?? 0);
  await tellRevision(numbered, stored.kind, { changes, now });
  return { article: numbered, change: stored.kind };
}

/** A try that saved a version may have died before it told of it; once it is linked, it was told. */
async function retellUnlinked(current: Article, ports: FetchArticlePorts): Promise<void> {
  if (current.linkedRevision !== current.revision) await retellRevision(current, ports);
}

/** So many versions that were seen and never saved are no accident. */
const maxUnsaved = 5;

/** Stores a revision under its number, or under the next that is free or says the same. */
async function takeNumber(revision: Revision, revisions: RevisionStore): Promise<Revision> {
  const isSame = (stored: Revision) =>
    stored.contentHash === revision.contentHash &&
    (stored.kind === 'removed') === (revision.kind === 'removed');
  for (let number = revision.revision; number < revision.revision + maxUnsaved; number++) {
    const stored = await revisions.create({ ...revision, revision: number });
    if (isSame(stored)) return stored;
  }
  throw new ConcurrentWriteError(`revision ${revision.revision} of article ${revision.articleId}`);
}

/** The address that led here is remembered when it is not the article's own. */
async function rememberAlias(
  { articleId, url }: FetchArticleTask,
  aliasOf: ArticleId,
  { articles }: FetchArticlePorts,
): Promise<void> {
  if (articleId === aliasOf) return;
  await articles.saveNonArticle({ articleId, state: 'alias', url, aliasOf });
}

const articleOf = (record: ArticleRecord | undefined): Article | undefined =>
  record?.state === 'live' || record?.state === 'removed' ? record : undefined;
