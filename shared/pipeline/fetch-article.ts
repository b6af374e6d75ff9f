import {
  decideRevision,
  type RevisionDecision,
  type Sighting,
} from '../article/decide-revision.ts';
import { BlockedAddressError, SiteUnavailableError, UnusableAnswerError } from '../errors.ts';
import type { FetchArticleTask } from '../messages.ts';
import type { Measures } from '../metrics.ts';
import type {
  Article,
  ArticleRecord,
  DiscardReason,
  ExtractedArticle,
  Revision,
  Tombstone,
} from '../model/article.ts';
import type { ArticleId, CanonicalUrl, Instant } from '../model/ids.ts';
import type { RightsPolicy, RightsSignal } from '../model/rights.ts';
import { extractorVersion } from '../page/extractor-version.ts';
import { validatorHeaders, validatorsOf } from '../polling/validators.ts';
import type { RawPage } from '../ports/articles.ts';
import type { SendTasks } from '../ports/tasks.ts';
import type { FetchPolitely } from '../ports/web.ts';
import { siteOf } from '../url/canonical-url.ts';
import { articleIdOf } from '../url/ids.ts';
import { type AnswerDecision, decideAnswer } from './decide-answer.ts';
import { findRecord } from './find-record.ts';
import { withoutTakenDown } from './forget-teasers.ts';
import { delayUntilSlot } from './host-gate.ts';
import { linkTasksOf } from './link-tasks.ts';
import { readArticle } from './read-article.ts';
import { missArticle, type RemovePorts, removeArticle, retellUnlinked } from './remove-article.ts';
import { rereadArticle } from './reread-article.ts';
import { saveVersion } from './save-version.ts';

export type FetchArticlePorts = RemovePorts & {
  readonly fetch: FetchPolitely;
  readonly deferTask: SendTasks<FetchArticleTask>;
  /** What is stored of pages whose publishers reserve something. */
  readonly rights: RightsPolicy;
};

export type FetchArticleOutcome =
  | {
      /** `missing`: not there for the first time, or not yet for a day. */
      readonly kind: 'stored' | 'unchanged' | 'removed' | 'missing';
      readonly articleId: ArticleId;
      readonly url: string;
      readonly language: string;
      readonly change?: Revision['kind'];
      /** The signals for whose sake its text is not stored. */
      readonly withheld?: readonly RightsSignal[];
      readonly measures?: Measures;
    }
  /** The server says so; it was asked with the validators of the version that is stored. */
  | { readonly kind: 'not-modified'; readonly articleId: ArticleId; readonly url: string }
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
      return missOrDiscard(task, { reason: 'gone', detail: decision.detail }, ports);
    case 'not-modified':
      return { kind: 'not-modified', articleId: task.articleId, url: task.url };
    case 'read':
      return store(task, decision, ports);
  }
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
  const page = pageOf(task, answer, ports.now().toISOString());
  const read = readArticle(page, ports);
  if (read.kind === 'none')
    return read.reason === 'soft-404'
      ? missOrDiscard(task, read, ports)
      : discard(task, read, ports);

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
      ? await saveRevision(task, { seen: { articleId, ...read, page, answer }, current }, ports)
      : await removeArticle(current as Article, read.signals, ports);
  await rememberAlias(task, articleId, ports);
  return outcome;
}

/** The bytes with all else that reading them takes: what is archived, and read again one day. */
function pageOf(
  { entry }: FetchArticleTask,
  { response, reservation }: AnswerDecision & { kind: 'read' },
  fetchedAt: Instant,
): RawPage {
  const { body: bytes, finalUrl: url, headers } = response;
  const { title, language, publishedAt, authors } = entry;
  const read = ['content-type', 'x-robots-tag', 'tdm-reservation', 'tdm-policy'];
  return {
    ...{ bytes, url, fetchedAt },
    headers: Object.fromEntries(Object.entries(headers).filter(([name]) => read.includes(name))),
    hints: {
      ...(title !== undefined && { title }),
      ...(language !== undefined && { language }),
      ...(publishedAt !== undefined && { publishedAt }),
      ...(authors !== undefined && { authors }),
    },
    ...(reservation !== undefined && { reservation }),
  };
}

type Seen = {
  readonly articleId: ArticleId;
  readonly identity: CanonicalUrl;
  readonly extracted: ExtractedArticle;
  readonly page: RawPage;
  readonly answer: AnswerDecision & { kind: 'read' };
};

async function saveRevision(
  task: FetchArticleTask,
  { seen, current: stored }: { readonly seen: Seen; readonly current: Article | undefined },
  ports: FetchArticlePorts,
): Promise<FetchArticleOutcome> {
  const { articleId, extracted, page } = seen;
  const { url } = page;
  if (stored !== undefined) await retellUnlinked(stored, ports);
  const sighting = sightingOf(task, seen);
  const { decision, current } = await decide(stored, sighting, ports);
  if (decision.kind === 'unchanged') {
    // An earlier try may have died between saving and sending; linking is idempotent.
    if (current !== undefined && current.linkedRevision !== current.revision)
      await ports.sendLinkTasks(linkTasksOf(current));
    if (current?.goneSince !== undefined)
      await ports.articles.note(articleId, { goneSince: undefined }, current.revision);
    return { kind: 'unchanged', articleId, url, language: extracted.language };
  }

  const replaces = current?.revision ?? 0;
  const related = await withoutTakenDown(decision.article.related, ports.articles);
  const version = { ...decision, article: { ...decision.article, related } };
  const { article, change } = await saveVersion(version, { page, replaces }, ports);
  await ports.sendLinkTasks(linkTasksOf(article, current));
  const { withheld } = article.rights;
  const outcome = {
    ...({ kind: 'stored', articleId, url, language: article.language, change } as const),
    ...(withheld !== undefined && { withheld }),
  };
  const delay = change === 'first' ? storageDelay(article) : undefined;
  return delay === undefined ? outcome : { ...outcome, measures: { StorageDelay: delay } };
}

/** Kept with each article: a longer one would cost more than it saves. */
const longestValidator = 200;

function sightingOf({ feedId, entry }: FetchArticleTask, seen: Seen): Sighting {
  const { articleId, identity, extracted, page, answer } = seen;
  const { url, fetchedAt: seenAt } = page;
  const { publishedAt, updatedAt } = entry;
  return {
    ...{ articleId, url, canonicalUrl: identity, site: siteOf(url) },
    ...{
      extracted,
      extractorVersion,
      seenAt,
      validators: validatorsOf(answer.response, longestValidator),
    },
    ...(feedId !== undefined && { feedId }),
    ...(publishedAt !== undefined && { feedPublishedAt: publishedAt }),
    ...(updatedAt !== undefined && { feedUpdatedAt: updatedAt }),
  };
}

/**
 * What looks like an edit may be a newer extractor's reading of the old page: then that page is read again
 * first, so that what is left is the publisher's.
 */
async function decide(
  stored: Article | undefined,
  sighting: Sighting,
  ports: FetchArticlePorts,
): Promise<{ readonly decision: RevisionDecision; readonly current: Article | undefined }> {
  const first = decideRevision(stored, sighting);
  if (first.kind === 'unchanged' || stored?.state !== 'live')
    return { decision: first, current: stored };

  const lags = stored.extractorVersion < extractorVersion;
  const read = lags ? await rereadArticle(stored, ports) : undefined;
  const current = read !== undefined && 'article' in read ? read.article : stored;
  const before = await ports.revisions.find(current.articleId, current.revision);
  return { decision: decideRevision(current, sighting, before), current };
}

/** Seconds from publication to storing; nothing where the page tells no more than the day, or the future. */
function storageDelay({ publishedAt, publishedPrecision, fetchedAt }: Article): number | undefined {
  const seconds = (Date.parse(fetchedAt) - Date.parse(publishedAt)) / 1000;
  return publishedPrecision === 'day' || seconds < 0 ? undefined : seconds;
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
