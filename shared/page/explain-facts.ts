import type { ExtractedArticle } from '../model/article.ts';

/** A fact as a person reads it, and where on the page it stands, where that is known. */
export type ExplainedFact = {
  readonly name: string;
  readonly value: string;
  readonly from?: string;
};

/**
 * The facts that a page gives of its article, those that it gives.
 *
 * @example explainFacts(article) // [{ name: 'title', value: 'Bridge reopens', from: 'heading' }, …]
 */
export function explainFacts(article: ExtractedArticle): ExplainedFact[] {
  const { published, dateline, rights } = article;
  const facts: readonly (readonly [string, string | undefined, (string | undefined)?])[] = [
    ['title', article.title, article.titleFrom],
    ['outlet', article.siteName],
    ['published', published?.at, published && publishedFrom(published)],
    ['modified', article.modifiedAt, article.modifiedFrom],
    ['authors', article.authors.join(', '), article.authorsFrom],
    ['section', article.section, article.sectionFrom],
    ['tags', article.tags.join(', '), article.tagsFrom],
    ['language', `${article.language}, ${article.direction}`],
    ['dateline', [dateline?.place, dateline?.agency].filter(Boolean).join(', ')],
    ['image', article.imageUrl, article.imageFrom],
    ['canonical', article.canonicalUrl, article.canonicalFrom],
    ['standfirst', article.standfirst],
    ['mojibake', article.mojibake ? 'yes, decoded in a wrong encoding' : undefined],
    ['rules', article.publisherRules],
    ['words', String(article.wordCount)],
    ['correction', article.correction],
    ['live blog', article.liveblog ? 'yes' : undefined],
    ['paywall', rights.paywalled ? 'yes' : undefined],
    ['robots', rights.robots.join(', ')],
    ['gone from', rights.unavailableAfter],
    ['reserved', rights.tdmReserved ? 'text and data mining' : undefined],
    ['related', article.related.length > 0 ? String(article.related.length) : undefined],
  ];
  return facts.flatMap(([name, value, from]) =>
    value === undefined || value === '' ? [] : [{ name, value, ...(from && { from }) }],
  );
}

const publishedFrom = ({
  from,
  precision,
  zone,
}: NonNullable<ExtractedArticle['published']>): string =>
  `${from}, to the ${precision}${zone === undefined ? '' : `, given in ${zone}`}`;
