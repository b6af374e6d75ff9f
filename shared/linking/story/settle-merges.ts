import type { StoryId } from '../../model/ids.ts';
import { decideMerge, type Merge } from '../decide/decide-merge.ts';
import { mergeStates } from './merge-states.ts';
import type { StoryState } from './story-state.ts';

/**
 * The merges to be done of those that are each right by itself, in the order in which to do them:
 * the likest first. Where a story has taken another in by then, or has become part of one, what
 * is compared is what the two stories will have become. So chains are taken in one go, and of
 * three stories whose ends are not alike no more become one than belong together on the whole.
 *
 * @param crowd stories of the language that go on
 *
 * @example
 * settleMerges([{ into: b, from: c, score: 0.4 }, { into: a, from: b, score: 0.5 }], 12)
 * // b into a, and c into a where it is like both of them
 */
export function settleMerges(merges: readonly Merge[], crowd: number): Merge[] {
  const now = new Map<StoryId, StoryState>();
  const gone = new Map<StoryId, StoryId>();
  const changed = new Set<StoryId>();
  const asItIs = ({ story }: StoryState): StoryState | undefined => {
    let id = story.storyId;
    for (let next = gone.get(id); next !== undefined; next = gone.get(id)) id = next;
    return now.get(id);
  };
  for (const { into, from } of merges)
    for (const state of [into, from]) now.set(state.story.storyId, state);

  const settled: Merge[] = [];
  let left = [...merges].sort(likestFirst);
  for (let before = -1; settled.length > before; ) {
    before = settled.length;
    left = left.filter((merge) => {
      const [a, b] = [asItIs(merge.into), asItIs(merge.from)];
      if (a === undefined || b === undefined || a === b) return false;
      const isSame = [a, b].every(({ story }) => !changed.has(story.storyId));
      const next = isSame ? merge : decideMerge(a, b, { crowd });
      if (next === undefined) return true;
      settled.push(next);
      const [into, from] = [next.into.story.storyId, next.from.story.storyId];
      gone.set(from, into);
      changed.add(into);
      now.set(into, mergeStates(next.into, next.from));
      return false;
    });
  }
  return settled;
}

const likestFirst = (a: Merge, b: Merge): number => b.score - a.score || (key(a) < key(b) ? -1 : 1);

const key = ({ into, from }: Merge): string => into.story.storyId + from.story.storyId;
