import { createHash } from 'node:crypto';
import type { ArticleId, CanonicalUrl, FeedId, StoryId } from '../model/ids.ts';

const digest = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('hex').slice(0, length);

/** The same feed URL always has the same id, so that adding it twice adds it once. */
export const feedIdOf = (url: string): FeedId => `f${digest(url, 20)}` as FeedId;

/** The same canonical URL always has the same id, whichever feed or page led to it. */
export const articleIdOf = (url: CanonicalUrl): ArticleId => `a${digest(url, 24)}` as ArticleId;

/** A story is named after the article that founded it, and keeps the name. */
export const storyIdOf = (founder: ArticleId): StoryId => `s${founder.slice(1)}` as StoryId;

/** The article, or the target of a teaser, that a story is named after. */
export const founderOf = (story: StoryId): ArticleId => `a${story.slice(1)}` as ArticleId;
