import type { ExtractedArticle } from '../model/article.ts';
import { findMojibake } from '../text/mojibake.ts';
import type { PageFacts, TreeInput } from './collect-facts.ts';
import { findCorrection } from './correction.ts';
import { findDateline } from './dateline.ts';
import { parseVisibleDate } from './dates/parse-visible-date.ts';
import type { FoundBody } from './find-body.ts';
import { findCanonical } from './metadata/canonical.ts';
import { textOfValue } from './metadata/json-value.ts';
import { firstMeta } from './metadata/meta-tags.ts';
import { findModified, findPublished } from './metadata/published.ts';
import { findSection } from './metadata/section.ts';
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
    visible: visibleDate(facts, titleAt),
    url: input.url,
    hint: input.hints?.publishedAt,
  };
  const published = findPublished(clues);
  const found: { [Key in keyof OptionalFacts]: OptionalFacts[Key] | undefined } = {
    titleFrom: facts.titleFrom,
    authorsFrom: facts.authors.from,
    section: textsOfPart(rules, 'section')[0] ?? findSection({ ...facts, titleAt }),
    siteName,
    dateline: findDateline(firstParagraph),
    imageUrl: imageOf(facts, input.url),
    canonicalUrl: findCanonical(tree, metas, input.url),
    published,
    modifiedAt: findModified(clues, published),
    correction: findCorrection(facts.list),
    liveblog: jsonLd?.types.includes('LiveBlogPosting') ? true : undefined,
    mojibake: findMojibake(`${facts.title}\n${text}`) === undefined ? undefined : true,
    standfirst: standfirstOf(facts, body),
    publisherRules: rules !== undefined && rules.found.size > 0 ? rules.name : undefined,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as OptionalFacts;
}

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

/** A date printed near the headline, or in an element whose class speaks of dates. */
function visibleDate({ list, elements }: PageFacts, titleAt: number | undefined) {
  const language = elements.htmlLang.toLowerCase();
  const near =
    titleAt === undefined ? [] : list.blocks.slice(Math.max(0, titleAt - 6), titleAt + 15);
  const short = near
    .filter((block) => block.words < 30 && block.linkDensity < 0.6)
    .map(({ text }) => text);
  for (const text of [...elements.visibleDates, ...short]) {
    const stamp = parseVisibleDate(text, language);
    if (stamp !== undefined) return stamp;
  }
  return undefined;
}

function imageOf({ jsonLd, metas }: PageFacts, base: string): string | undefined {
  const image =
    firstMeta(metas, [
      'og:image:secure_url',
      'og:image',
      'og:image:url',
      'twitter:image',
      'twitter:image:src',
    ]) ??
    textOfValue(jsonLd?.node['image']) ??
    textOfValue(jsonLd?.node['thumbnailUrl']);
  return image !== undefined && URL.canParse(image, base) ? new URL(image, base).href : undefined;
}
