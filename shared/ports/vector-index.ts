import type { Embedding, StoryHead, StoryVector } from '../model/embedding.ts';
import type { StoryId } from '../model/ids.ts';
import type { TimeWindow } from './stories.ts';

export type NearestQuery = {
  readonly vector: Embedding;
  /** Vectors of other encoders are of another space. */
  readonly model: string;
  /** Of the stories' first reports. */
  readonly window: TimeWindow;
  /** Stories of this language are left out. */
  readonly notLanguage: string;
  /** So many at most. */
  readonly most: number;
};

export type NearStory = { readonly storyId: StoryId; readonly cosine: number };

/**
 * One vector for each story, found by nearness. Every call does nothing where it was done.
 *
 * @throws DependencyBusyError when a later try may succeed
 * @throws DependencyRefusedError when none will, saying what to do about it
 */
export type VectorIndex = {
  /** In the place of those that the stories had. */
  put(vectors: readonly StoryVector[]): Promise<void>;
  /** Those that are there, in no order; a story may have none. */
  find(ids: readonly StoryId[]): Promise<StoryVector[]>;
  /** The same without the vectors, which are most of what a reply weighs. */
  heads(ids: readonly StoryId[]): Promise<StoryHead[]>;
  /** About the nearest, the nearest first; the search is not exact. */
  nearest(query: NearestQuery): Promise<NearStory[]>;
  remove(ids: readonly StoryId[]): Promise<void>;
};
