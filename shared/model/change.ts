import type { RevisionCause, RevisionKind } from './article.ts';
import type { ArticleId, Instant, StoryId } from './ids.ts';

/** What happened to an article. */
export type ChangeKind =
  | 'created'
  | 'revised'
  | 'removed'
  | 'restored'
  /** The same page, read anew by a newer extractor: no news, and no edit. */
  | 'reread'
  /** It is in another story than before. */
  | 'relinked'
  /** It was deleted on request; nothing is left of it but a tombstone. */
  | 'taken-down';

/** One line of the log of changes. */
export type Change = {
  readonly articleId: ArticleId;
  readonly kind: ChangeKind;
  /** When it was told; the order of the log. */
  readonly changedAt: Instant;
  /** The version that is new; of what makes a version. */
  readonly revision?: number;
  /** What that version changed, as the revision says. */
  readonly change?: RevisionKind;
  /** Of `reread`. */
  readonly cause?: RevisionCause;
  /** Of `relinked`: the story that it is in now. */
  readonly storyId?: StoryId;
};
