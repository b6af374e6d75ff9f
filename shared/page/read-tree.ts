import type { ExtractedArticle } from '../model/article.ts';
import { directionOf, directionOfText } from '../text/direction.ts';
import { identifyLanguage } from '../text/language.ts';
import type { BlockList } from './blocks.ts';
import { collectFacts, type PageFacts, type TreeInput } from './collect-facts.ts';
import { contentText } from './content-text.ts';
import type { PageTree } from './dom.ts';
import type { Extraction } from './extraction.ts';
import { type FoundBody, findBody } from './find-body.ts';
import { leadOf } from './lead.ts';
import { findCanonical } from './metadata/canonical.ts';
import { textOfValue } from './metadata/json-value.ts';
import { firstMeta } from './metadata/meta-tags.ts';
import { findRights } from './metadata/rights.ts';
import { findTags } from './metadata/tags.ts';
import { optionalFacts } from './optional-facts.ts';
import { type AppliedRules, bodyRulesOf } from './publishers/apply-rules.ts';
import { findRefusal, type Refusal } from './refusal.ts';
import { findRelated } from './related.ts';
import { outletNames } from './tail-notes.ts';
import { typedBlocks } from './typed-blocks.ts';

/** A page with all that was decided about it. */
export type JudgedPage = {
  readonly list: BlockList;
  readonly body: FoundBody;
  readonly article: ExtractedArticle;
  readonly rules: AppliedRules | undefined;
  readonly refusal: Refusal | undefined;
  readonly confidence: number;
};

/** Decides what of a parsed page is its article, and whether it holds one at all. */
export function judgeTree(tree: PageTree, input: TreeInput): JudgedPage {
  const facts = collectFacts(tree, input);
  const body = bodyOf(facts, input.url);
  const article = articleOf(facts, body, input);
  const refusal = findRefusal(evidenceOf(facts, body, article, input));
  const { list, rules } = facts;
  return { list, body, article, rules, refusal, confidence: confidenceOf(facts, body) };
}

/** Reads a parsed page. */
export function readTree(tree: PageTree, input: TreeInput): Extraction {
  const { article, refusal, confidence } = judgeTree(tree, input);
  if (refusal !== undefined) return { ok: false, ...refusal };
  return { ok: true, article, confidence, encoding: input.encoding };
}

function bodyOf(
  { list, title, titleAt, authors, jsonLd, siteName, rules }: PageFacts,
  url: string,
): FoundBody {
  return findBody(list, {
    rules: rules === undefined ? undefined : bodyRulesOf(list, rules),
    title,
    titleAt,
    authors: authors.names,
    outlets: outletNames(siteName, url),
    articleBody: textOfValue(jsonLd?.node['articleBody']),
  });
}

function articleOf(facts: PageFacts, body: FoundBody, input: TreeInput): ExtractedArticle {
  const { elements, jsonLd, metas, title, tree } = facts;
  const blocks = typedBlocks(facts.list.blocks, body.verdicts);
  const text = contentText(blocks);
  const language = identifyLanguage({
    // Cut first: joining a title and megabytes would copy them.
    text: `${title}\n${text.slice(0, 3000)}`,
    declared:
      elements.htmlLang ||
      textOfValue(jsonLd?.node['inLanguage']) ||
      firstMeta(metas, ['og:locale', 'content-language', 'language', 'dc.language']),
    hint: input.hints?.language,
  });
  const tags = findTags(facts);
  const first = blocks.find((block) => block.kind === 'paragraph');
  return {
    title,
    lead: leadOf(text),
    blocks,
    text,
    wordCount: body.words,
    authors: facts.authors.names,
    tags: tags?.value ?? [],
    ...(tags === undefined ? {} : { tagsFrom: tags.from }),
    language,
    direction: language === 'und' ? directionOfText(text) : directionOf(language),
    related: findRelated({
      list: facts.list,
      url: input.url,
      canonical: findCanonical(tree, metas, input.url)?.value,
    }),
    rights: findRights({ tree, metas, jsonLd, headers: input.headers }),
    ...optionalFacts(facts, input, {
      firstParagraph: first?.kind === 'paragraph' ? first.text : '',
      body,
      text,
    }),
  };
}

function evidenceOf(
  facts: PageFacts,
  body: FoundBody,
  article: ExtractedArticle,
  input: TreeInput,
) {
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

function confidenceOf({ jsonLd }: PageFacts, body: FoundBody): number {
  let confidence = body.words > 150 ? 0.7 : 0.5;
  if (body.titleAt !== undefined) confidence += 0.1;
  if (jsonLd !== undefined) confidence += 0.05;
  if (body.claimedShare !== undefined) confidence += body.claimedShare * 0.15;
  return Math.round(Math.min(1, confidence) * 100) / 100;
}
