import type { BlockList } from './blocks.ts';
import { foldPhrase } from './phrase-index.ts';

/** A note's label stands in front, within so many characters. */
const LABEL = 120;

/** The note by which a page owns up to a change. */
export function findCorrection(list: BlockList): string | undefined {
  for (const block of list.blocks) {
    if (block.words < 6 || block.words > 120 || block.linkDensity > 0.5) continue;
    const folded = foldPhrase(block.text.slice(0, LABEL));
    const length = block.phrases.leading('corrections', folded);
    if (length === 0) continue;
    const labelled =
      /[:：]$/.test(folded.slice(0, length)) || /^\s?[:：–—-]/.test(folded.slice(length));
    if (labelled || length > 20) return block.text;
  }
  return undefined;
}
