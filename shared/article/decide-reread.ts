import { isDeepStrictEqual } from 'node:util';
import type {
  Article,
  ExtractedArticle,
  Revision,
  RevisionKind,
  VersionFacts,
} from '../model/article.ts';
import type { Instant } from '../model/ids.ts';
import { compareTexts } from './compare-texts.ts';
import { contentHash } from './content-hash.ts';
import { toldByFeed } from './feed-hints.ts';
import { decidePublishedAt, publicationFields, publicationOf } from './published-at.ts';
import { areSameTerms, isWithheld } from './rights.ts';
import { partFacts, versionFactsOf } from './version-facts.ts';

/** What the bytes of an article's page say to the extractor of today. */
export type Reread = {
  readonly extracted: ExtractedArticle;
  readonly extractorVersion: number;
  /** What the feed said of the time, when the page was fetched. */
  readonly feedPublishedAt?: Instant;
  /** When the page was fetched. */
  readonly fetchedAt: Instant;
  readonly now: Instant;
};

export type RereadDecision =
  /** Nothing is to be written. */
  | { readonly kind: 'unchanged' }
  /** A newer extractor reads what is stored: that much is to be noted. */
  | { readonly kind: 'confirmed' }
  | { readonly kind: 'reread'; readonly article: Article; readonly revision: Revision };

/**
 * Decides what becomes of an article whose stored page was read again. Where it came from, when it was
 * fetched and which story it is in stay what they are: the page is the same.
 *
 * @param stored its version of today with its text, where that is at hand
 *
 * @example
 * decideReread(article, reread, revision) // { kind: 'unchanged' }, by the extractor that read it before
 */
export function decideReread(
  current: Article,
  reread: Reread,
  stored: Revision | undefined,
): RereadDecision {
  const { extracted, extractorVersion, now } = reread;
  const { article, versionFacts } = rereadVersion(current, reread);
  const isSame =
    isDeepStrictEqual({ ...article, extractorVersion: 0 }, { ...current, extractorVersion: 0 }) &&
    (stored === undefined ||
      (isDeepStrictEqual(versionFacts, versionFactsOf(stored)) &&
        hasSameBlocks(stored, extracted)));
  if (isSame)
    return { kind: extractorVersion > current.extractorVersion ? 'confirmed' : 'unchanged' };

  const { articleId, title, contentHash: hash, rawKey } = article;
  const revision = current.revision + 1;
  const isOtherText = hash !== current.contentHash && !isWithheld(article.rights);
  return {
    kind: 'reread',
    article: { ...article, revision, changedAt: now },
    revision: {
      ...versionFacts,
      ...{ articleId, revision, kind: kindOf(current, reread, hash) },
      ...(extractorVersion > current.extractorVersion && { cause: 'extractor' }),
      ...(isOtherText && stored && { edit: compareTexts(stored, extracted).edit }),
      ...{ observedAt: now, title, blocks: extracted.blocks, contentHash: hash },
      ...(rawKey !== undefined && { rawKey }),
      extractorVersion,
    },
  };
}

/** What was too long to be stored is not there to be compared; the hash covers it. */
const hasSameBlocks = ({ blocks }: Revision, extracted: ExtractedArticle): boolean =>
  isDeepStrictEqual(blocks, extracted.blocks.slice(0, blocks.length));

function kindOf(current: Article, { extracted, now }: Reread, hash: string): RevisionKind {
  if (!areSameTerms(current.rights, extracted.rights, now)) return 'rights';
  if (hash === current.contentHash) return 'facts';
  return contentHash(current.title, extracted.text) === current.contentHash ? 'headline' : 'body';
}

type Version = { readonly article: Article; readonly versionFacts: VersionFacts };

function rereadVersion(current: Article, reread: Reread): Version {
  const { extracted, extractorVersion, fetchedAt } = reread;
  const publishedAt = decidePublishedAt({
    page: extracted.published,
    feed: reread.feedPublishedAt,
    seen: fetchedAt,
    // Where nothing told before, the instant of the first look stays.
    known: current.publishedFrom === 'fetched' ? publicationOf(current) : undefined,
  });
  const { facts, versionFacts } = partFacts(extracted, publishedAt);
  const article = {
    ...facts,
    ...toldByFeed(versionFacts),
    ...identityOf(current),
    ...publicationFields(publishedAt),
    ...(!isWithheld(extracted.rights) &&
      current.rawKey !== undefined && { rawKey: current.rawKey }),
    contentHash: contentHash(extracted.title, extracted.text),
    extractorVersion,
  };
  return { article, versionFacts };
}

const identity = [
  ...(['articleId', 'state', 'url', 'canonicalUrl', 'site', 'feedId'] as const),
  ...(['fetchedAt', 'changedAt', 'revision', 'storyId', 'linkedRevision', 'movedAt'] as const),
  ...(['etag', 'lastModified', 'goneSince'] as const),
];

/** What no reading of the page can change. */
function identityOf(current: Article): Pick<Article, (typeof identity)[number]> {
  const kept = identity.filter((name) => current[name] !== undefined);
  // Object.fromEntries forgets which attributes there are.
  return Object.fromEntries(kept.map((name) => [name, current[name]])) as Pick<
    Article,
    (typeof identity)[number]
  >;
}
