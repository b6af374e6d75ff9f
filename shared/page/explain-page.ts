import type { Verdict } from './body-scope.ts';
import { charsOf, decodePage } from './decode-page.ts';
import type { PageInput } from './extraction.ts';
import { parseHtml } from './parse-html.ts';
import { judgeTree } from './read-tree.ts';

/** One block of a page and why it is in the body or not. */
export type ExplainedBlock = {
  readonly text: string;
  readonly verdict: Verdict;
  /** What its class names and tags say that it is for. */
  readonly roles: readonly string[];
  readonly words: number;
  readonly linkDensity: number;
  readonly element: string;
};

/** Shows block by block what `readPage` keeps of a page, for a person to look at. */
export function explainPage(input: PageInput): readonly ExplainedBlock[] {
  const type = Object.entries(input.headers).find(
    ([name]) => name.toLowerCase() === 'content-type',
  );
  const { pieces, encoding } = decodePage(input.bytes, type?.[1]);
  const { list, body } = judgeTree(parseHtml(pieces), {
    ...input,
    encoding,
    htmlChars: charsOf(pieces),
  });
  return list.blocks.map((block, at) => ({
    text: block.text,
    verdict: body.verdicts[at] ?? 'outside',
    roles: [...block.roles],
    words: block.words,
    linkDensity: Math.round(block.linkDensity * 100) / 100,
    element: [block.element.name, block.element.attributes['class'] ?? ''].join('.').slice(0, 60),
  }));
}
