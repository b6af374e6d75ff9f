import type { SplittingState } from '../../linking/story/split-states.ts';
import type { StoryState } from '../../linking/story/story-state.ts';
import type { ArticleId, StoryId } from '../../model/ids.ts';
import { type Link, ofMembers } from '../../model/story.ts';
import type { LinkArticlePorts } from './link-ports.ts';
import { linkToMembers } from './member-links.ts';

/**
 * Has links say what a split has made true: those between its two stories, which say that both
 * ends are of one, go, and who has none left gets one within its own story first.
 */
export async function relinkCamps(
  { story: { storyId, absorbed = [], splitting } }: SplittingState,
  founded: StoryState,
  ports: LinkArticlePorts,
): Promise<void> {
  const leaving = new Set(splitting.articleIds);
  const lives = new Set<StoryId>([storyId, ...absorbed]);
  const staying = new Set<ArticleId>();
  const between: Link[] = [];
  for (const articleId of leaving) {
    const links = (await ports.links.findOf(articleId)).filter(({ kind }) => ofMembers.has(kind));
    const within = links.filter(({ otherId }) => leaving.has(otherId));
    const stale = within.filter((link) => link.storyId !== splitting.into);
    if (stale.length > 0)
      await ports.links.saveAll(stale.map((link) => ({ ...link, storyId: splitting.into })));
    if (within.length === 0) await linkToMembers(articleId, founded, ports);
    for (const link of links)
      if (!leaving.has(link.otherId) && link.storyId !== undefined && lives.has(link.storyId)) {
        between.push(link);
        staying.add(link.otherId);
      }
  }
  await relinkStaying([...staying], { storyId, leaving }, ports);
  // The far ends first: those at hand say where they are.
  const far = between.map(({ articleId, otherId, kind }) => ({
    ...{ articleId: otherId, otherId: articleId, kind },
  }));
  if (between.length > 0) await ports.links.removeAll(far);
  if (between.length > 0) await ports.links.removeAll(between);
}

type Camp = { readonly storyId: StoryId; readonly leaving: ReadonlySet<ArticleId> };

async function relinkStaying(
  ids: readonly ArticleId[],
  { storyId, leaving }: Camp,
  ports: LinkArticlePorts,
): Promise<void> {
  const [state] = await ports.stories.findMany([storyId], 'latest');
  if (state === undefined) return;
  for (const articleId of ids) {
    const links = await ports.links.findOf(articleId);
    const isWithin = ({ kind, otherId }: Link) => ofMembers.has(kind) && !leaving.has(otherId);
    if (!links.some(isWithin)) await linkToMembers(articleId, state, ports);
  }
}
