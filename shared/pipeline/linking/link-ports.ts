import type { LinkTask } from '../../messages.ts';
import type { Measures } from '../../metrics.ts';
import type { EmbeddingModel } from '../../model/embedding.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import type { ArticleStore, RevisionStore } from '../../ports/articles.ts';
import type { ChangeLog } from '../../ports/changes.ts';
import type { PublishEvents } from '../../ports/events.ts';
import type { LinkIndex, LinkStore, StoryMembers, StoryStore } from '../../ports/stories.ts';
import type { SendTasks } from '../../ports/tasks.ts';
import type { VectorIndex } from '../../ports/vector-index.ts';
import type { Clock } from '../../ports/web.ts';
import type { FollowRelated } from './follow-related.ts';

export type LinkArticlePorts = {
  readonly articles: ArticleStore;
  readonly revisions: RevisionStore;
  readonly stories: StoryStore;
  readonly links: LinkStore;
  readonly linkIndex: LinkIndex;
  readonly members: StoryMembers;
  readonly changes: ChangeLog;
  /** For what follows from a link: stories that turn out to be one. */
  readonly sendLinkTasks: SendTasks<LinkTask>;
  readonly publish: PublishEvents;
  /** The vectors of stories, where a stage has an encoder. */
  readonly vectors?: { readonly model: EmbeddingModel; readonly index: VectorIndex };
  /** Has what pages point to fetched; absent where a stage does not want that. */
  readonly follow?: FollowRelated;
  /** Others link reports of the same languages at the same time: see `look-beside.ts`. */
  readonly besideOthers?: true;
  readonly now: Clock;
};

export type LinkOutcome =
  | {
      readonly kind: 'linked';
      readonly measures?: Measures;
      readonly storyId: StoryId;
      /** Whether the story was there before. */
      readonly joined: boolean;
      /** Links stored; those to its story count once, though they are stored from both ends. */
      readonly links: number;
    }
  | { readonly kind: 'already-linked'; readonly storyId: StoryId }
  /** Two stories tell one event in two languages, as far as names and numbers show, or an encoder. */
  | { readonly kind: 'linked-across'; readonly otherId: ArticleId; readonly merges?: true }
  /** Two stories are one now; so many articles moved. */
  | { readonly kind: 'merged'; readonly storyId: StoryId; readonly moved: number }
  /** Reports of a story are one of their own now. */
  | {
      readonly kind: 'split';
      readonly storyId: StoryId;
      readonly from: StoryId;
      readonly articleIds: readonly ArticleId[];
    }
  | { readonly kind: 'skipped'; readonly reason: SkipReason };

export type SkipReason =
  | 'unknown'
  | 'not-an-article'
  | 'removed'
  | 'same-story'
  | 'known'
  | 'unlike'
  /** The reports of a story tell one event. */
  | 'alike'
  /** A report is on its way into a story, or out of it. */
  | 'unsettled';
