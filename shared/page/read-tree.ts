import type { ExtractedArticle, TitleSource } from '../model/article.ts';
import { directionOf, directionOfText } from '../text/direction.ts';
import { identifyLanguage } from '../text/language.ts';
import { findMojibake } from '../text/mojibake.ts';
import { type BlockList, cutBlocks, type TextBlock } from './blocks.ts';
import { contentText } from './content-text.ts';
import { findCorrection } from './correction.ts';
import { findDateline } from './dateline.ts';
import { parseVisibleDate } from './dates/parse-visible-date.ts';
import type { PageTree } from './dom.ts';
import type { Extraction, PageInput } from './extraction.ts';
import { type FoundBody, findBody } from './find-body.ts';
import { type FoundAuthors, findAuthors } from './metadata/authors.ts';
import { findCanonical } from './metadata/canonical.ts';
import { findJsonLdArticle, type JsonLdArticle } from './metadata/json-ld.ts';
import { textOfValue } from './metadata/json-value.ts';
import { firstMeta, type MetaTags, readMetaTags } from './metadata/meta-tags.ts';
import { collectElementFacts, type ElementFacts } from './metadata/page-facts.ts';
import { findModified, findPublished } from './metadata/published.ts';
import { findRights } from './metadata/rights.ts';
import { findSection } from './metadata/section.ts';
import { findStandfirst } from './metadata/standfirst.ts';
import { findTags } from './metadata/tags.ts';
import { chooseTitle, type TitleCandidates, titleSource } from './metadata/title.ts';
import { learnPhrases } from './page-languages.ts';
import type { Phrases } from './phrase-index.ts';
import { findRefusal, type Refusal } from './refusal.ts';
import { findRelated } from './related.ts';
import { outletNames } from './tail-notes.ts';
import { typedBlocks } from './typed-blocks.ts';

export type TreeInput = Omit<PageInput, 'bytes'> & {
  readonly encoding: string;
  readonly htmlChars: number;
};

type Facts = {
  readonly tree: PageTree;
  readonly list: BlockList;
  readonly metas: MetaTags;
  readonly jsonLd: JsonLdArticle | undefined;
  readonly elements: ElementFacts;
  readonly phrases: Phrases;
  readonly siteName: string | undefined;
  readonly title: string;
  readonly titleFrom: TitleSource | undefined;
  readonly authors: FoundAuthors;
};

/** A page with all that was decided about it. */
export type JudgedPage = {
  readonly list: BlockList;
  readonly body: FoundBody;
  readonly article: ExtractedArticle;
  readonly refusal: Refusal | undefined;
  readonly confidence: number;
};

/** Decides what of a parsed page is its article, and whether it holds one at all. */
export function judgeTree(tree: PageTree, input: TreeInput): JudgedPage {
  const facts = collectFacts(tree, input);
  const body = bodyOf(facts, input.url);
  const article = articleOf(facts, body, input);
  const refusal = findRefusal(evidenceOf(facts, body, article, input));
  return { list: facts.list, body, article, refusal, confidence: confidenceOf(facts, body) };
}

/** Reads a parsed page. */
export function readTree(tree: PageTree, input: TreeInput): Extraction {
  const { article, refusal, confidence } = judgeTree(tree, input);
  if (refusal !== undefined) return { ok: false, ...refusal };
  return { ok: true, article, confidence, encoding: input.encoding };
}

function bodyOf({ list, title, authors, jsonLd, siteName }: Facts, url: string): FoundBody {
  return findBody(list, {
    title,
    authors: authors.names,
    outlets: outletNames(siteName, url),
    articleBody: textOfValue(jsonLd?.node['articleBody']),
  });
}

const SITE_NAME_METAS = [
  'og:site_name',
  'application-name',
  'apple-mobile-web-app-title',
  'al:android:app_name',
];

function collectFacts(tree: PageTree, input: TreeInput): Facts {
  const metas = readMetaTags(tree);
  const jsonLd = findJsonLdArticle(tree.jsonLd, input.url);
  const elements = collectElementFacts(tree);
  const siteName = firstMeta(metas, SITE_NAME_METAS);
  const list = cutBlocks(tree.root);
  const { htmlLang } = elements;
  const hint = input.hints?.language;
  const phrases = learnPhrases(list.blocks, { htmlLang, jsonLd, metas, hint });
  const candidates: TitleCandidates = {
    headline: textOfValue(jsonLd?.node['headline']),
    openGraph: firstMeta(metas, ['og:title']),
    twitter: firstMeta(metas, ['twitter:title']),
    other: firstMeta(metas, [
      'parsely-title',
      'sailthru.title',
      'dc.title',
      'dcterms.title',
      'headline',
      'title',
    ]),
    headings: elements.headings.map(({ text }) => text),
    texts: list.blocks.filter(isShortText).map(({ text }) => text),
    titleTag: tree.titleTag.replace(/\s+/g, ' ').trim(),
    siteName,
    hint: input.hints?.title,
  };
  const title = chooseTitle(candidates);
  const authors = findAuthors({
    jsonLd,
    metas,
    microdata: elements.authors,
    bylines: elements.bylines,
    hint: input.hints?.authors,
    phrases,
  });
  const titleFrom = titleSource(title, candidates);
  return { tree, list, metas, jsonLd, elements, phrases, siteName, title, titleFrom, authors };
}

const isShortText = ({ linkDensity, words }: TextBlock): boolean => linkDensity < 0.5 && words < 40;

function articleOf(facts: Facts, body: FoundBody, input: TreeInput): ExtractedArticle {
  const { elements, jsonLd, metas, title, tree } = facts;
  const blocks = typedBlocks(facts.list.blocks, body.verdicts);
  const text = contentText(blocks);
  const language = identifyLanguage({
    text: `${title}\n${text}`,
    declared:
      elements.htmlLang ||
      textOfValue(jsonLd?.node['inLanguage']) ||
      firstMeta(metas, ['og:locale', 'content-language', 'language', 'dc.language']),
    hint: input.hints?.language,
  });
  const first = blocks.find((block) => block.kind === 'paragraph');
  return {
    title,
    lead: leadOf(text),
    blocks,
    text,
    wordCount: body.words,
    authors: facts.authors.names,
    tags: findTags(facts),
    language,
    direction: language === 'und' ? directionOfText(text) : directionOf(language),
    related: findRelated({
      list: facts.list,
      url: input.url,
      canonical: findCanonical(tree, metas, input.url),
      bodyStart: body.container.start,
      bodyEnd: body.container.end,
      labelled: [],
    }),
    rights: findRights({ tree, metas, jsonLd, headers: input.headers }),
    ...optionalFacts(facts, input, {
      firstParagraph: first?.kind === 'paragraph' ? first.text : '',
      body,
      text,
    }),
  };
}

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
  | 'standfirst'
  | 'titleFrom'
  | 'authorsFrom'
>;

function optionalFacts(
  facts: Facts,
  input: TreeInput,
  { firstParagraph, body, text }: BodyFacts,
): OptionalFacts {
  const { titleAt } = body;
  const { elements, jsonLd, metas, siteName, tree } = facts;
  const clues = {
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
    section: findSection({ ...facts, titleAt }),
    siteName,
    dateline: findDateline(firstParagraph),
    imageUrl: imageOf(facts, input.url),
    canonicalUrl: findCanonical(tree, metas, input.url),
    published,
    modifiedAt: findModified(clues, published),
    correction: findCorrection(facts.list),
    liveblog: jsonLd?.types.includes('LiveBlogPosting') ? true : undefined,
    mojibake: findMojibake(`${facts.title}\n${text}`) === undefined ? undefined : true,
    standfirst: findStandfirst({
      ...{ blocks: facts.list.blocks, verdicts: body.verdicts, titleAt, title: facts.title },
      said: descriptionsOf(facts),
    }),
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as OptionalFacts;
}

function descriptionsOf({ jsonLd, metas }: Facts): string[] {
  return [
    textOfValue(jsonLd?.node['alternativeHeadline']),
    textOfValue(jsonLd?.node['description']),
    firstMeta(metas, ['og:description']),
    firstMeta(metas, ['description']),
    firstMeta(metas, ['twitter:description']),
  ].filter((text) => text !== undefined);
}

/** A date printed near the headline, or in an element whose class speaks of dates. */
function visibleDate({ list, elements }: Facts, titleAt: number | undefined) {
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

function imageOf({ jsonLd, metas }: Facts, base: string): string | undefined {
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

/** The first sentences, up to 300 characters. */
function leadOf(text: string): string {
  const flat = text.replace(/\n/g, ' ');
  if (flat.length <= 300) return flat;
  const cut = flat.slice(0, 300);
  const end = Math.max(
    ...['. ', '! ', '? ', '؟ ', '۔ ', '। '].map((mark) => cut.lastIndexOf(mark)),
    cut.lastIndexOf('。'),
  );
  if (end > 100) return cut.slice(0, end + 1);
  const space = cut.lastIndexOf(' ');
  return `${cut.slice(0, space > 200 ? space : 299)}…`;
}

function evidenceOf(facts: Facts, body: FoundBody, article: ExtractedArticle, input: TreeInput) {
  const { elements, jsonLd, list, metas, tree } = facts;
  const type = firstMeta(metas, ['og:type']) ?? '';
  return {
    title: facts.title,
    titleTag: tree.titleTag,
    blocks: list.blocks,
    phrases: facts.phrases,
    bodyWords: body.words,
    ...bodyLinks(list, body),
    isMarkedArticle: jsonLd !== undefined || /article/i.test(type),
    scriptChars: tree.scriptChars,
    scriptFiles: tree.scriptFiles,
    htmlChars: input.htmlChars,
    hasMedia: elements.mediaCount > 0 || /video|music/i.test(type),
    isPaywalled: article.rights.paywalled === true,
  };
}

function bodyLinks({ blocks }: BlockList, { verdicts }: FoundBody) {
  const [first, last] = [verdicts.indexOf('kept'), verdicts.lastIndexOf('kept')];
  const inside = blocks.slice(Math.max(0, first), last + 1);
  return {
    bodyLinks: inside.filter((block) => block.linkDensity > 0.8 && block.words >= 4).length,
    bodyParagraphs: verdicts.filter((verdict) => verdict === 'kept').length,
  };
}

function confidenceOf({ jsonLd }: Facts, body: FoundBody): number {
  let confidence = body.words > 150 ? 0.7 : 0.5;
  if (body.titleAt !== undefined) confidence += 0.1;
  if (jsonLd !== undefined) confidence += 0.05;
  if (body.claimedShare !== undefined) confidence += body.claimedShare * 0.15;
  return Math.round(Math.min(1, confidence) * 100) / 100;
}
