import { keyOf, textKey } from '../block-keys.ts';
import type { TextBlock } from '../blocks.ts';
import type { Verdict } from '../body-scope.ts';
import { isDateLine, isPrompt } from '../line-kinds.ts';
import { foldPhrase } from '../phrase-index.ts';
import type { Role } from '../role-names.ts';

/** Where a page prints what its article is about in a sentence or two. */
export type StandfirstClues = {
  readonly blocks: readonly TextBlock[];
  readonly verdicts: readonly Verdict[];
  readonly titleAt: number | undefined;
  readonly title: string;
  /** What the page's data calls its subtitle or description: believed where the page prints it. */
  readonly said: readonly string[];
};

/** So many blocks around the headline are looked at. */
const ABOVE = 3;
const BELOW = 25;
const MAX_WORDS = 90;
const MIN_WORDS = 4;
const SUBTITLE_WORDS = 8;
/** If more of its words are the headline's, it says nothing new. */
const RETOLD_SHARE = 0.5;
const DECK_NAMES =
  /(^|[\s_-])(standfirst|sub-?(title|head|headline|heading)|deck?|strapline|chapo|chapeau|ingress|sapo|vorspann|untertitel|unterzeile|sous-titre|bajada|copete|sottotitolo|occhiello|sommario|podtytul|summary|synopsis|excerpt|teaser-?text|article-?(lead|intro|description)|leadtext|lead-text|spot)([\s_-]|$)/i;
const FOREIGN: readonly Role[] = [
  ...(['comments', 'related', 'share', 'newsletter', 'navigation', 'advert'] as const),
  ...(['aside', 'author', 'consent', 'hidden', 'caption'] as const),
];

/**
 * The standfirst (deck, subtitle) that a page sets apart between its headline and its text; one that
 * is a paragraph of the text is there and nowhere else.
 */
export function findStandfirst(clues: StandfirstClues): string | undefined {
  const { blocks, verdicts, titleAt } = clues;
  if (titleAt === undefined) return undefined;
  const first = verdicts.findIndex((verdict, at) => verdict === 'kept' && at > titleAt);
  const end = Math.min(first < 0 ? blocks.length : first, titleAt + BELOW);
  const said = clues.said.map(textKey).filter((key) => key.length > 15);
  for (let at = Math.max(0, titleAt - ABOVE); at < end; at++) {
    const block = blocks[at];
    if (block === undefined || at === titleAt || !isCandidate(block, verdicts[at])) continue;
    if (retells(block.text, clues.title)) continue;
    const key = keyOf(block);
    if (at < titleAt ? said.includes(key) : isDeck(block, said.includes(key))) return block.text;
  }
  return undefined;
}

function isCandidate(block: TextBlock, verdict: Verdict | undefined): boolean {
  if (verdict === 'kept' || verdict === 'links' || verdict === 'teaser') return false;
  if (block.words < MIN_WORDS || block.words > MAX_WORDS || block.linkDensity > 0.3) return false;
  if (block.listItem !== undefined) return false;
  if (block.heading === 1 || isDateLine(block) || isPrompt(block)) return false;
  return !FOREIGN.some((role) => block.roles.has(role));
}

/** Said to be one by the page's data, by its name, or a heading as long as a sentence. */
function isDeck({ element, words }: TextBlock, isSaid: boolean): boolean {
  const names = `${element.attributes['class'] ?? ''} ${element.parent?.attributes['class'] ?? ''}`;
  const isHeading = /^h[2-6]$/.test(element.name) && words >= SUBTITLE_WORDS;
  return isSaid || isHeading || DECK_NAMES.test(names.slice(0, 300));
}

/** The headline in other words, as pages print it for those who search. */
function retells(text: string, title: string): boolean {
  const [a, b] = [wordsOf(text), wordsOf(title)];
  const common = [...a].filter((word) => b.has(word)).length;
  return common >= a.size * RETOLD_SHARE;
}

const wordsOf = (text: string) => new Set(foldPhrase(text).match(/[\p{L}\p{N}]+/gu) ?? []);
