import { keyOf, textKey } from './block-keys.ts';
import type { BlockList, TextBlock } from './blocks.ts';
import type { Verdict } from './body-scope.ts';
import { assignRoles, type Container, findContainer, proseWords } from './container.ts';
import { judgeBlocks } from './keep-blocks.ts';
import type { BodyRules } from './publishers/apply-rules.ts';
import { findSummaryBoxes } from './summary-boxes.ts';
import { findTeasers } from './teasers.ts';

/** The body that was found, with the reason for every block. */
export type FoundBody = {
  readonly verdicts: readonly Verdict[];
  readonly container: Container;
  readonly titleAt: number | undefined;
  readonly words: number;
  /** Share of the claimed body that was found, where the page's data holds one. */
  readonly claimedShare: number | undefined;
};

export type BodyClues = {
  readonly title: string;
  /** Index of the block that is the headline. */
  readonly titleAt: number | undefined;
  readonly articleBody: string | undefined;
  readonly authors: readonly string[];
  readonly outlets: readonly string[];
  /** What the outlet's own rules say, where it has any. */
  readonly rules?: BodyRules | undefined;
};

const NONE_DROPPED: ReadonlySet<number> = new Set();
/** A strict filter that leaves less than this is tried again more leniently. */
const NEAR_EMPTY = 40;
/** Blocks that short prove nothing when they occur in the claimed body. */
const MIN_CLAIM = 25;

/** Finds the blocks of a page's article. */
export function findBody(list: BlockList, clues: BodyClues): FoundBody {
  const { blocks } = list;
  const titleKey = textKey(clues.title);
  const { titleAt } = clues;
  const teasers = findTeasers(blocks, titleAt);
  assignRoles(list, { titleAt, teasers });
  const claimed = claimedBlocks(blocks, clues.articleBody);
  const container = clues.rules?.container ?? findContainer(list, { titleAt, claimed, teasers });
  const scope = {
    blocks,
    container,
    titleAt,
    titleKey,
    claimed,
    authors: clues.authors,
    outlets: clues.outlets,
    teasers,
    summaries: findSummaryBoxes(list, titleAt),
    dropped: clues.rules?.dropped ?? NONE_DROPPED,
    lenient: false,
  };
  let verdicts = judgeBlocks(scope);
  if (keptWords(blocks, verdicts) < NEAR_EMPTY) {
    const lenient = judgeBlocks({ ...scope, lenient: true });
    if (keptWords(blocks, lenient) > keptWords(blocks, verdicts) * 1.5) verdicts = lenient;
  }
  const words = keptWords(blocks, verdicts);
  return {
    verdicts,
    container,
    titleAt,
    words,
    claimedShare: claimedShare(blocks, verdicts, claimed),
  };
}

/** The block that is a page's headline: its words in a heading of the first rank, or elsewhere. */
export function findTitle(blocks: readonly TextBlock[], title: string): number | undefined {
  const key = textKey(title);
  if (key === '') return undefined;
  let found: number | undefined;
  for (const [at, block] of blocks.entries()) {
    if (block.words > 60 || block.text.length > 400) continue;
    if (block.heading === 0 && found !== undefined) continue;
    // A key is never longer than its text, and seldom half as long.
    if (block.text.length < key.length || block.text.length > key.length * 2 + 20) continue;
    if (keyOf(block) !== key) continue;
    if (block.heading === 1) return at;
    found ??= at;
  }
  return found ?? firstHeading(blocks);
}

function firstHeading(blocks: readonly TextBlock[]): number | undefined {
  const tops = blocks.flatMap((block, at) => (block.heading === 1 && block.words > 2 ? [at] : []));
  return tops.length === 1 ? tops[0] : undefined;
}

/** Blocks whose start occurs in the body that the page's own data gives. */
function claimedBlocks(
  blocks: readonly TextBlock[],
  articleBody: string | undefined,
): ReadonlySet<number> {
  const claimed = new Set<number>();
  if (articleBody === undefined || articleBody.length < 200) return claimed;
  const body = textKey(articleBody.replace(/<[^>]*>/g, ' '));
  for (const [at, block] of blocks.entries()) {
    if (block.text.length < MIN_CLAIM || block.linkDensity > 0.8) continue;
    const key = textKey(block.text.slice(0, 300));
    if (key.length >= MIN_CLAIM * 0.7 && body.includes(key.slice(0, 120))) claimed.add(at);
  }
  return claimed;
}

function keptWords(blocks: readonly TextBlock[], verdicts: readonly Verdict[]): number {
  return blocks.reduce((sum, block, at) => sum + (verdicts[at] === 'kept' ? block.words : 0), 0);
}

function claimedShare(
  blocks: readonly TextBlock[],
  verdicts: readonly Verdict[],
  claimed: ReadonlySet<number>,
): number | undefined {
  if (claimed.size === 0) return undefined;
  let [kept, all] = [0, 0];
  for (const at of claimed) {
    const words = blocks[at] === undefined ? 0 : proseWords(blocks[at]);
    all += words;
    if (verdicts[at] === 'kept') kept += words;
  }
  return all === 0 ? undefined : kept / all;
}
