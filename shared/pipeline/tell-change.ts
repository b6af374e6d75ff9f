import { decideTelling } from '../article/change-timing.ts';
import { ConcurrentWriteError } from '../errors.ts';
import type { Article, Revision, RevisionKind } from '../model/article.ts';
import type { Change, ChangeKind } from '../model/change.ts';
import type { ArticleId, Instant, StoryId } from '../model/ids.ts';
import type { RevisionStore } from '../ports/articles.ts';
import type { ChangeLog, Stamp } from '../ports/changes.ts';
import type { Clock } from '../ports/web.ts';

export type TellPorts = { readonly changes: ChangeLog; readonly now: Clock };

type Version = Pick<Article, 'articleId' | 'revision' | 'changedAt'>;

/** Tells that an article has a new version; call it when the article is saved. */
export const tellRevision = (
  article: Version,
  revision: Pick<Revision, 'kind' | 'cause'>,
  ports: TellPorts,
): Promise<void> => tell(changeOf(article, revision), 'changedAt', ports);

/** What the log holds of a version. */
export function changeOf(
  { articleId, revision, changedAt }: Version,
  { kind: change, cause }: Pick<Revision, 'kind' | 'cause'>,
): Change {
  const kind = kinds[change] ?? (cause === undefined ? 'revised' : 'reread');
  const told = { articleId, kind, changedAt, revision, change };
  return cause === undefined ? told : { ...told, cause };
}

const kinds: Partial<Record<RevisionKind, ChangeKind>> = {
  first: 'created',
  removed: 'removed',
  restored: 'restored',
};

/** Tells of the version that a record has, where the try that saved it may have died before. */
export async function retellRevision(
  article: Version,
  ports: TellPorts & { readonly revisions: RevisionStore },
): Promise<void> {
  const stored = await ports.revisions.find(article.articleId, article.revision);
  if (stored !== undefined) await tellRevision(article, stored, ports);
}

type Move = {
  readonly articleId: ArticleId;
  readonly storyId?: StoryId;
  /** When it came into the story, if it was in another before. */
  readonly movedAt?: Instant;
};

/** Tells that an article is in another story than before; nothing of one that is in its first. */
export async function tellMove(article: Move, ports: TellPorts): Promise<void> {
  const change = moveOf(article);
  if (change !== undefined) await tell(change, 'movedAt', ports);
}

/** What the log holds of a move; nothing of an article that is in its first story. */
export const moveOf = ({ articleId, storyId, movedAt }: Move): Change | undefined =>
  movedAt === undefined || storyId === undefined
    ? undefined
    : { articleId, kind: 'relinked', changedAt: movedAt, storyId };

type Buried = Pick<Article, 'articleId' | 'changedAt'>;

/** Tells that an article was deleted on request. */
export const tellTakedown = (article: Buried, ports: TellPorts): Promise<void> =>
  tell(takedownOf(article), 'changedAt', ports);

/** What the log holds of a takedown. */
export const takedownOf = ({ articleId, changedAt }: Buried): Change => ({
  ...{ articleId, kind: 'taken-down', changedAt },
});

/** Each change once, and never behind the back of a reader; see article/change-timing.ts. */
async function tell(change: Change, of: Stamp, { changes, now }: TellPorts): Promise<void> {
  const { articleId, changedAt } = change;
  const telling = decideTelling(changedAt, now());
  if (telling === 'tell') return changes.put(change);
  if (await changes.holds(change)) return;

  const lost = () => new ConcurrentWriteError(`change of article ${articleId}`);
  if (telling === 'look') throw lost();
  const fresh = now().toISOString();
  if (!(await changes.redate(articleId, { of, from: changedAt, to: fresh }))) throw lost();
  await changes.put({ ...change, changedAt: fresh });
}
