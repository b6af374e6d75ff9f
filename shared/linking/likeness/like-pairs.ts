import type { StoryId } from '../../model/ids.ts';
import { vectorOf } from './signature.ts';
import { dot, type Vector } from './vector.ts';

type Headline = { readonly storyId: StoryId; readonly headline: string };

/** Two headlines that share less are seldom of one event. */
const leastLikeness = 0.02;
/** A word of so many headlines brings no two of them together. */
const mostHolders = 60;
/** The heaviest words of a headline, by which others are found. */
const leadingTerms = 12;

/**
 * Pairs of stories whose headlines are alike, the likest first.
 *
 * @example
 * likePairs([dam, damAgain, chess], 'en') // [[dam.storyId, damAgain.storyId]]
 */
export function likePairs(
  headlines: readonly Headline[],
  language: string,
): (readonly [StoryId, StoryId])[] {
  const sorted = [...headlines].sort((a, b) => (a.storyId < b.storyId ? -1 : 1));
  const vectors = sorted.map(({ headline }) => vectorOf({ language, title: headline, text: '' }));
  const pairs: { ids: readonly [StoryId, StoryId]; likeness: number }[] = [];
  const holders = new Map<string, number[]>();
  for (const [at, vector] of vectors.entries()) {
    const own = sorted[at];
    if (own === undefined) continue;
    for (const before of sharing(vector, holders)) {
      const [other, theirs] = [sorted[before], vectors[before]];
      if (other === undefined || theirs === undefined) continue;
      const likeness = dot(vector, theirs);
      if (likeness >= leastLikeness) pairs.push({ ids: [other.storyId, own.storyId], likeness });
    }
    file(vector, at, holders);
  }
  const key = ({ ids }: { ids: readonly [StoryId, StoryId] }) => ids[0] + ids[1];
  return pairs
    .sort((a, b) => b.likeness - a.likeness || (key(a) < key(b) ? -1 : 1))
    .map(({ ids }) => ids);
}

const leading = (vector: Vector): string[] =>
  [...vector.keys()].filter((term) => !term.startsWith('@')).slice(0, leadingTerms);

function sharing(vector: Vector, holders: ReadonlyMap<string, readonly number[]>): Set<number> {
  const found = new Set<number>();
  for (const term of leading(vector)) for (const at of holders.get(term) ?? []) found.add(at);
  return found;
}

/** The latest holders of a word; of a word that all have, those before are forgotten. */
function file(vector: Vector, at: number, holders: Map<string, number[]>): void {
  for (const term of leading(vector)) {
    const known = holders.get(term) ?? [];
    known.push(at);
    if (known.length > mostHolders) known.shift();
    holders.set(term, known);
  }
}
