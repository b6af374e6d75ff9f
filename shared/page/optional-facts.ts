import type { ExtractedArticle } from '../model/article.ts';
import { findMojibake } from '../text/mojibake.ts';
import type { PageFacts, TreeInput } from './collect-facts.ts';
import { findCorrection } from './correction.ts';
import { findDateline } from './dateline.ts';
import type { FoundBody } from './find-body.ts';
import { findCanonical } from './metadata/canonical.ts';
import { findImage } from './metadata/image.ts';
import { textOfValue } from './metadata/json-value.ts';
import { firstMeta } from './metadata/meta-tags.ts';
import { findPrintedDates } from './metadata/printed-dates.ts';
import { findModified, findPublished } from './metadata/published.ts';
import { findSection } from './metadata/section.ts';
import { sourced } from './metadata/sourced.ts';
import { findStandfirst } from './metadata/standfirst.ts';
import { textsOfPart } from './publishers/apply-rules.ts';

type BodyFacts = {
  readonly firstParagraph: string;
  readonly body: FoundBody;
  readonly text: string;
};
type OptionalFacts = Pick<
  ExtractedArticle,
  | 'section'
  | 'siteName'
  | 'dateline'
  | 'imageUrl'
  | 'canonicalUrl'
  | 'published'
  | 'modifiedAt'
  | 'correction'
  | 'liveblog'
  | 'mojibake'
  | 'publisherRules'
  | 'standfirst'
  | 'titleFrom'
  | 'authorsFrom'
  | 'sectionFrom'
  | 'imageFrom'
  | 'canonicalFrom'
  | 'modifiedFrom'
>;

/** The facts that not every page gives. */
export function optionalFacts(
  facts: PageFacts,
  input: TreeInput,
  { firstParagraph, body, text }: BodyFacts,
): OptionalFacts {
  const { titleAt } = body;
  const { elements, jsonLd, metas, siteName, tree, rules } = facts;
  const clues = {
    publisher: textsOfPart(rules, 'published'),
    jsonLd,
    metas,
    microdata: { published: elements.published, modified: elements.modified },
    times: elements.times,
    printed: findPrintedDates({
      ...{ blocks: facts.list.blocks, titleAt, phrases: facts.phrases },
      ...{ dateLines: elements.visibleDates, language: elements.htmlLang.toLowerCase() },
    }),
    url: input.url,
    hint: input.hints?.publishedAt,
  };
  const published = findPublished(clues);
  const section = sectionOf(facts, input, titleAt);
  const image = findImage(facts, input.url);
  const canonical = findCanonical(tree, metas, input.url);
  const modified = findModified(clues, published);
  const found: { [Key in keyof OptionalFacts]: OptionalFacts[Key] | undefined } = {
    titleFrom: facts.titleFrom,
    authorsFrom: facts.authors.from,
    section: section?.value,
    sectionFrom: section?.from,
    siteName,
    dateline: findDateline(firstParagraph),
    imageUrl: image?.value,
    imageFrom: image?.from,
    canonicalUrl: canonical?.value,
    canonicalFrom: canonical?.from,
    published,
    modifiedAt: modified?.value,
    modifiedFrom: modified?.from,
    correction: findCorrection(facts.list),
    liveblog: jsonLd?.types.includes('LiveBlogPosting') ? true : undefined,
    mojibake: isGarbled(facts.title, text),
    standfirst: standfirstOf(facts, body),
    publisherRules: rules !== undefined && rules.found.size > 0 ? rules.name : undefined,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as OptionalFacts;
}

const isGarbled = (title: string, text: string): true | undefined =>
  findMojibake(`${title}\n${text.slice(0, 20_000)}`) === undefined ? undefined : true;

const sectionOf = (facts: PageFacts, { url }: TreeInput, titleAt: number | undefined) =>
  sourced('publisher', textsOfPart(facts.rules, 'section')[0]) ??
  findSection({ ...facts, titleAt, url, scripts: facts.tree.jsonLd });

function standfirstOf(facts: PageFacts, { verdicts, titleAt }: FoundBody): string | undefined {
  const { list, rules, title } = facts;
  const said = descriptionsOf(facts);
  return (
    textsOfPart(rules, 'standfirst')[0] ??
    findStandfirst({ blocks: list.blocks, verdicts, titleAt, title, said })
  );
}

function descriptionsOf({ jsonLd, metas }: PageFacts): string[] {
  return [
    textOfValue(jsonLd?.node['alternativeHeadline']),
    textOfValue(jsonLd?.node['description']),
    firstMeta(metas, ['og:description']),
    firstMeta(metas, ['description']),
    firstMeta(metas, ['twitter:description']),
  ].filter((text) => text !== undefined);
}
