import type { CorruptItemError } from '../errors.ts';
import type { StoryState } from '../linking/story/story-state.ts';
import type { ArticleRecord, Revision } from '../model/article.ts';
import type { Change } from '../model/change.ts';
import type { ArticleId } from '../model/ids.ts';
import type { Link } from '../model/story.ts';
import type { Posting } from './stories.ts';

/** A raw page as the archive lists it. */
export type ArchivedPage = {
  readonly key: string;
  readonly storedAt: Date;
  /** Absent where what is there was not put there as a page. */
  readonly articleId?: ArticleId;
};

/** A version as a walk meets it, without its text. */
export type WalkedVersion = Pick<Revision, 'articleId' | 'revision' | 'observedAt' | 'rawKey'>;

/** An item under keys of indexes that do not follow from what it says. */
export type MisfiledItem = { readonly key: string; readonly found: string };

/** Everything that a store holds, a page at a time and in no order; for looking it through, not for readers. */
export type StoreWalk = {
  articles(): AsyncIterable<readonly ArticleRecord[]>;
  versions(): AsyncIterable<readonly WalkedVersion[]>;
  stories(): AsyncIterable<readonly StoryState[]>;
  links(): AsyncIterable<readonly Link[]>;
  changes(): AsyncIterable<readonly Change[]>;
  rawPages(): AsyncIterable<readonly ArchivedPage[]>;
  holdsRawPage(key: string): Promise<boolean>;
  /** How many of these the index holds. */
  countPostings(postings: readonly Omit<Posting, 'crowd'>[]): Promise<number>;
  /** What it has met that no index finds, or under another key than it should, since it was asked last. */
  takeMisfiled(): readonly MisfiledItem[];
  /** What it could not read, and passed over, since it was asked last. */
  takeUnreadable(): readonly CorruptItemError[];
};
