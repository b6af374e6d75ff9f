import { lookupTerms, lookupWindow, rankCandidates } from '../linking/candidates.ts';
import { besideFound, crowdAt, rosterTerm } from '../linking/crowd.ts';
import { dampingOf } from '../linking/damping.ts';
import type { Surroundings } from '../linking/decide-story.ts';
import { findLiving } from '../linking/follow-merges.ts';
import type { Report } from '../linking/grow-story.ts';
import type { StoryState } from '../linking/story-state.ts';
import type { StoryId } from '../model/ids.ts';
import { storyIdOf } from '../url/ids.ts';
import type { LinkArticlePorts } from './link-ports.ts';

/** What is known of a report's surroundings when its story is decided. */
export type Found = Surroundings & {
  readonly candidates: readonly StoryState[];
  /** Where the story leads that the report was known to be in. */
  readonly known: StoryId | undefined;
};

/** The stories that share the report's heaviest terms, and the one that it is known to be in. */
export async function loadCandidates(
  { articleId, signature, at }: Report,
  known: StoryId | undefined,
  { linkIndex, stories }: Pick<LinkArticlePorts, 'linkIndex' | 'stories'>,
  latest: boolean,
): Promise<Found> {
  const postings = await linkIndex.find(lookupTerms(signature), lookupWindow(at));
  const roster = rosterTerm(signature.language);
  const about = postings.filter(({ term }) => term !== roster);
  // A story that the report would found is no company to it: its postings may be of a try that died.
  const own = storyIdOf(articleId);
  const others = postings.filter(({ storyId }) => storyId !== own);
  const listed = others.filter(({ term }) => term === roster);
  const crowd = crowdAt(at, listed);
  const damping = dampingOf(
    others.filter(({ term }) => term !== roster),
    { language: signature.language, at, crowd },
  );
  const found = rankCandidates({ vector: signature.vector, at, damping }, about);
  const ids = new Set([...found, ...besideFound(found, listed, { at, crowd })]);
  if (known !== undefined) ids.add(known);
  const { living, leadsTo } = await findLiving([...ids], stories, latest ? 'latest' : undefined);
  return {
    ...{ candidates: living, crowd, damping },
    known: known === undefined ? undefined : leadsTo(known),
  };
}
