import {
  decideRevision,
  type RevisionDecision,
  type Sighting,
} from '../../article/decide-revision.ts';
import type { FetchArticleTask } from '../../messages.ts';
import type { Measures } from '../../metrics.ts';
import type { Article, ExtractedArticle, RevisionKind } from '../../model/article.ts';
import type { ArticleId, CanonicalUrl } from '../../model/ids.ts';
import type { RightsPolicy, RightsSignal } from '../../model/rights.ts';
import { extractorVersion } from '../../page/extractor-version.ts';
import { validatorsOf } from '../../polling/validators.ts';
import type { RawPage } from '../../ports/articles.ts';
import { siteOf } from '../../url/canonical-url.ts';
import { linkTaskOf } from '../linking/link-tasks.ts';
import type { AnswerDecision } from './decide-answer.ts';
import { withoutTakenDown } from './forget-teasers.ts';
import type { RemovePorts } from './remove-article.ts';
import { rereadArticle } from './reread-article.ts';
import { saveVersion } from './save-version.ts';
import { retellUnlinked } from './take-up.ts';

export type SightingPorts = RemovePorts & {
  /** What is stored of pages whose publishers reserve something. */
  readonly rights: RightsPolicy;
};

export type SightingOutcome = {
  readonly kind: 'stored' | 'unchanged';
  readonly articleId: ArticleId;
  readonly url: string;
  readonly language: string;
  readonly change?: RevisionKind;
  /** The signals for whose sake its text is not stored. */
  readonly withheld?: readonly RightsSignal[];
  readonly measures?: Measures;
};

/** An article as it was read just now. */
export type Seen = {
  readonly articleId: ArticleId;
  readonly identity: CanonicalUrl;
  readonly extracted: ExtractedArticle;
  readonly page: RawPage;
  readonly answer: AnswerDecision & { kind: 'read' };
};

/** Saves what is new of an article that was seen, and has it linked. */
export async function saveSighting(
  task: FetchArticleTask,
  { seen, current: stored }: { readonly seen: Seen; readonly current: Article | undefined },
  ports: SightingPorts,
): Promise<SightingOutcome> {
  const { articleId, extracted, page } = seen;
  const { url } = page;
  if (stored !== undefined) await retellUnlinked(stored, ports);
  const sighting = sightingOf(task, seen);
  const { decision, current } = await decide(stored, sighting, ports);
  if (decision.kind === 'unchanged') {
    // An earlier try may have died between saving and sending; linking is idempotent.
    if (current !== undefined && current.linkedRevision !== current.revision)
      await ports.sendLinkTasks([linkTaskOf(current)]);
    if (current?.goneSince !== undefined)
      await ports.articles.note(articleId, { goneSince: undefined }, current.revision);
    return { kind: 'unchanged', articleId, url, language: extracted.language };
  }

  const replaces = current?.revision ?? 0;
  const related = await withoutTakenDown(decision.article.related, ports.articles);
  const version = { ...decision, article: { ...decision.article, related } };
  const { article, change } = await saveVersion(version, { page, replaces }, ports);
  await ports.sendLinkTasks([linkTaskOf(article)]);
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
  ports: SightingPorts,
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
