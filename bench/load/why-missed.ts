import {
  lookupTerms,
  lookupWindow,
  rankCandidates,
} from '../../shared/linking/candidates/candidates.ts';
import { crowdAt, rosterTerm } from '../../shared/linking/candidates/crowd.ts';
import { barFor, storySimilarity } from '../../shared/linking/decide/decide-story.ts';
import { dampingOf } from '../../shared/linking/likeness/damping.ts';
import { findLiving } from '../../shared/linking/story/follow-merges.ts';
import type { Report } from '../../shared/linking/story/grow-story.ts';
import type { StoryId } from '../../shared/model/ids.ts';
import type { LinkArticlePorts } from '../../shared/pipeline/linking/link-ports.ts';

/** Why a report would not come to a story of its event. */
export type Cause =
  /** Its event has no story: those who told it are in the stories of others. */
  | 'no story'
  /** No word that it looks up leads to it. */
  | 'not filed'
  /** It shares a word with it, and others are read. */
  | 'not read'
  | 'below the bar'
  /** Another story is more alike. */
  | 'outdone'
  /** Another story is nearly as alike. */
  | 'near rival'
  /** Nothing stands against it. */
  | 'none';

type Ports = Pick<LinkArticlePorts, 'linkIndex' | 'stories'>;

/** What stands between a report that is about to be linked and the stories of its event. */
export async function whyMissed(
  report: Report,
  own: ReadonlySet<StoryId>,
  { linkIndex, stories }: Ports,
): Promise<Cause> {
  if (own.size === 0) return 'no story';
  const { signature, at } = report;
  const { vector, language } = signature;
  const postings = await linkIndex.find(
    [rosterTerm(language), ...lookupTerms(signature)],
    lookupWindow(at),
  );
  const roster = postings.filter(({ term }) => term === rosterTerm(language));
  const about = postings.filter(({ term }) => term !== rosterTerm(language));
  const crowd = crowdAt(at, roster);
  const damping = dampingOf(about, { language, at, crowd });
  const living = async (ids: readonly StoryId[]) => (await findLiving(ids, stories)).living;

  const reached = await living(about.map(({ storyId }) => storyId));
  if (!reached.some(({ story }) => own.has(story.storyId))) return 'not filed';
  const scored = (await living(rankCandidates({ vector, at, damping }, about)))
    .map((state) => ({ id: state.story.storyId, score: storySimilarity(report, state, damping) }))
    .sort((a, b) => b.score - a.score);
  const [best, rival] = scored;
  const target = scored.find(({ id }) => own.has(id));
  const bar = barFor(vector.size, crowd, language);
  if (target === undefined || best === undefined) return 'not read';
  if (target.score < bar) return 'below the bar';
  if (target !== best) return 'outdone';
  return rival !== undefined && rival.score > 0 ? 'near rival' : 'none';
}
