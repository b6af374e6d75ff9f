import { type AcrossEnd, linkAcross } from '../linking/decide-across.ts';
import { findLiving } from '../linking/follow-merges.ts';
import { reportedAt } from '../linking/report.ts';
import { memberKey, type StoryState } from '../linking/story-state.ts';
import type { LinkAcrossTask } from '../messages.ts';
import type { Article } from '../model/article.ts';
import type { ArticleId } from '../model/ids.ts';
import { contentText } from '../page/content-text.ts';
import type { RevisionStore } from '../ports/articles.ts';
import { founderOf } from '../url/ids.ts';
import type { LinkArticlePorts, LinkOutcome } from './link-ports.ts';

type AcrossPorts = Pick<LinkArticlePorts, 'stories' | 'links' | 'articles' | 'revisions' | 'now'>;

/**
 * Links the first reports of two stories that may tell one event in two languages, if their
 * whole texts say so. The stories stay two: words alone do not show that they are one.
 */
export async function linkAcrossLanguages(
  task: LinkAcrossTask,
  ports: AcrossPorts,
): Promise<LinkOutcome> {
  const { living } = await findLiving([task.storyId, task.otherId], ports.stories);
  const [first, second] = living.map(firstReport);
  if (first === undefined || second === undefined) return { kind: 'skipped', reason: 'unknown' };
  const known = await ports.links.findOf(first);
  if (known.some(({ otherId, kind }) => otherId === second && ofLanguages.has(kind)))
    return { kind: 'skipped', reason: 'known' };

  const records = await ports.articles.findMany([first, second]);
  const [article, other] = await Promise.all(
    records.flatMap((record) => (record.state === 'live' ? [endOf(record, ports.revisions)] : [])),
  );
  if (article === undefined || other === undefined) return { kind: 'skipped', reason: 'unknown' };
  const links = linkAcross({ article, other, linkedAt: ports.now().toISOString() });
  await ports.links.saveAll(links);
  const [link] = links;
  return link === undefined
    ? { kind: 'skipped', reason: 'unlike' }
    : { kind: 'linked-across', otherId: link.otherId };
}

/** Kinds that say «of one event, in another language». */
const ofLanguages: ReadonlySet<string> = new Set(['translation', 'suggested']);

/** Who founded the story; of a story that a teaser founded, the earliest report still at hand. */
function firstReport({ story, profile }: StoryState): ArticleId | undefined {
  const founder = founderOf(story.storyId);
  return profile.members.has(memberKey(founder)) ? founder : profile.sketches[0]?.articleId;
}

async function endOf(article: Article, revisions: RevisionStore): Promise<AcrossEnd> {
  const { articleId, canonicalUrl: url, title, lead, language, revision } = article;
  const stored = await revisions.find(articleId, revision);
  const text = stored === undefined ? lead : contentText(stored.blocks);
  return { articleId, url, title, text, language, at: reportedAt(article) };
}
