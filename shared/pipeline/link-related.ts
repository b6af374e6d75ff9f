import { linkOnPage } from '../linking/decide-links.ts';
import type { Report } from '../linking/grow-story.ts';
import { reportedAt } from '../linking/report.ts';
import { signatureOf } from '../linking/signature.ts';
import type { LinkRelatedTask } from '../messages.ts';
import type { Article } from '../model/article.ts';
import { placesOf } from '../text/places.ts';
import { followRelated } from './follow-related.ts';
import { joinStory } from './join-story.ts';
import type { LinkArticlePorts, LinkOutcome } from './link-ports.ts';

/**
 * Links a page to a story that it points to. Where the target is not stored, its teaser takes
 * its place in a story until it arrives.
 */
export async function linkRelated(
  task: LinkRelatedTask,
  ports: LinkArticlePorts,
): Promise<LinkOutcome> {
  const records = await ports.articles.findMany([task.articleId, task.target.articleId]);
  const page = records.find(({ articleId }) => articleId === task.articleId);
  if (page?.state !== 'live') return { kind: 'skipped', reason: 'unknown' };
  const known = records.find(({ articleId }) => articleId === task.target.articleId);
  const target = known?.state === 'alias' ? await ports.articles.find(known.aliasOf) : known;
  // Not even its teaser: what was taken down is not told again by those who pointed to it.
  if (target?.state === 'taken-down') return { kind: 'skipped', reason: 'removed' };
  // A removed article is pointed to, and no teaser brings it back into its story.
  return target?.state === 'live' || target?.state === 'removed'
    ? linkStoredTarget(task, { page, target }, ports)
    : remember(task, { page, isNew: known === undefined }, ports);
}

async function linkStoredTarget(
  task: LinkRelatedTask,
  { page, target }: { readonly page: Article; readonly target: Article },
  ports: LinkArticlePorts,
): Promise<LinkOutcome> {
  const { title, teaser } = task.target;
  const links = linkOnPage({
    page: { ...page, url: page.canonicalUrl },
    target: {
      ...{ articleId: target.articleId, url: target.canonicalUrl, title },
      ...(teaser !== undefined && { teaser }),
    },
    linkedAt: ports.now().toISOString(),
  });
  if (target.articleId !== page.articleId) await ports.links.saveAll(links);
  return { kind: 'linked-on-page', otherId: target.articleId };
}

async function remember(
  task: LinkRelatedTask,
  { page, isNew }: { readonly page: Article; readonly isNew: boolean },
  ports: LinkArticlePorts,
): Promise<LinkOutcome> {
  const { target } = task;
  const earlier = await ports.links.findOf(target.articleId);
  // Who pointed to it first has asked for it.
  if (isNew && !earlier.some(({ kind }) => kind === 'on-page'))
    await followRelated(task, page, ports);
  const known = earlier.find(({ storyId }) => storyId !== undefined)?.storyId;
  const { storyId, joined } = await joinStory(
    teaserReport(task, page),
    { text: target.teaser ?? '', known, linkedBefore: false, links: earlier },
    ports,
  );
  await ports.links.saveAll(
    linkOnPage({
      page: { ...page, url: page.canonicalUrl },
      target: { ...target, teaser: target.teaser ?? '' },
      ...{ storyId, linkedAt: ports.now().toISOString() },
    }),
  );
  return { kind: 'remembered', storyId, joined };
}

function teaserReport({ target, language }: LinkRelatedTask, page: Article): Report {
  const text = target.teaser ?? '';
  return {
    ...{ articleId: target.articleId, url: target.url, title: target.title, language },
    ...{ site: page.site, at: reportedAt(page), kind: 'mention' },
    words: `${target.title}\n${text}`,
    places: placesOf(`${target.title}\n${text}`, language),
    signature: signatureOf({ language, title: target.title, text }),
  };
}
