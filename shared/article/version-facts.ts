import type {
  Article,
  ArticleFacts,
  ExtractedArticle,
  PublishedAt,
  Revision,
  VersionFacts,
} from '../model/article.ts';

const kept: Readonly<Record<keyof VersionFacts, true>> = {
  ...{ titleFrom: true, authorsFrom: true, sectionFrom: true, tagsFrom: true, imageFrom: true },
  ...{ canonicalFrom: true, modifiedFrom: true, publisherRules: true },
  ...{ publishedZone: true, siteName: true, standfirst: true },
};

/**
 * What of a version is kept with it alone.
 *
 * @example
 * versionFactsOf(revision) // { titleFrom: 'heading', authorsFrom: 'json-ld', publishedZone: '+02:00' }
 */
export const versionFactsOf = (of: VersionFacts): VersionFacts =>
  Object.fromEntries(
    Object.entries(of).filter(([name, value]) => name in kept && value !== undefined),
  );

/**
 * Parts what was read of a page: what its article's record says, and what stays with the version.
 *
 * @example
 * partFacts(extracted, published)
 * // { facts: { title: 'Bridge reopens', … }, versionFacts: { titleFrom: 'heading', … } }
 */
export function partFacts(
  extracted: ExtractedArticle,
  { zone }: Pick<PublishedAt, 'zone'>,
): { readonly facts: ArticleFacts; readonly versionFacts: VersionFacts } {
  const { blocks: _blocks, text: _text, published: _published, ...said } = extracted;
  const { canonicalUrl: _own, ...facts } = said;
  return {
    // Object.entries forgets which attributes there are.
    facts: Object.fromEntries(
      Object.entries(facts).filter(([name]) => !(name in kept)),
    ) as ArticleFacts,
    versionFacts: versionFactsOf({ ...facts, ...(zone !== undefined && { publishedZone: zone }) }),
  };
}

/**
 * The version that a record speaks of: of an article that was removed the last one that was there, and never
 * one whose record was not saved yet.
 *
 * @param revisions oldest first
 *
 * @example
 * versionOf(article, [first, edited, removed])?.titleFrom // 'heading', as the edited one has it
 */
export const versionOf = (
  { revision: newest }: Pick<Article, 'revision'>,
  revisions: readonly Revision[],
): Revision | undefined =>
  revisions.findLast(({ revision, kind }) => revision <= newest && kind !== 'removed');
