import type { TextBlock } from './blocks.ts';

/** This many in a row are a list of stories. */
const MIN_RUN = 3;
const MAX_WORDS = 60;

/** Texts that stand below a linked headline each, one after another, with nothing else between. */
export function findTeasers(
  blocks: readonly TextBlock[],
  titleAt: number | undefined,
): ReadonlySet<number> {
  // What follows the page's own headline is its text, whatever stands between.
  const first =
    titleAt === undefined ? -1 : blocks.findIndex((block, at) => at > titleAt && isText(block));
  const teasers = new Set<number>();
  let run: number[] = [];
  for (const [at, block] of blocks.entries()) {
    if (!isText(block)) continue;
    if (isHeadline(blocks[at - 1]) && block.words <= MAX_WORDS && at !== first) {
      run.push(at);
      if (run.length >= MIN_RUN) for (const teaser of run) teasers.add(teaser);
    } else {
      run = [];
    }
  }
  return teasers;
}

const isText = (block: TextBlock): boolean =>
  block.linkDensity < 0.5 && block.words >= 6 && (block.sentenceEnds > 0 || block.words >= 10);

const isHeadline = (block: TextBlock | undefined): boolean =>
  block !== undefined && block.linkDensity > 0.8 && block.words >= 3 && block.words < 40;
