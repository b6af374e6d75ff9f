import type { StoryState } from '../linking/story/story-state.ts';
import type { Article } from '../model/article.ts';
import type { StoryId } from '../model/ids.ts';
import type { Story } from '../model/story.ts';
import type { Invariant } from './invariants.ts';

/** What puts a finding right, where that is safe whatever else goes on. */
export type Repair =
  /** Links a version once more; linking is idempotent. */
  | { readonly kind: 'link-again'; readonly article: Article }
  /** Tells a version once more; the log holds it once. */
  | { readonly kind: 'tell-again'; readonly article: Article }
  /** Tells a move once more. */
  | { readonly kind: 'tell-move-again'; readonly article: Article }
  /** Merges a story into the one that it leads to once more: what was left behind follows. */
  | {
      readonly kind: 'merge-again';
      readonly from: StoryId;
      readonly into: StoryId;
      readonly language: string;
    }
  /** Files a story under its words once more. */
  | { readonly kind: 'file-again'; readonly state: StoryState }
  /** Ends a split that was begun; a task to split finds it and goes on. */
  | { readonly kind: 'split-again'; readonly story: Story }
  /** Removes a page that nothing points to. */
  | { readonly kind: 'remove-raw'; readonly key: string };

/** Something that is not as it should be. */
export type Finding = {
  readonly rule: Invariant;
  /** The id, or the key, of what it is about. */
  readonly about: string;
  /** What was found, in words. */
  readonly found: string;
  readonly repair?: Repair;
};
