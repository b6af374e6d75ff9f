import type { Instant, StoryId } from '../../model/ids.ts';
import { fadingFrom } from './instants.ts';
import { weightOf } from './signature.ts';
import type { Vector } from './vector.ts';

/** As many stories as the shipped weights count for, when a stream teaches its own. */
const priorStories = 30;

type Pointer = { readonly term: string; readonly at: Instant; readonly storyId: StoryId };
type Stream = { readonly language: string; readonly at: Instant; readonly crowd: number };

/**
 * How much less each looked-up term tells in this stream than in the language: a name that
 * many stories go by finds none of them. Learnt from the postings that the look-up returns, so
 * that it costs no request.
 *
 * @param postings of the terms, each `language#term`
 * @returns 0 to 1 by term
 *
 * @example
 * dampingOf([], { language: 'en', at, crowd: 0 }) // empty: nothing is known of any term
 */
export function dampingOf(postings: readonly Pointer[], { language, at, crowd }: Stream): Vector {
  const pulls = pullsByTerm(postings, at);
  const breadth = sharedTerms(pulls);
  const damping = new Map<string, number>();
  for (const [term, stories] of pulls) {
    // The first story is the one that the report may belong to. A story that shares more of the
    // report's terms is less of a coincidence.
    let others = -1;
    for (const [storyId, pull] of stories) others += pull / (breadth.get(storyId) ?? 1);
    if (others <= 0) continue;
    const weight = weightOf(term, language);
    const prior = 1 / (Math.exp(weight) - 1);
    const learnt = (priorStories * prior + others) / (priorStories + crowd);
    damping.set(term, Math.log(1 + 1 / Math.max(prior, learnt)) / weight);
  }
  return damping;
}

/** For each term the stories that it points to, with what time has left of their pull. */
function pullsByTerm(postings: readonly Pointer[], at: Instant): Map<string, Map<StoryId, number>> {
  const pulls = new Map<string, Map<StoryId, number>>();
  const left = fadingFrom(at);
  for (const posting of postings) {
    const term = posting.term.slice(posting.term.indexOf('#') + 1);
    const stories = pulls.get(term) ?? new Map<StoryId, number>();
    stories.set(posting.storyId, Math.max(left(posting.at), stories.get(posting.storyId) ?? 0));
    pulls.set(term, stories);
  }
  return pulls;
}

/** How many single words lead to each story; a name of two words is there by its words. */
function sharedTerms(pulls: ReadonlyMap<string, ReadonlyMap<StoryId, number>>) {
  const shared = new Map<StoryId, number>();
  for (const [term, stories] of pulls)
    if (!term.includes(' '))
      for (const storyId of stories.keys()) shared.set(storyId, (shared.get(storyId) ?? 0) + 1);
  return shared;
}
