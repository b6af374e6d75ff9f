import type { Direction } from '../model/article.ts';
import { isBinaryData } from './binary-data.ts';
import type { TextBlock } from './blocks.ts';
import type { Verdict } from './body-scope.ts';
import { charsOf, type DecodedPage, decodePage } from './decode-page.ts';
import { type ExplainedFact, explainFacts } from './explain-facts.ts';
import type { PageInput } from './extraction.ts';
import { parseHtml } from './parse-html.ts';
import type { AppliedRules } from './publishers/apply-rules.ts';
import { binaryData, contentType } from './read-page.ts';
import { judgeTree } from './read-tree.ts';
import type { Refusal } from './refusal.ts';

/** What a block is within its text. */
export type BlockKind = 'paragraph' | 'heading' | 'item' | 'quote' | 'cell' | 'preformatted';

/** One block of a page and why it is in the body or not. */
export type ExplainedBlock = {
  readonly text: string;
  readonly verdict: Verdict;
  readonly kind: BlockKind;
  /** What its class names and tags say that it is for. */
  readonly roles: readonly string[];
  readonly words: number;
  readonly linkDensity: number;
  readonly element: string;
};

/** A page as `readPage` sees it, with what it decided and why. */
export type ExplainedPage = {
  readonly url: string;
  readonly title: string;
  readonly language: string;
  readonly direction: Direction;
  readonly encoding: string;
  readonly encodingFrom: DecodedPage['encodingFrom'];
  /** Why the page is no article, where it is none. */
  readonly refusal?: Refusal;
  readonly confidence: number;
  /** The rules of the page's outlet, what they found and what they did not. */
  readonly publisher?: {
    readonly rules: string;
    readonly found: readonly string[];
    readonly missing: readonly string[];
  };
  readonly facts: readonly ExplainedFact[];
  readonly blocks: readonly ExplainedBlock[];
};

/** What each verdict means, for a person who wonders about a block. */
export const verdictReasons: Readonly<Record<Verdict, string>> = {
  kept: 'part of the body',
  caption: 'describes a picture; kept as a caption, not in the text',
  outside: 'outside the element that holds the body',
  'before-title': 'stands above the headline',
  title: 'the headline or a subtitle',
  role: 'its element says that it is something else: comments, sharing, author, related, …',
  links: 'mostly links to elsewhere',
  phrase: 'a prompt, a credit, a byline or a date line',
  duplicate: 'the page holds the same text once more',
  fragment: 'a scrap in front of the text',
  teaser: 'one of a list of other stories',
  ending: 'behind the point where comments or notices begin',
  'orphan-heading': 'a heading with none of the body below it',
  summary: 'a box in which a machine sums up the article',
  publisher: 'left out by the rules for this outlet',
  tail: 'a note on the author, the outlet or its offers below the text',
};

/** Shows block by block what `readPage` keeps of a page, for a person to look at. */
export function explainPage(input: PageInput): ExplainedPage {
  const { pieces, encoding, encodingFrom } = decodePage(input.bytes, contentType(input.headers));
  const htmlChars = charsOf(pieces);
  const page = judgeTree(parseHtml(pieces), { ...input, encoding, htmlChars });
  const { title, language, direction } = page.article;
  const refusal = isBinaryData(input.bytes) ? binaryData : page.refusal;
  return {
    ...{ url: input.url, title, language, direction, encoding, encodingFrom },
    ...(refusal === undefined ? {} : { refusal }),
    ...(page.rules === undefined ? {} : { publisher: explainRules(page.rules) }),
    confidence: page.confidence,
    facts: explainFacts(page.article),
    blocks: page.list.blocks.map((block, at) =>
      explained(block, page.body.verdicts[at] ?? 'outside'),
    ),
  };
}

const explainRules = ({ name, found, missing }: AppliedRules) => ({
  rules: name,
  found: [...found.keys()],
  missing,
});

function explained(block: TextBlock, verdict: Verdict): ExplainedBlock {
  const { text, roles, words, linkDensity, element } = block;
  return {
    ...{ text, verdict, kind: kindOf(block), roles: [...roles], words },
    linkDensity: Math.round(linkDensity * 100) / 100,
    element: [element.name, ...(element.attributes['class'] ?? '').trim().split(/\s+/)]
      .filter((name) => name !== '')
      .join('.')
      .slice(0, 60),
  };
}

function kindOf(block: TextBlock): BlockKind {
  if (block.heading > 0) return 'heading';
  if (block.cell !== undefined) return 'cell';
  if (block.listItem !== undefined) return 'item';
  if (block.preformatted) return 'preformatted';
  return block.quote ? 'quote' : 'paragraph';
}
