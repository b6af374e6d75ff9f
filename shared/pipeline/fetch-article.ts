import { decideRemoval, decideRevision } from '../article/decide-revision.ts';
import { BlockedAddressError, SiteUnavailableError, UnusableAnswerError } from '../errors.ts';
import type { FetchArticleTask, LinkTask } from '../messages.ts';
import type { Measures } from '../metrics.ts';
import type {
  Article,
  ArticleRecord,
  DiscardReason,
  ExtractedArticle,
  Revision,
  Tombstone,
} from '../model/article.ts';
import type { ArticleId, CanonicalUrl } from '../model/ids.ts';
import type { RightsPolicy, RightsSignal } from '../model/rights.ts';
import { extractorVersion } from '../page/extractor-version.ts';
import type { ArticleStore, RawArchive, RevisionStore } from '../ports/articles.ts';
import type { ChangeLog } from '../ports/changes.ts';
import type { SendTasks } from '../ports/tasks.ts';
import type { Clock, FetchPolitely, WebResponse } from '../ports/web.ts';
import { siteOf } from '../url/canonical-url.ts';
import { articleIdOf } from '../url/ids.ts';
import { type AnswerDecision, decideAnswer } from './decide-answer.ts';
import { eraseTexts } from './erase-texts.ts';
import { findRecord } from './find-record.ts';
import { delayUntilSlot } from './host-gate.ts';
import { linkTasksOf } from './link-tasks.ts';
import { readArticle } from './read-article.ts';
import { saveVersion, takeNumber } from './save-version.ts';
import { retellRevision, tellRevision } from './tell-change.ts';

export type FetchArticlePorts = {
  readonly fetch: FetchPolitely;
  readonly articles: ArticleStore;
  readonly revisions: RevisionStore;
  readonly raw: RawArchive;
  readonly changes: ChangeLog;
  readonly sendLinkTasks: SendTasks<LinkTask>;
  readonly deferTask: SendTasks<FetchArticleTask>;
  /** What is stored of pages whose publishers reserve something. */
  readonly rights: RightsPolicy;
  readonly now: Clock;
};

export type FetchArticleOutcome =
  | {
      readonly kind: 'stored' | 'unchanged' | 'removed';
      readonly articleId: ArticleId;
      readonly url: string;
      readonly language: string;
      readonly change?: Revision['kind'];
      /** The signals for whose sake its text is not stored. */
      readonly withheld?: readonly RightsSignal[];
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
      return store(task, decision, ports);
  }
}

async function ask(task: FetchArticleTask, fetch: FetchPolitely): Promise<AnswerDecision> {
  const { url, slotAt, deferrals = 0 } = task;
  const request = {
    ...{ url, accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1', obeyRobots: true },
    askTdm: true,
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
  return current === undefined
    ? discard(task, { reason: 'gone', detail }, ports)
    : removeArticle(current, undefined, ports);
}

/** @param withheld the signals by which its publisher takes an article away that is still there */
async function removeArticle(
  current: Article,
  withheld: readonly RightsSignal[] | undefined,
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const { articleId, url, language } = current;
  await retellUnlinked(current, ports);
  const removal = decideRemoval(current, ports.now().toISOString(), withheld);
  const withdraw = (revision: number) =>
    ports.sendLinkTasks([{ version: 1, kind: 'article', articleId, revision, language }]);
  if (removal === undefined) {
    // An earlier try may have died between saving and sending.
    if (current.linkedRevision !== current.revision) await withdraw(current.revision);
    return { kind: 'unchanged', articleId, url, language };
  }

  const { revision } = await takeNumber(removal.revision, ports.revisions);
  if (withheld !== undefined) await eraseTexts({ articleId, revision }, ports);
  const article = { ...removal.article, revision, changedAt: ports.now().toISOString() };
  await ports.articles.save(article, current.revision);
  await tellRevision(article, 'removed', ports);
  await withdraw(revision);
  const removed = { kind: 'removed', articleId, url, language, change: 'removed' } as const;
  return withheld === undefined ? removed : { ...removed, withheld };
}

async function store(
  task: FetchArticleTask,
  answer: AnswerDecision & { kind: 'read' },
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const read = readArticle(task, answer, ports);
  if (read.kind === 'none') return discard(task, read, ports);

  const { identity } = read;
  const record = await findRecord(articleIdOf(identity), ports.articles);
  const tombstone = await findTombstone(task, record, ports);
  if (tombstone !== undefined) return keepOut(task, tombstone, ports);

  const current = articleOf(record);
  if (read.kind === 'forbidden' && current === undefined)
    return discard(task, { reason: 'rights', detail: read.signals.join(', ') }, ports);

  const articleId = current?.articleId ?? articleIdOf(identity);
  const outcome =
    read.kind === 'article'
      ? await saveRevision(task, { seen: { articleId, ...read, ...answer }, current }, ports)
      : await removeArticle(current as Article, read.signals, ports);
  await rememberAlias(task, articleId, ports);
  return outcome;
}

type Seen = {
  readonly articleId: ArticleId;
  readonly identity: CanonicalUrl;
  readonly extracted: ExtractedArticle;
  readonly response: WebResponse;
};

async function saveRevision(
  task: FetchArticleTask,
  { seen, current }: { readonly seen: Seen; readonly current: Article | undefined },
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const { articleId, identity, extracted } = seen;
  const { finalUrl: url } = seen.response;
  if (current !== undefined) await retellUnlinked(current, ports);
  const decision = decideRevision(current, {
    ...{ articleId, url, canonicalUrl: identity, site: siteOf(url), extractorVersion },
    extracted,
    seenAt: ports.now().toISOString(),
    ...(task.feedId !== undefined && { feedId: task.feedId }),
    ...(task.entry.publishedAt !== undefined && { feedPublishedAt: task.entry.publishedAt }),
  });
  if (decision.kind === 'unchanged') {
    // An earlier try may have died between saving and sending; linking is idempotent.
    if (current !== undefined && current.linkedRevision !== current.revision)
      await ports.sendLinkTasks(linkTasksOf(current));
    return { kind: 'unchanged', articleId, url, language: extracted.language };
  }

  const { article, change } = await saveVersion(
    decision,
    { response: seen.response, replaces: current?.revision ?? 0 },
    ports,
  );
  await ports.sendLinkTasks(linkTasksOf(article, current));
  const { withheld } = article.rights;
  const stored = {
    ...({ kind: 'stored', articleId, url, language: article.language, change } as const),
    ...(withheld !== undefined && { withheld }),
  };
  const delay = change === 'first' ? storageDelay(article) : undefined;
  return delay === undefined ? stored : { ...stored, measures: { StorageDelay: delay } };
}

/** Seconds from publication to storing; nothing where the page tells no more than the day, or the future. */
function storageDelay({ publishedAt, publishedPrecision, fetchedAt }: Article): number | undefined {
  const seconds = (Date.parse(fetchedAt) - Date.parse(publishedAt)) / 1000;
  return publishedPrecision === 'day' || seconds < 0 ? undefined : seconds;
}

/** A try that saved a version may have died before it told of it; once it is linked, it was told. */
async function retellUnlinked(current: Article, ports: FetchArticlePorts): Promise<void> {
  if (current.linkedRevision !== current.revision) await retellRevision(current, ports);
}

/** An article that was taken down stays out by whatever address it comes, also one that only led to it. */
async function findTombstone(
  { articleId }: FetchArticleTask,
  record: ArticleRecord | undefined,
  { articles }: FetchArticlePorts,
): Promise<Tombstone | undefined> {
  if (record?.state === 'taken-down') return record;
  const asked = record?.articleId === articleId ? record : await findRecord(articleId, articles);
  return asked?.state === 'taken-down' ? asked : undefined;
}

async function keepOut(
  task: FetchArticleTask,
  { articleId, takenDownAt }: Tombstone,
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  await rememberAlias(task, articleId, ports);
  const detail = `since ${takenDownAt}`;
  return { kind: 'discarded', url: task.url, reason: 'taken-down', detail };
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
