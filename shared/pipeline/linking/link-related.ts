import { isArticle } from '../../article/is-article.ts';
import { pointersOf } from '../../article/points-to.ts';
import { linkOnPage } from '../../linking/decide/decide-links.ts';
import { type EvidenceText, sharedEvidence } from '../../linking/evidence/evidence.ts';
import { reportedAt } from '../../linking/likeness/report.ts';
import { signatureOf, vectorOf, wordsOf } from '../../linking/likeness/signature.ts';
import type { Report } from '../../linking/story/grow-story.ts';
import type { Article, ArticleRecord } from '../../model/article.ts';
import type { ArticleId, Instant } from '../../model/ids.ts';
import type { Evidence, Link, Mention } from '../../model/story.ts';
import type { ArticleStore } from '../../ports/articles.ts';
import type { LinkKey } from '../../ports/stories.ts';
import { cutText } from '../../text/cut-text.ts';
import { placesOf } from '../../text/places.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import { aliasedBy } from '../articles/find-record.ts';
import { followRelated } from './follow-related.ts';
import { joinStory } from './join-story.ts';
import type { LinkArticlePorts } from './link-ports.ts';

/** An entry of a page's related block. */
type Teaser = Mention & { readonly teaser: string };

/** What a page points to, as far as no link says so yet. */
type Related = {
  /** Links to stored articles, as they stand under these. */
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
  const aliases = aliasedBy(records);
  const behind = aliases.length === 0 ? [] : await findMany(aliases);
  return new Map([...records, ...behind].map((record) => [record.articleId, record]));
}

/**
 * Under which keys the links stand that an earlier version of the page may have.
 *
 * @example
 * pointerKeys(page, targets) // [{ articleId: 'a…', kind: 'on-page', otherId: page.articleId }]
 */
export const pointerKeys = (page: Article, targets: Targets): LinkKey[] =>
  teasersOf(page).map((entry) => ({
    articleId: targetOf(entry, targets).articleId,
    kind: 'on-page',
    otherId: page.articleId,
  }));

/** Beside a page, what its links are made of. */
type Around = {
  readonly targets: Targets;
  /** What an earlier version of the page points to. */
  readonly known: readonly Link[];
  /** The page by its words. */
  readonly words: EvidenceText;
  readonly linkedAt: Instant;
};

/**
 * What is to be done about a page's related block.
 *
 * @example
 * decideRelated(page, { targets: new Map(), known: [], words, linkedAt }).teasers // all that it points to
 */
export function decideRelated(page: Article, around: Around): Related {
  const { targets, known } = around;
  const linked = new Set(known.map(({ articleId }) => articleId));
  const links: Link[] = [];
  const teasers: Related['teasers'][number][] = [];
  for (const entry of teasersOf(page)) {
    const { articleId, target } = targetOf(entry, targets);
    if (linked.has(articleId) || articleId === page.articleId) continue;
    // A removed article is pointed to, and no teaser brings it back into its story.
    if (isArticle(target)) links.push(pointer(page, { ...entry, target }, around));
    // Not even its teaser: what was taken down is not told again by those who pointed to it.
    else if (target?.state !== 'taken-down')
      teasers.push({ ...entry, isNew: !targets.has(entry.articleId) });
  }
  return { links, teasers };
}

/** The article that an entry leads to, also by an alias, and its id, also where it is not stored. */
function targetOf({ articleId }: Teaser, targets: Targets) {
  const record = targets.get(articleId);
  const target = record?.state === 'alias' ? targets.get(record.aliasOf) : record;
  return { articleId: target?.articleId ?? articleId, target };
}

function pointer(
  page: Article,
  { target, title, teaser }: Teaser & { readonly target: Article },
  { words, linkedAt }: Around,
): Link {
  const { articleId, canonicalUrl: url } = target;
  const shared = sharedWithTarget(target, words);
  return linkOnPage({
    page: { ...page, url: page.canonicalUrl },
    target: { articleId, url, title, teaser },
    linkedAt,
    ...(shared !== undefined && { shared }),
  });
}

/** The record of a target holds its title and its lead; to read more of it would cost more than it tells. */
function sharedWithTarget(
  { title, lead, language }: Article,
  page: EvidenceText,
): Evidence | undefined {
  if (primaryLanguage(language) !== primaryLanguage(page.language)) return undefined;
  const text = { language, title, text: lead };
  const tokens = wordsOf(text);
  const places = page.places.length === 0 ? [] : placesOf(`${title}\n${lead}`, language);
  return sharedEvidence({ ...text, tokens, places, vector: vectorOf(text, tokens) }, page);
}

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
  const linkedAt = ports.now().toISOString();
  await ports.links.saveAll([
    linkOnPage({ page: { ...page, url: page.canonicalUrl }, target, storyId, linkedAt }),
  ]);
}

const teasersOf = (page: Article): Teaser[] =>
  pointersOf(page).map(({ teaser = '', title, ...entry }) => ({
    ...{ ...entry, title: cutText(title, longestText) },
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
