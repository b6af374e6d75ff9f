import type {
  Article,
  Block,
  ExtractedArticle,
  Revision,
  RevisionKind,
  VersionFacts,
} from '../model/article.ts';
import type { ArticleId, CanonicalUrl, FeedId, Instant } from '../model/ids.ts';
import type { RightsSignal } from '../model/rights.ts';
import { compareTexts, type TextChange } from './compare-texts.ts';
import { contentHash } from './content-hash.ts';
import { toldByFeed } from './feed-hints.ts';
import { decidePublishedAt, publicationFields, publicationOf } from './published-at.ts';
import { keptValidators } from './revisits.ts';
import { areSameTerms, isWithheld, recordWithoutText } from './rights.ts';
import { partFacts } from './version-facts.ts';

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
  readonly feedUpdatedAt?: Instant;
  /** What the server said, to be asked with next time. */
  readonly validators?: Pick<Article, 'etag' | 'lastModified'>;
  readonly seenAt: Instant;
};

export type RevisionDecision =
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'revised'; readonly article: Article; readonly revision: Revision };

/**
 * Decides whether a page that was fetched again is a new version of its article.
 *
 * @param current the stored article, if there is one
 * @param before its text, where it is at hand: it tells edits from clocks and counters
 *
 * @example
 * decideRevision(undefined, sighting) // { kind: 'revised', article: …revision 1, revision: …'first' }
 */
export function decideRevision(
  current: Article | undefined,
  seen: Sighting,
  before?: Pick<Revision, 'title' | 'blocks'>,
): RevisionDecision {
  const hash = contentHash(seen.extracted.title, seen.extracted.text);
  const isSameText = current?.contentHash === hash;
  const change = isSameText ? undefined : textChange(current, seen, before);
  if (
    current?.state === 'live' &&
    (isSameText || isMereNoise(change, current, seen)) &&
    areSameTerms(current.rights, seen.extracted.rights, seen.seenAt)
  )
    return { kind: 'unchanged' };

  const { article, versionFacts } = versionFrom(seen, { hash, current });
  return {
    kind: 'revised',
    article,
    revision: {
      ...versionFacts,
      articleId: article.articleId,
      revision: article.revision,
      kind: kindOfChange(current, seen),
      ...(change !== undefined && { edit: change.edit }),
      observedAt: seen.seenAt,
      title: article.title,
      blocks: seen.extracted.blocks,
      contentHash: hash,
      extractorVersion: seen.extractorVersion,
    },
  };
}

/** Of two texts that both are there; one that was withheld cannot be compared. */
function textChange(
  current: Article | undefined,
  { extracted }: Sighting,
  before: Pick<Revision, 'title' | 'blocks'> | undefined,
): TextChange | undefined {
  if (current?.state !== 'live' || before === undefined) return undefined;
  if (isWithheld(current.rights) || isWithheld(extracted.rights)) return undefined;
  return compareTexts(
    { ...before, teasers: teasersOf(current) },
    { ...extracted, teasers: teasersOf(extracted) },
  );
}

const teasersOf = ({ related }: Pick<Article, 'related'>): string[] =>
  related.flatMap(({ title, teaser }) => (teaser === undefined ? title : [title, teaser]));

/** A note of correction is never noise, however short its text is. */
const isMereNoise = (
  change: TextChange | undefined,
  current: Article,
  { extracted }: Sighting,
): boolean => change?.isNoise === true && extracted.correction === current.correction;

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
  const { goneSince: _gone, ...stored } = current;
  const kept = withheld === undefined ? stored : recordWithoutText(stored, withheld);
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
  if (contentHash(current.title, next.text) === current.contentHash) return 'headline';
  return isAnnounced(current, seen) ? 'body' : 'silent-edit';
}

/** Page or feed name a time of change that they did not name before; a page that goes on growing need not. */
function isAnnounced(current: Article, { extracted, feedUpdatedAt = '' }: Sighting): boolean {
  if (extracted.liveblog === true) return true;
  const known = current.modifiedAt ?? current.publishedAt;
  return (extracted.modifiedAt ?? '') > known || feedUpdatedAt > known;
}

type Basis = { readonly hash: string; readonly current: Article | undefined };

type Version = { readonly article: Article; readonly versionFacts: VersionFacts };

function versionFrom(seen: Sighting, { hash, current }: Basis): Version {
  const publishedAt = decidePublishedAt({
    page: seen.extracted.published,
    feed: seen.feedPublishedAt,
    seen: seen.seenAt,
    known: current === undefined ? undefined : publicationOf(current),
  });
  const { facts, versionFacts } = partFacts(seen.extracted, publishedAt);
  const feedId = current?.feedId ?? seen.feedId;
  const article: Article = {
    ...facts,
    ...toldByFeed(versionFacts),
    articleId: seen.articleId,
    state: 'live',
    url: seen.url,
    canonicalUrl: seen.canonicalUrl,
    site: seen.site,
    ...(feedId !== undefined && { feedId }),
    ...publicationFields(publishedAt),
    fetchedAt: seen.seenAt,
    changedAt: seen.seenAt,
    contentHash: hash,
    revision: (current?.revision ?? 0) + 1,
    extractorVersion: seen.extractorVersion,
    ...keptValidators(seen.validators ?? {}, {
      ...{ publishedAt: publishedAt.at, fetchedAt: seen.seenAt },
    }),
    ...(current?.storyId !== undefined && { storyId: current.storyId }),
    ...(current?.linkedRevision !== undefined && { linkedRevision: current.linkedRevision }),
  };
  return { article, versionFacts };
}
