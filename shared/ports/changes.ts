import type { Change } from '../model/change.ts';
import type { ArticleId, Instant } from '../model/ids.ts';

/** Which attribute of an article holds the instant under which a change is told. */
export type Stamp = 'changedAt' | 'movedAt';

export type ChangeLog = {
  /** Tells a change; a second time does nothing. Fails rather than arrive late. */
  put(change: Change): Promise<void>;
  /** Whether it was told, by any finished write. */
  holds(change: Change): Promise<boolean>;
  /**
   * Gives a change that was not told another instant.
   *
   * @returns whether the article still had the old one
   */
  redate(
    id: ArticleId,
    stamp: { readonly of: Stamp; readonly from: Instant; readonly to: Instant },
  ): Promise<boolean>;
};
