import type { Change } from '../../model/change.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { ArticleStore, RevisionStore } from '../../ports/articles.ts';
import type { ChangeLog } from '../../ports/changes.ts';
import type { FeedStore } from '../../ports/feeds.ts';
import type { StoreWalk } from '../../ports/store-walk.ts';
import type { LinkStore, StoryMembers, StoryStore } from '../../ports/stories.ts';
import type { Clock } from '../../ports/web.ts';

export type ExaminePorts = {
  readonly walk: StoreWalk;
  readonly articles: Pick<ArticleStore, 'findMany'>;
  readonly revisions: Pick<RevisionStore, 'find'>;
  readonly stories: Pick<StoryStore, 'findMany'>;
  readonly members: Pick<StoryMembers, 'membersOf'>;
  readonly links: Pick<LinkStore, 'findOf'>;
  readonly changes: Pick<ChangeLog, 'holds'>;
  readonly feeds: Pick<FeedStore, 'list' | 'findScheduled'>;
  readonly now: Clock;
  /** Nothing is on its way through the queues, so that what is young is judged, too. */
  readonly isIdle: boolean;
};

/** What one walk has met that another asks for. */
export type Met = {
  /** Changes that the log tells of, by their names. */
  readonly told: ReadonlySet<string>;
  /** How many versions of an article are stored. */
  readonly versions: ReadonlyMap<ArticleId, number>;
  /** Keys of raw pages that an article names. */
  readonly named: Set<string>;
};

/** Of each that a walk has met so many are remembered, up to 50 MB; what has no room is looked up. */
export const mostRemembered = 500_000;

/** What is younger may still be on its way through the queues. */
const settledMs = 2 * 3_600_000;

export const isSettled = (
  instant: string | Date,
  { now, isIdle }: Pick<ExaminePorts, 'now' | 'isIdle'>,
): boolean => isIdle || now().getTime() - new Date(instant).getTime() > settledMs;

/** What the log tells, whatever else it says of it. */
const nameOf = ({ articleId, kind, revision, storyId, changedAt }: Change): string =>
  `${articleId} ${revision ?? storyId ?? kind} ${changedAt}`;

/**
 * What the log tells of, by one walk: where a change stands in it follows from all that was told with it, so
 * that to ask for one is to ask each shard. Those that have no room here, or are told while the walk goes on,
 * are asked for.
 */
export async function toldChanges({ walk }: ExaminePorts): Promise<ReadonlySet<string>> {
  const told = new Set<string>();
  for await (const page of walk.changes())
    for (const change of page) if (told.size < mostRemembered) told.add(nameOf(change));
  return told;
}

/** Whether the log tells of a change. */
export const isTold = async (
  change: Change,
  { told }: Pick<Met, 'told'>,
  { changes }: Pick<ExaminePorts, 'changes'>,
): Promise<boolean> => told.has(nameOf(change)) || changes.holds(change);
