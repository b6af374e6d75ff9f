import {
  type AcrossEnd,
  decideAcross,
  type Similarity,
} from '../../linking/across/decide-across.ts';
import { embeddingCosine } from '../../linking/across/embedding-cosine.ts';
import { mergeOrder } from '../../linking/decide/decide-merge.ts';
import { reportedAt } from '../../linking/likeness/report.ts';
import { findLiving } from '../../linking/story/follow-merges.ts';
import { modelKey } from '../../linking/story/story-head.ts';
import { firstReport, type StoryState } from '../../linking/story/story-state.ts';
import { acrossGroup, type LinkAcrossTask } from '../../messages.ts';
import type { Article } from '../../model/article.ts';
import type { StoryId } from '../../model/ids.ts';
import type { Link } from '../../model/story.ts';
import { contentText } from '../../page/content-text.ts';
import type { RevisionStore } from '../../ports/articles.ts';
import type { LinkArticlePorts, LinkOutcome } from './link-ports.ts';

type AcrossPorts = Pick<
  LinkArticlePorts,
  'stories' | 'links' | 'articles' | 'revisions' | 'vectors' | 'sendLinkTasks' | 'now'
>;

/**
 * Links the first reports of two stories that may tell one event in two languages, if their
 * whole texts say so. The stories stay two, unless there is an encoder and it agrees: words alone
 * do not show that they are one.
 */
export async function linkAcrossLanguages(
  task: LinkAcrossTask,
  ports: AcrossPorts,
): Promise<LinkOutcome> {
  const { living } = await findLiving([task.storyId, task.otherId], ports.stories);
  const [one, two] = living;
  const [first, second] = living.map(firstReport);
  if (one === undefined || two === undefined || first === undefined || second === undefined)
    return { kind: 'skipped', reason: 'unknown' };
  const known = (await ports.links.findOf(first)).filter(
    ({ otherId, kind }) => otherId === second && ofLanguages.has(kind),
  );
  if (task.near === undefined && known.some((link) => isJudged(link, ports)))
    return { kind: 'skipped', reason: 'known' };

  const records = await ports.articles.findMany([first, second]);
  const [article, other] = await Promise.all(
    records.flatMap((record) => (record.state === 'live' ? [endOf(record, ports.revisions)] : [])),
  );
  if (article === undefined || other === undefined) return { kind: 'skipped', reason: 'unknown' };
  const vector = await similarityOf(one, two, ports);
  const linkedAt = ports.now().toISOString();
  const { links, merges } = decideAcross({
    ...{ article, other, linkedAt },
    ...(vector !== undefined && { vector }),
  });
  const { into, from } = mergeOrder(one, two);
  const { storyId } = into.story;
  await ports.links.saveAll(merges ? links.map((link) => ({ ...link, storyId })) : links);
  const [link] = links;
  if (link === undefined) return { kind: 'skipped', reason: 'unlike' };
  await removeOthers(known, link, ports);
  if (merges) {
    const ends = { from: from.story.storyId, into: storyId };
    await ports.sendLinkTasks([{ version: 1, kind: 'merge', ...ends, language: acrossGroup }]);
  }
  return { kind: 'linked-across', otherId: link.otherId, ...(merges && { merges: true }) };
}

/** Kinds that say «of one event, in another language». */
const ofLanguages: ReadonlySet<string> = new Set(['translation', 'suggested']);

/** A link that words alone have made is looked at once more when there is an encoder. */
const isJudged = ({ evidence }: Link, { vectors }: AcrossPorts): boolean =>
  vectors === undefined || evidence.vector?.model === vectors.model.name;

async function similarityOf(
  one: StoryState,
  two: StoryState,
  { vectors }: AcrossPorts,
): Promise<Similarity | undefined> {
  if (vectors === undefined) return undefined;
  const ids: StoryId[] = [one.story.storyId, two.story.storyId];
  const found = (await vectors.index.find(ids)).filter(
    ({ model }) => model === modelKey(vectors.model),
  );
  const [a, b] = found;
  const cosine = a && b && embeddingCosine(a.vector, b.vector);
  return cosine === undefined ? undefined : { model: vectors.model.name, cosine };
}

/** Of two reports there is one link across languages: the one that is true now. */
async function removeOthers(
  known: readonly Link[],
  { kind }: Link,
  { links }: AcrossPorts,
): Promise<void> {
  const stale = known.filter((link) => link.kind !== kind);
  const ends = stale.flatMap(({ articleId, otherId, kind: old }) => [
    { articleId, otherId, kind: old },
    { articleId: otherId, otherId: articleId, kind: old },
  ]);
  if (ends.length > 0) await links.removeAll(ends);
}

async function endOf(article: Article, revisions: RevisionStore): Promise<AcrossEnd> {
  const { articleId, canonicalUrl: url, title, lead, language, revision } = article;
  const stored = await revisions.find(articleId, revision);
  const text = stored === undefined ? lead : contentText(stored.blocks);
  return { articleId, url, title, text, language, at: reportedAt(article) };
}
