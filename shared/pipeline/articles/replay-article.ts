import { decideRights, isWithheld } from '../../article/rights.ts';
import type { LinkTask, ReplayArticleTask } from '../../messages.ts';
import type { Article, RevisionKind } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { RightsSignal } from '../../model/rights.ts';
import { extractorVersion } from '../../page/extractor-version.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { linkTaskOf } from '../linking/link-tasks.ts';
import { findRecord } from './find-record.ts';
import { removeArticle } from './remove-article.ts';
import { type Rereading, type RereadPorts, rereadArticle } from './reread-article.ts';
import { takeUp } from './take-up.ts';

export type ReplayArticlePorts = RereadPorts & { readonly sendLinkTasks: SendTasks<LinkTask> };

export type ReplayOutcome =
  /** `current`: by an extractor that is new enough; it was not read again. */
  | { readonly kind: 'current' | 'unchanged' | 'confirmed'; readonly articleId: ArticleId }
  | {
      readonly kind: 'reread' | 'removed';
      readonly articleId: ArticleId;
      readonly url: string;
      readonly change: RevisionKind;
      readonly withheld?: readonly RightsSignal[];
    }
  | {
      readonly kind: 'refused';
      readonly articleId: ArticleId;
      readonly url: string;
      readonly reason: string;
      readonly detail: string;
    }
  | { readonly kind: 'skipped'; readonly articleId: ArticleId; readonly reason: SkipReason };

/** Why there is nothing that could be read again. */
export type SkipReason =
  | 'unknown'
  | 'not-an-article'
  | 'taken-down'
  | 'removed'
  | 'withheld'
  | 'no-raw-page';

/** Beside the four steps: one article read again from its archived page, as the extractor of today reads it. */
export async function replayArticle(
  { articleId, extractorBelow }: ReplayArticleTask,
  ports: ReplayArticlePorts,
): Promise<ReplayOutcome> {
  const record = await findRecord(articleId, ports.articles);
  const skipped = (reason: SkipReason) => ({ kind: 'skipped', articleId, reason }) as const;
  if (record === undefined) return skipped('unknown');
  if (record.state === 'taken-down') return skipped('taken-down');
  if (record.state === 'alias' || record.state === 'discarded') return skipped('not-an-article');

  await takeUp(record, ports);
  if (record.state === 'removed') return skipped('removed');
  if (isWithheld(record.rights)) return skipped('withheld');
  const below = Math.min(extractorBelow ?? Number.POSITIVE_INFINITY, extractorVersion);
  if (record.extractorVersion >= below && !isStricterNow(record, ports))
    return { kind: 'current', articleId };
  return settle(record, await rereadArticle(record, ports), ports);
}

/** The stage's answer to a signal may have changed since, and a page may be past its `unavailable_after`. */
function isStricterNow({ rights }: Article, { rights: policy, now }: ReplayArticlePorts): boolean {
  return decideRights(rights, { policy, now: now().toISOString() }).answer !== 'flag';
}

async function settle(
  current: Article,
  read: Rereading,
  ports: ReplayArticlePorts,
): Promise<ReplayOutcome> {
  const { articleId, url } = current;
  switch (read.kind) {
    case 'no-raw-page':
      return { kind: 'skipped', articleId, reason: 'no-raw-page' };
    case 'refused':
      return { articleId, url, ...read };
    case 'forbidden': {
      await removeArticle(current, read.signals, ports);
      return { kind: 'removed', articleId, url, change: 'removed', withheld: read.signals };
    }
    case 'reread': {
      await ports.sendLinkTasks([linkTaskOf(read.article)]);
      const { withheld } = read.article.rights;
      const reread = { kind: 'reread', articleId, url, change: read.change } as const;
      return withheld === undefined ? reread : { ...reread, withheld };
    }
    default:
      return { kind: read.kind, articleId };
  }
}
