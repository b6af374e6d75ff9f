import type { TitleSource } from '../model/article.ts';
import type { BlockList, TextBlock } from './blocks.ts';
import type { PageTree } from './dom.ts';
import type { PageInput } from './extraction.ts';
import { findTitle } from './find-body.ts';
import { type FoundAuthors, findAuthors } from './metadata/authors.ts';
import { bylinesNear } from './metadata/bylines.ts';
import { findJsonLdArticle, findJsonLdSite, type JsonLdArticle } from './metadata/json-ld.ts';
import { textOfValue } from './metadata/json-value.ts';
import { firstMeta, type MetaTags, readMetaTags } from './metadata/meta-tags.ts';
import { collectElementFacts, type ElementFacts } from './metadata/page-facts.ts';
import { chooseTitle, type TitleCandidates, titleSource } from './metadata/title.ts';
import { learnPhrases } from './page-languages.ts';
import type { Phrases } from './phrase-index.ts';
import { type AppliedRules, applyRules, textsOfPart } from './publishers/apply-rules.ts';
import { findRules } from './publishers/find-rules.ts';
import { blocksOf } from './stated-body.ts';

/** A page as it came, parsed. */
export type TreeInput = Omit<PageInput, 'bytes'> & {
  readonly encoding: string;
  readonly htmlChars: number;
};

/** What a page says of its article, and where. */
export type PageFacts = {
  readonly tree: PageTree;
  readonly list: BlockList;
  readonly metas: MetaTags;
  readonly jsonLd: JsonLdArticle | undefined;
  readonly elements: ElementFacts;
  readonly phrases: Phrases;
  readonly siteName: string | undefined;
  readonly title: string;
  readonly titleFrom: TitleSource | undefined;
  /** Index of the block that is the headline. */
  readonly titleAt: number | undefined;
  readonly authors: FoundAuthors;
  readonly rules: AppliedRules | undefined;
};

const SITE_NAME_METAS = [
  'og:site_name',
  'application-name',
  'apple-mobile-web-app-title',
  'al:android:app_name',
];

const OTHER_TITLE_METAS = [
  ...['parsely-title', 'sailthru.title', 'dc.title', 'dcterms.title', 'headline', 'title'],
];

/** Reads what a page says of its article, beside the body. */
export function collectFacts(tree: PageTree, input: TreeInput): PageFacts {
  const metas = readMetaTags(tree);
  const jsonLd = findJsonLdArticle(tree.jsonLd, input.url);
  const elements = collectElementFacts(tree);
  const siteName =
    firstMeta(metas, SITE_NAME_METAS) ??
    findJsonLdSite(tree.jsonLd, input.url).name ??
    textOfValue(jsonLd?.node['publisher']) ??
    firstMeta(metas, ['dc.publisher', 'dcterms.publisher', 'publisher']);
  const list = blocksOf({ tree, jsonLd, metas });
  const { htmlLang } = elements;
  const hint = input.hints?.language;
  const phrases = learnPhrases(list.blocks, { htmlLang, jsonLd, metas, hint });
  const ruled = findRules(input);
  const rules = ruled === undefined ? undefined : applyRules(tree, ruled);
  const found = { tree, list, metas, jsonLd, elements, phrases, siteName, rules };
  const named = titleOf(found, input);
  const titleAt = findTitle(list.blocks, named.title);
  const authors = findAuthors({
    ...{ publisher: textsOfPart(rules, 'authors'), jsonLd, metas, phrases },
    ...{ microdata: elements.authors, hint: input.hints?.authors },
    bylines: bylinesNear({ blocks: list.blocks, titleAt, named: elements.bylines, phrases }),
  });
  return { ...found, ...named, titleAt, authors };
}

type Found = Omit<PageFacts, 'title' | 'titleFrom' | 'titleAt' | 'authors'>;

function titleOf(found: Found, input: TreeInput) {
  const { tree, list, metas, jsonLd, elements, siteName, rules } = found;
  const [ruled] = textsOfPart(rules, 'title');
  if (ruled !== undefined) return { title: ruled, titleFrom: 'publisher' as const };
  const candidates: TitleCandidates = {
    headline: textOfValue(jsonLd?.node['headline']),
    openGraph: firstMeta(metas, ['og:title']),
    twitter: firstMeta(metas, ['twitter:title']),
    other: firstMeta(metas, OTHER_TITLE_METAS),
    headings: elements.headings.map(({ text }) => text),
    texts: list.blocks.filter(isShortText).map(({ text }) => text),
    titleTag: tree.titleTag.replace(/\s+/g, ' ').trim(),
    siteName,
    hint: input.hints?.title,
  };
  const title = chooseTitle(candidates);
  return { title, titleFrom: titleSource(title, candidates) };
}

const isShortText = ({ linkDensity, words }: TextBlock): boolean => linkDensity < 0.5 && words < 40;
