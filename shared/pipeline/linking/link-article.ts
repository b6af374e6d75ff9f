import { isArticle } from '../../article/is-article.ts';
import { reportedAt, reportOf } from '../../linking/likeness/report.ts';
import type { LinkArticleTask, LinkTask } from '../../messages.ts';
import type { Article, Revision } from '../../model/article.ts';
import type { StoryId } from '../../model/ids.ts';
import type { Link, Story } from '../../model/story.ts';
import { contentText } from '../../page/content-text.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import { findRecord } from '../articles/find-record.ts';
import { retellRevision, tellMove } from '../tell-change.ts';
import { articleEvents, storyUpdated } from './announce.ts';
import { storyLeftBehind } from './counting-story.ts';
import { joinStory } from './join-story.ts';
import { linkAcrossLanguages } from './link-across.ts';
import type { LinkArticlePorts, LinkOutcome } from './link-ports.ts';
import { decideRelated, findTargets, pointerKeys, rememberTeaser } from './link-related.ts';
import { readRoster } from './load-candidates.ts';
import { markLinked } from './mark-linked.ts';
import { mergeStories } from './merge-stories.ts';
import { splitStory } from './split-story.ts';
import { withdrawArticle } from './withdraw-article.ts';

export type { LinkArticlePorts, LinkOutcome };

/** Step 4 of 4: one stored article in; a story joined, founded or merged, and links that say why. */
export async function linkArticle(task: LinkTask, ports: LinkArticlePorts): Promise<LinkOutcome> {
  switch (task.kind) {
    case 'article':
      return linkStored(task, ports);
    case 'merge':
      return mergeStories(task, ports);
    case 'split':
      return splitStory(task, ports);
    case 'across':
      return linkAcrossLanguages(task, ports);
  }
}

async function linkStored(task: LinkArticleTask, ports: LinkArticlePorts): Promise<LinkOutcome> {
  const article = await findArticle(task, ports.articles);
  if ('kind' in article) return article;
  const { storyId, linkedRevision, revision } = article;
  if (linkedRevision === revision) {
    // An earlier try may have died between saving and telling.
    await tellMove(article, ports);
    if (storyId !== undefined) return { kind: 'already-linked', storyId };
    if (article.state === 'removed') return { kind: 'skipped', reason: 'removed' };
  }
  // Of a version that came after the task nobody may have told yet, and once it is linked nobody would.
  if (revision > task.revision) await retellRevision(article, ports);
  if (article.state === 'removed')
    return withdrawArticle(article, await findLinked(article, ports), ports);

  const { stored, former, links, targets, roster } = await readAround(article, ports);
  const text = stored === undefined ? article.lead : contentText(stored.blocks);
  const report = reportOf(article, text);
  const left = await storyLeftBehind(article, ports);
  const inStory = left ?? storyId ?? rememberedStory(links);
  const linkedAt = ports.now().toISOString();
  // Where no version was linked yet, a link is at most that of a try which died, and written again.
  const pointed = linkedRevision === undefined ? [] : pointerKeys(article, targets);
  const known = await ports.links.findMany(pointed);
  const words = { ...report, text, vector: report.signature.vector };
  const related = decideRelated(article, { targets, known, words, linkedAt });
  const { changed, ...joined } = await joinStory(
    report,
    {
      text,
      known: inStory,
      linkedBefore: linkedRevision !== undefined,
      formerTitle: former?.title,
      links,
      roster,
      onPage: related.links,
    },
    ports,
  );
  for (const teaser of related.teasers) await rememberTeaser(teaser, article, ports);
  const told = { current: stored, storyId: joined.storyId, revisions: ports.revisions };
  const updated = changed.filter((story) => !isFounded(story)).map(storyUpdated);
  await ports.publish([...(await articleEvents(article, told)), ...updated]);
  await markLinked(article, joined.storyId, ports);
  return { kind: 'linked', measures: { LinkLag: secondsSince(article, ports.now()) }, ...joined };
}

/** What the decision rests on, as far as the record alone says where it is. */
async function readAround(article: Article, ports: LinkArticlePorts) {
  const { articleId, language, revision } = article;
  const [stored, former, links, targets, roster] = await Promise.all([
    ports.revisions.find(articleId, revision),
    findLinked(article, ports),
    ports.links.findOf(articleId),
    findTargets(article, ports.articles),
    readRoster(language, reportedAt(article), ports),
  ]);
  return { stored, former, links, targets, roster };
}

const secondsSince = ({ changedAt }: Article, now: Date): number =>
  Math.max(0, (now.getTime() - Date.parse(changedAt)) / 1000);

/** Of a story that has nothing but the report which founded it that report's own event tells all. */
const isFounded = ({ version, articleCount, mentions }: Story): boolean =>
  version === 1 && articleCount + mentions.length === 1;

/** The version that was linked last. */
const findLinked = async (
  { articleId, linkedRevision }: Article,
  { revisions }: Pick<LinkArticlePorts, 'revisions'>,
): Promise<Revision | undefined> =>
  linkedRevision === undefined ? undefined : revisions.find(articleId, linkedRevision);

/** A first look costs half, and is believed where it shows the revision that the task tells of. */
async function findArticle(
  { articleId, revision }: LinkArticleTask,
  articles: ArticleStore,
): Promise<Article | (LinkOutcome & { kind: 'skipped' })> {
  const [seen] = await articles.findMany([articleId]);
  if (isArticle(seen) && seen.revision >= revision) return seen;
  const record = await findRecord(articleId, articles);
  if (record === undefined) return { kind: 'skipped', reason: 'unknown' };
  return isArticle(record) ? record : { kind: 'skipped', reason: 'not-an-article' };
}

/**
 * The story that links say the article is in: by an earlier try that died before it was done,
 * else by a teaser of it.
 */
function rememberedStory(links: readonly Link[]): StoryId | undefined {
  const withStory = links.filter(({ storyId }) => storyId !== undefined);
  const tried = withStory.find(({ kind }) => kind !== 'on-page');
  return (tried ?? withStory[0])?.storyId;
}
