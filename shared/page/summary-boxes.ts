import { foldedOf } from './block-keys.ts';
import type { BlockList, Region, TextBlock } from './blocks.ts';

const MAX_LABEL = 45;
/** A box of a label and less than that has its text beside it, one element further out. */
const MIN_TEXT = 6;
/** What holds more of the page's words than this is the article, whatever it begins with. */
const MAX_SHARE = 0.35;

/**
 * The blocks of boxes that begin by saying that a machine sums up the article in them: nobody on the
 * staff wrote that.
 */
export function findSummaryBoxes(
  { blocks, regions }: BlockList,
  titleAt: number | undefined,
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const [at, block] of blocks.entries()) {
    if (at === titleAt || found.has(at) || !isLabel(block)) continue;
    const box = boxFrom(at, { blocks, regions, titleAt });
    for (let inside = at; inside < (box?.end ?? at + 1); inside++) found.add(inside);
  }
  return found;
}

const isLabel = (block: TextBlock): boolean =>
  block.words <= MAX_LABEL &&
  block.linkDensity < 0.9 &&
  block.phrases.leading('summaries', foldedOf(block)) > 0;

type Page = {
  readonly blocks: readonly TextBlock[];
  readonly regions: readonly Region[];
  readonly titleAt: number | undefined;
};

/** The smallest element that begins with a label and holds more than it. */
function boxFrom(label: number, { blocks, regions, titleAt }: Page): Region | undefined {
  const wordsIn = ({ start, end }: { start: number; end: number }) =>
    blocks.slice(start, end).reduce((sum, { words }) => sum + words, 0);
  const most = wordsIn({ start: 0, end: blocks.length }) * MAX_SHARE;
  const box = regions.findLast(
    (region) =>
      region.start === label && wordsIn({ start: label + 1, end: region.end }) >= MIN_TEXT,
  );
  const holdsTitle =
    box !== undefined && titleAt !== undefined && titleAt > label && titleAt < box.end;
  return box === undefined || holdsTitle || wordsIn(box) > most ? undefined : box;
}
