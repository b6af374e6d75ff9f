import { buildOf } from './block-build.ts';
import { foldedOf } from './block-keys.ts';
import type { TextBlock } from './blocks.ts';

/** This many in a row are a list of stories. */
const MIN_RUN = 3;
/** This many are one, whatever follows them: a footer, mostly. */
const SURE_RUN = 4;
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
      if (run.length === MIN_RUN) for (const teaser of run) teasers.add(teaser);
      else if (run.length > MIN_RUN) teasers.add(at);
    } else {
      run = [];
    }
  }
  for (const at of textsBelowLabels(blocks)) if (at !== first) teasers.add(at);
  return teasers;
}

/** Texts below a heading such as `You may like`, no two of which follow each other: links part them. */
function textsBelowLabels(blocks: readonly TextBlock[]): number[] {
  const found: number[] = [];
  for (let at = 0; at < blocks.length; at++) {
    const label = blocks[at];
    if (label === undefined || !isLabel(label)) continue;
    const texts: number[] = [];
    let next = at + 1;
    for (; next < blocks.length; next++) {
      const block = blocks[next];
      if (block === undefined || isOwnHeading(block)) break;
      if (!isText(block)) continue;
      if (texts.at(-1) === next - 1) break;
      texts.push(next);
    }
    const after = blocks[next];
    const isParted = after === undefined || isOwnHeading(after);
    const teasers = withoutParagraph(blocks, at, texts);
    if (teasers.length >= (isParted ? MIN_RUN : SURE_RUN)) found.push(...teasers);
    // Labels in between are entries of the list.
    at = next - 1;
  }
  return found;
}

/**
 * Below a box within the text its next paragraph comes first: built as the one above the box, and not
 * as what follows.
 */
function withoutParagraph(
  blocks: readonly TextBlock[],
  label: number,
  texts: readonly number[],
): readonly number[] {
  const above = textAbove(blocks, label);
  const [first, second] = texts.slice(0, 2).map((at) => blocks[at]);
  if (above === undefined || first === undefined || second === undefined) return texts;
  const isBody = buildOf(first) === buildOf(above) && buildOf(second) !== buildOf(first);
  return isBody ? texts.slice(1) : texts;
}

function textAbove(blocks: readonly TextBlock[], from: number): TextBlock | undefined {
  for (let at = from - 1; at >= 0; at--) {
    const block = blocks[at];
    if (block !== undefined && isText(block)) return block;
  }
  return undefined;
}

/** The headings of a list's entries are links. */
const isOwnHeading = ({ heading, linkDensity }: TextBlock): boolean =>
  heading > 0 && linkDensity < 0.8;

function isLabel(block: TextBlock): boolean {
  if (block.heading === 0 || block.words > 8) return false;
  const folded = foldedOf(block);
  return folded !== '' && block.phrases.leading('related', folded) >= folded.length * 0.6;
}

const isText = (block: TextBlock): boolean =>
  block.linkDensity < 0.5 && block.words >= 6 && (block.sentenceEnds > 0 || block.words >= 10);

const isHeadline = (block: TextBlock | undefined): boolean =>
  block !== undefined && block.linkDensity > 0.8 && block.words >= 3 && block.words < 40;
