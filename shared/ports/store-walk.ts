import type { CorruptItemError } from '../errors.ts';
import type { ArticleRecord } from '../model/article.ts';
import type { Change } from '../model/change.ts';
import type { ArticleId } from '../model/ids.ts';
import type { Link, Story } from '../model/story.ts';

/** A raw page as the archive lists it. */
export type ArchivedPage = {
  readonly key: string;
  readonly storedAt: Date;
  /** Absent where what is there was not put there as a page. */
  readonly articleId?: ArticleId;
};

/** Everything that a store holds, a page at a time and in no order; for looking it through, not for readers. */
export type StoreWalk = {
  articles(): AsyncIterable<readonly ArticleRecord[]>;
  stories(): AsyncIterable<readonly Story[]>;
  links(): AsyncIterable<readonly Link[]>;
  changes(): AsyncIterable<readonly Change[]>;
  rawPages(): AsyncIterable<readonly ArchivedPage[]>;
  holdsRawPage(key: string): Promise<boolean>;
  /** What it could not read, and passed over, since it was asked last. */
  takeUnreadable(): readonly CorruptItemError[];
};
