import { decideRemoval } from '../../article/decide-revision.ts';
import { decideGone } from '../../article/gone.ts';
import type { LinkTask } from '../../messages.ts';
import type { Article } from '../../model/article.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { RightsSignal } from '../../model/rights.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import { linkTaskOf } from '../linking/link-tasks.ts';
import { tellRevision } from '../tell-change.ts';
import { eraseTexts } from './erase-texts.ts';
import { takeNumber, type VersionPorts } from './save-version.ts';
import { retellUnlinked, takeUp } from './take-up.ts';

export type RemovePorts = VersionPorts & { readonly sendLinkTasks: SendTasks<LinkTask> };

export type Removal = {
  /** `missing`: not there for the first time, or not yet for a day. */
  readonly kind: 'removed' | 'unchanged' | 'missing';
  readonly articleId: ArticleId;
  readonly url: string;
  readonly language: string;
  readonly change?: 'removed';
  /** The signals for whose sake its publisher took it away. */
  readonly withheld?: readonly RightsSignal[];
};

/** A page that is not there: noted the first time, a removal when it is not there a day later. */
export async function missArticle(current: Article, ports: RemovePorts): Promise<Removal> {
  if (current.state === 'removed') return removeArticle(current, undefined, ports);
  const decision = decideGone(current, ports.now().toISOString());
  if (decision.kind === 'remove') return removeArticle(current, undefined, ports);

  await takeUp(current, ports);
  const { articleId, url, language, revision } = current;
  if (decision.kind === 'note')
    await ports.articles.note(articleId, { goneSince: decision.goneSince }, revision);
  return { kind: 'missing', articleId, url, language };
}

/** @param withheld the signals by which its publisher takes an article away that is still there */
export async function removeArticle(
  current: Article,
  withheld: readonly RightsSignal[] | undefined,
  ports: RemovePorts,
): Promise<Removal> {
  const { articleId, url, language } = current;
  const removal = decideRemoval(current, ports.now().toISOString(), withheld);
  if (removal === undefined) {
    await takeUp(current, ports);
    return { kind: 'unchanged', articleId, url, language };
  }

  await retellUnlinked(current, ports);
  const { revision } = await takeNumber(removal.revision, ports.revisions);
  if (withheld !== undefined) await eraseTexts({ articleId, revision }, ports);
  const article = { ...removal.article, revision, changedAt: ports.now().toISOString() };
  await ports.articles.save(article, current.revision);
  await tellRevision(article, { kind: 'removed' }, ports);
  await ports.sendLinkTasks([linkTaskOf(article)]);
  const removed = { kind: 'removed', articleId, url, language, change: 'removed' } as const;
  return withheld === undefined ? removed : { ...removed, withheld };
}
