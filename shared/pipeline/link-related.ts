import { isArticle } from '../article/is-article.ts';
import { linkOnPage } from '../linking/decide-links.ts';
import type { Report } from '../linking/grow-story.ts';
import { reportedAt } from '../linking/report.ts';
import { signatureOf } from '../linking/signature.ts';
import type { Article, ArticleRecord } from '../model/article.ts';
import type { ArticleId, Instant } from '../model/ids.ts';
import type { Link, Mention } from '../model/story.ts';
import type { ArticleStore } from '../ports/articles.ts';
import { cutText } from '../text/cut-text.ts';
import { placesOf } from '../text/places.ts';
import { articleIdOf } from '../url/ids.ts';
import { followRelated } from './follow-related.ts';
import { joinStory } from './join-story.ts';
import type { LinkArticlePorts } from './link-ports.ts';

/** An entry of a page's related block. */
type Teaser = Mention & { readonly teaser: string };

/** What a page points to, as far as no link says so yet. */
type Related = {
  /** Links to stored articles, each from both ends. */
  readonly links: readonly Link[];
  /** Entries whose articles are not stored; `isNew` where nobody has heard of them. */
  readonly teasers: readonly (Teaser & { readonly isNew: boolean })[];
};

type Targets = ReadonlyMap<ArticleId, ArticleRecord>;

const longestText = 500;

/** The records that stand under the addresses of a page's related block, and those that aliases lead to. */
export async function findTargets(
  page: Article,
  { findMany }: Pick<ArticleStore, 'findMany'>,
): Promise<Targets> {
  const records = await findMany(teasersOf(page).map(({ articleId }) => articleId));
  const aliases = records.flatMap((record) => (record.state === 'alias' ? record.aliasOf : []));
  const behind = aliases.length === 0 ? [] : await findMany(aliases);
  return new Map([...records, ...behind].map((record) => [record.articleId, record]));
}

/**
 * What is to be done about a page's related block.
 *
 * @param known links of the page
 *
 * @example
 * decideRelated(page, { targets: new Map(), known: [], linkedAt }).teasers // all that it points to
 */
export function decideRelated(
  page: Article,
  { targets, known, linkedAt }: { targets: Targets; known: readonly Link[]; linkedAt: Instant },
): Related {
  const isThere = (link: Link) =>
    link.kind === 'on-page' && link.role === 'from' && isWhole(link, page);
  const linked = new Set(known.filter(isThere).map(({ otherId }) => otherId));
  const links: Link[] = [];
  const teasers: Related['teasers'][number][] = [];
  for (const entry of teasersOf(page)) {
    const record = targets.get(entry.articleId);
    const target = record?.state === 'alias' ? targets.get(record.aliasOf) : record;
    const articleId = target?.articleId ?? entry.articleId;
    if (linked.has(articleId) || articleId === page.articleId) continue;
    // A removed article is pointed to, and no teaser brings it back into its story.
    if (isArticle(target))
      links.push(...pointer(page, { ...entry, articleId, url: target.canonicalUrl }, linkedAt));
    // Not even its teaser: what was taken down is not told again by those who pointed to it.
    else if (target?.state !== 'taken-down')
      teasers.push({ ...entry, isNew: record === undefined });
  }
  return { links, teasers };
}

/**
 * Whether a link of a page was stored by a try that came to its end. One that failed may have stored it
 * from one end alone: a table that is throttled does a part of what it is asked for.
 */
const isWhole = ({ linkedAt }: Link, { linkedRevision, revision, changedAt }: Article): boolean =>
  linkedRevision === revision - 1 && linkedAt < changedAt;

const pointer = (page: Article, target: Teaser, linkedAt: Instant): Link[] =>
  linkOnPage({ page: { ...page, url: page.canonicalUrl }, target, linkedAt });

/** Has a teaser take its place in a story until its article arrives, and links the page to it. */
export async function rememberTeaser(
  { isNew, ...target }: Related['teasers'][number],
  page: Article,
  ports: LinkArticlePorts,
): Promise<void> {
  const earlier = await ports.links.findOf(target.articleId);
  // Who pointed to it first has asked for it.
  if (isNew && !earlier.some(({ kind }) => kind === 'on-page'))
    await followRelated(target, page, ports);
  const known = earlier.find(({ storyId }) => storyId !== undefined)?.storyId;
  const { storyId } = await joinStory(
    teaserReport(target, page),
    { text: target.teaser, known, linkedBefore: false, links: earlier },
    ports,
  );
  await ports.links.saveAll(
    linkOnPage({
      page: { ...page, url: page.canonicalUrl },
      ...{ target, storyId, linkedAt: ports.now().toISOString() },
    }),
  );
}

const teasersOf = ({ related, canonicalUrl }: Article): Teaser[] =>
  related
    .filter(({ url }) => url !== canonicalUrl)
    .map(({ url, title, teaser = '' }) => ({
      ...{ articleId: articleIdOf(url), url, title: cutText(title, longestText) },
      teaser: cutText(teaser, longestText),
    }));

function teaserReport({ articleId, url, title, teaser }: Teaser, page: Article): Report {
  const { language, site } = page;
  return {
    ...{ articleId, url, title, language, site, at: reportedAt(page), kind: 'mention' },
    words: `${title}\n${teaser}`,
    places: placesOf(`${title}\n${teaser}`, language),
    signature: signatureOf({ language, title, text: teaser }),
  };
}
