import { BlockedAddressError, SiteUnavailableError, UnusableAnswerError } from '../../errors.ts';
import type { FetchArticleTask } from '../../messages.ts';
import type { Article, ArticleRecord, DiscardReason, Tombstone } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import { validatorHeaders } from '../../polling/validators.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import type { FetchPolitely } from '../../ports/web.ts';
import { articleIdOf } from '../../url/ids.ts';
import { delayUntilSlot } from '../politeness/host-gate.ts';
import { type AnswerDecision, decideAnswer } from './decide-answer.ts';
import { findRecord } from './find-record.ts';
import { whenAgain } from './out-of-reach.ts';
import { rawPageOf, readArticle } from './read-article.ts';
import { missArticle, type Removal, removeArticle } from './remove-article.ts';
import { type SightingOutcome, type SightingPorts, saveSighting } from './save-sighting.ts';
import { takeUp } from './take-up.ts';

export type FetchArticlePorts = SightingPorts & {
  readonly fetch: FetchPolitely;
  readonly deferTask: SendTasks<FetchArticleTask>;
};

export type FetchArticleOutcome =
  | SightingOutcome
  | Removal
  /** The server says so; it was asked with the validators of the version that is stored. */
  | { readonly kind: 'not-modified'; readonly articleId: ArticleId; readonly url: string }
  | { readonly kind: 'deferred'; readonly url: string; readonly until: string }
  | {
      readonly kind: 'discarded';
      readonly url: string;
      readonly reason: DiscardReason;
      readonly detail: string;
    };

/**
 * Step 3 of 4: one URL in, at most one new revision of one article and its link tasks out.
 *
 * @param tries deliveries of this very task, after some of which a site that is down is left alone for hours
 */
export async function fetchArticle(
  task: FetchArticleTask,
  ports: FetchArticlePorts,
  tries = 1,
): Promise<FetchArticleOutcome> {
  const { notBefore } = task;
  if (notBefore !== undefined && isAhead(notBefore, ports.now()))
    return sendBack(task, notBefore, ports);
  const outcome = await visit(task, ports, tries);
  if (mayLeaveSomething(outcome, task, tries)) await takeUpLeft(task, ports);
  return outcome;
}

async function visit(
  task: FetchArticleTask,
  ports: FetchArticlePorts,
  tries: number,
): Promise<FetchArticleOutcome> {
  const decision = await ask(task, ports.fetch);
  switch (decision.kind) {
    case 'defer':
      return defer(task, decision, ports);
    case 'retry':
      return tryAgain(task, { problem: decision.problem, tries }, ports);
    case 'discard':
      return discard(task, decision, ports);
    case 'gone':
      return missOrDiscard(task, { reason: 'gone', detail: decision.detail }, ports);
    case 'not-modified':
      return { kind: 'not-modified', articleId: task.articleId, url: task.url };
    case 'read':
      return store(task, decision, ports);
  }
}

/**
 * An earlier try may have saved an article and died, and this one has not met it. Servers say every day that
 * a page is as it was: there it is looked for only where the task was tried before.
 */
const mayLeaveSomething = (
  { kind }: FetchArticleOutcome,
  { deferrals = 0 }: FetchArticleTask,
  tries: number,
): boolean => kind === 'discarded' || (kind === 'not-modified' && (tries > 1 || deferrals > 0));

async function takeUpLeft(
  { articleId }: FetchArticleTask,
  ports: FetchArticlePorts,
): Promise<void> {
  const left = articleOf(await findRecord(articleId, ports.articles));
  if (left !== undefined) await takeUp(left, ports);
}

async function ask(task: FetchArticleTask, fetch: FetchPolitely): Promise<AnswerDecision> {
  const { url, slotAt, deferrals = 0, validators = {} } = task;
  const request = {
    ...{ url, accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.1', obeyRobots: true },
    askTdm: true,
    headers: validatorHeaders(validators),
    ...(slotAt !== undefined && { slotAt }),
  };
  try {
    const answer = await fetch(request);
    // A 429 has paused the host: asked again, without a request, the gate says from when on.
    const refused = answer.kind === 'answered' && answer.response.status === 429;
    const final = refused ? await fetch(request) : answer;
    return decideAnswer(final, { url, deferrals });
  } catch (error) {
    // A feed may name any address; one that we may not contact is no fault of the pipeline's.
    if (error instanceof BlockedAddressError)
      return { kind: 'discard', reason: 'blocked-address', detail: error.message };
    if (error instanceof UnusableAnswerError)
      return { kind: 'discard', reason: error.reason, detail: error.message };
    if (error instanceof SiteUnavailableError) return { kind: 'retry', problem: error.problem };
    throw error;
  }
}

type Trouble = { readonly problem: string; readonly tries: number };

/** A site that is down for a moment is a matter of the queue, one that is down for hours of the task. */
async function tryAgain(
  task: FetchArticleTask,
  { problem, tries }: Trouble,
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const when = whenAgain(task, tries, ports.now());
  if (when === 'soon') throw new SiteUnavailableError(task.url, problem);
  if (when === 'never') return discard(task, { reason: 'unavailable', detail: problem }, ports);
  const later = { ...task, notBefore: when, outages: (task.outages ?? 0) + 1 };
  return sendBack(later, when, ports);
}

const isAhead = (instant: string, now: Date): boolean =>
  Date.parse(instant) - now.getTime() > punctualMs;
/** A task that comes back so little too early is on time. */
const punctualMs = 10_000;

/** The task goes back to its queue with the slot that the host gave it, if it gave one. */
async function defer(
  { slotAt: _used, ...task }: FetchArticleTask,
  { until, why }: AnswerDecision & { kind: 'defer' },
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const deferred = {
    ...task,
    ...(why !== 'after-file' && { slotAt: until }),
    deferrals: (task.deferrals ?? 0) + 1,
  };
  return sendBack(deferred, until, ports);
}

/** A queue holds nothing back for longer than a quarter of an hour: what has to wait longer goes round. */
async function sendBack(
  task: FetchArticleTask,
  until: string,
  { deferTask, now }: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  await deferTask([task], delayUntilSlot(until, now()));
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

/** What is not there any more; a page that says so itself counts, too. */
async function missOrDiscard(
  task: FetchArticleTask,
  refusal: Refusal,
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const current = articleOf(await findRecord(task.articleId, ports.articles));
  return current === undefined ? discard(task, refusal, ports) : missArticle(current, ports);
}

async function store(
  task: FetchArticleTask,
  answer: AnswerDecision & { kind: 'read' },
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const page = rawPageOf(task, answer, ports.now().toISOString());
  const read = readArticle(page, ports);
  if (read.kind === 'none')
    return read.reason === 'soft-404'
      ? missOrDiscard(task, read, ports)
      : discard(task, read, ports);

  const { identity } = read;
  const named = articleIdOf(identity);
  const record = await findRecord(named, ports.articles);
  const tombstone = await findTombstone(task, { named, record }, ports);
  if (tombstone !== undefined) return keepOut(task, tombstone, ports);

  const current = articleOf(record);
  if (read.kind === 'forbidden' && current === undefined)
    return discard(task, { reason: 'rights', detail: read.signals.join(', ') }, ports);

  const articleId = current?.articleId ?? named;
  const outcome =
    read.kind === 'article'
      ? await saveSighting(task, { seen: { articleId, ...read, page, answer }, current }, ports)
      : await removeArticle(current as Article, read.signals, ports);
  await rememberAlias(task, articleId, ports);
  return outcome;
}

type Looked = { readonly named: ArticleId; readonly record: ArticleRecord | undefined };

/** An article that was taken down stays out by whatever address it comes, also one that only led to it. */
async function findTombstone(
  { articleId }: FetchArticleTask,
  { named, record }: Looked,
  { articles }: FetchArticlePorts,
): Promise<Tombstone | undefined> {
  if (record?.state === 'taken-down') return record;
  const isSame = articleId === named || articleId === record?.articleId;
  const asked = isSame ? undefined : await findRecord(articleId, articles);
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
