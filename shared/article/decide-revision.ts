import type { Article, Block, ExtractedArticle, Revision, RevisionKind } from '../model/article.ts';
import type { ArticleId, CanonicalUrl, FeedId, Instant } from '../model/ids.ts';
import type { RightsSignal } from '../model/rights.ts';
import { contentHash } from './content-hash.ts';
import { decidePublishedAt } from './published-at.ts';
import { areSameTerms, isWithheld, recordWithoutText } from './rights.ts';

/** A page as it was seen just now. */
export type Sighting = {
  readonly articleId: ArticleId;
  readonly canonicalUrl: CanonicalUrl;
  readonly url: string;
  readonly site: string;
  readonly feedId?: FeedId;
  readonly extracted: ExtractedArticle;
  readonly extractorVersion: number;
  /** What the feed says of the time. */
  readonly feedPublishedAt?: Instant;
  readonly seenAt: Instant;
};

export type RevisionDecision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'revised'; readonly article: Article; readonly revision: Revision };

/**
 * Decides whether a page that was fetched again is a new version of its article.
 *
 * @param current the stored article, if there is one
 *
 * @example
 * decideRevision(undefined, sighting) // { kind: 'revised', article: …revision 1, revision: …'first' }
 */
export function decideRevision(current: Article | undefined, seen: Sighting): RevisionDecision {
  const hash = contentHash(seen.extracted.title, seen.extracted.text);
  if (
    current?.state === 'live' &&
    current.contentHash === hash &&
    areSameTerms(current.rights, seen.extracted.rights, seen.seenAt)
  )
    return { kind: 'unchanged' };

  const article = articleFrom(seen, { hash, current });
  return {
    kind: 'revised',
    article,
    revision: {
      articleId: article.articleId,
      revision: article.revision,
      kind: kindOfChange(current, seen),
      observedAt: seen.seenAt,
      title: article.title,
      blocks: seen.extracted.blocks,
      contentHash: hash,
      ...(article.rawKey !== undefined && { rawKey: article.rawKey }),
      extractorVersion: seen.extractorVersion,
    },
  };
}

/**
 * Decides what is stored when a page is gone for good.
 *
 * @param withheld the signals by which its publisher took it away, where it did not simply vanish;
 *   then its text goes too
 * @returns `undefined` when it is known to be gone
 */
export function decideRemoval(
  current: Article,
  now: Instant,
  withheld?: readonly RightsSignal[],
): { readonly article: Article; readonly revision: Revision } | undefined {
  const hasText = withheld !== undefined && !isWithheld(current.rights);
  if (current.state === 'removed' && !hasText) return undefined;

  const revision = current.revision + 1;
  const kept = withheld === undefined ? current : recordWithoutText(current, withheld);
  const { articleId, title, contentHash, extractorVersion } = current;
  const rawKey = kept.rawKey !== undefined && { rawKey: kept.rawKey };
  const blocks: readonly Block[] = [];
  return {
    article: { ...kept, state: 'removed', revision, changedAt: now, fetchedAt: now },
    revision: {
      ...{ articleId, revision, kind: 'removed', observedAt: now },
      ...{ title, blocks, contentHash, ...rawKey, extractorVersion },
    },
  };
}

function kindOfChange(current: Article | undefined, seen: Sighting): RevisionKind {
  const next: ExtractedArticle = seen.extracted;
  if (current === undefined) return 'first';
  if (current.state === 'removed') return 'restored';
  if (isWithheld(current.rights) !== isWithheld(next.rights)) return 'rights';
  if (contentHash(next.title, next.text) === current.contentHash) return 'rights';
  if (next.correction !== undefined && next.correction !== current.correction) return 'correction';
  // The old title over the new text gives the old hash: nothing but the title changed.
  return contentHash(current.title, next.text) === current.contentHash ? 'headline' : 'body';
}

type Basis = { readonly hash: string; readonly current: Article | undefined };

function articleFrom(seen: Sighting, { hash, current }: Basis): Article {
  const { blocks: _blocks, text: _text, published, canonicalUrl: _own, ...thin } = seen.extracted;
  const publishedAt = decidePublishedAt({
    page: published,
    feed: seen.feedPublishedAt,
    seen: current?.publishedAt ?? seen.seenAt,
  });
  const feedId = current?.feedId ?? seen.feedId;
  return {
    ...thin,
    articleId: seen.articleId,
    state: 'live',
    url: seen.url,
    canonicalUrl: seen.canonicalUrl,
    site: seen.site,
    ...(feedId !== undefined && { feedId }),
    publishedAt: publishedAt.at,
    publishedFrom: publishedAt.from,
    publishedPrecision: publishedAt.precision,
    ...(publishedAt.zone !== undefined && { publishedZone: publishedAt.zone }),
    fetchedAt: seen.seenAt,
    changedAt: seen.seenAt,
    // The same content has the same key, so that a second try writes over the first.
    ...(!isWithheld(seen.extracted.rights) && {
      rawKey: `raw/${seen.site}/${seen.articleId}/${hash.slice(0, 16)}.gz`,
    }),
    contentHash: hash,
    revision: (current?.revision ?? 0) + 1,
    extractorVersion: seen.extractorVersion,
    ...(current?.storyId !== undefined && { storyId: current.storyId }),
    ...(current?.linkedRevision !== undefined && { linkedRevision: current.linkedRevision }),
  };
}
