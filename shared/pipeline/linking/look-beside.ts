import { mergeOrder } from '../../linking/decide/decide-merge.ts';
import { decideStory } from '../../linking/decide/decide-story.ts';
import type { Report } from '../../linking/story/grow-story.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import { storyIdOf } from '../../url/ids.ts';
import type { LinkArticlePorts } from './link-ports.ts';
import { loadCandidates } from './load-candidates.ts';

/**
 * Has the linker that founded a story look once more, now that others can find it: who looked at the
 * same time may have written meanwhile, and of two that did, the one that wrote last sees the other.
 * Where the report would have gone to what it finds now, the two stories are to be merged.
 *
 * A linker that has its language for itself sees all there is at once, and has no need of this. Nor has
 * a report that has joined a story: what others founded beside it, they compare with it themselves.
 */
export async function lookBeside(
  report: Report,
  story: StoryState,
  ports: LinkArticlePorts,
): Promise<void> {
  const { storyId } = story.story;
  if (storyId !== storyIdOf(report.articleId)) return;
  const { candidates, ...stream } = await loadCandidates(
    report,
    { known: undefined, latest: true },
    ports,
  );
  const others = candidates.filter((other) => other.story.storyId !== storyId);
  const decision = decideStory(report, others, stream);
  if (decision.kind === 'found') return;
  const { from, into } = mergeOrder(story, decision.state);
  const ends = { from: from.story.storyId, into: into.story.storyId };
  const { language } = report.signature;
  await ports.sendLinkTasks([{ version: 1, kind: 'merge', ...ends, language }]);
}
