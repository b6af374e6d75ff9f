import { keyOf } from './block-keys.ts';
import type { TextBlock } from './blocks.ts';
import type { Verdict } from './body-scope.ts';

/** What to do with texts that a page holds more than once. */
export type RepeatedTexts = {
  /** Whether a text has been seen before, as a second layout of the page repeats it. */
  readonly isSecond: (block: TextBlock) => boolean;
};

/** Shorter texts repeat by chance. */
const MIN_WORDS = 8;
/** An author who repeats whole paragraphs of this length in one list of them is none. */
const MAX_REFRAIN = 45;
/** As often as that only a placeholder is printed, one for each embedded thing. */
const PLACEHOLDERS = 3;

/** Remembers a page's texts in the order in which they are asked for. */
export function rememberTexts(): RepeatedTexts {
  const seen = new Map<number, TextBlock>();
  return {
    isSecond: (block) => {
      if (block.words < MIN_WORDS || block.cell !== undefined) return false;
      const key = keyOf(block);
      const hash = hashOf(key);
      const first = seen.get(hash);
      if (first === undefined) {
        seen.set(hash, block);
        return false;
      }
      return keyOf(first) === key && !isRefrain(first, block);
    },
  };
}

/** In place of keys, which would be a second copy of the page. */
function hashOf(key: string): number {
  let hash = key.length;
  for (let at = 0; at < key.length; at++) hash = (Math.imul(hash, 31) + key.charCodeAt(at)) | 0;
  return hash;
}

/** `Serves four, with rice.` below each recipe: neighbours, not the same text in another layout. */
function isRefrain(first: TextBlock, block: TextBlock): boolean {
  if (block.words > MAX_REFRAIN) return false;
  if (block.listItem !== undefined && first.listItem !== undefined) return true;
  return first.element !== block.element && first.element.parent === block.element.parent;
}

/** Texts that stand in for embedded things until a reader agrees to load them: often, each in its own box. */
export function findPlaceholders(blocks: readonly TextBlock[]): ReadonlySet<string> {
  const counts = new Map<string, { count: number; readonly first: TextBlock }>();
  const found = new Set<string>();
  for (const block of blocks) {
    if (block.words < MIN_WORDS || block.sentenceEnds === 0 || block.listItem !== undefined)
      continue;
    const known = counts.get(block.text);
    if (known === undefined) counts.set(block.text, { count: 1, first: block });
    else if (known.first.element.parent !== block.element.parent) known.count++;
    if (known !== undefined && known.count >= PLACEHOLDERS) found.add(block.text);
  }
  return found;
}

/** One block of this length holds a whole article. */
const WHOLE_TEXT = 300;
/** Nor has a page more than a few of them. */
const MAX_WHOLE = 5;
const SAMPLES = 12;
const SAMPLE_LENGTH = 30;

/** A single block that says all again that the other blocks say is there for machines. */
export function dropWholeTexts(blocks: readonly TextBlock[], verdicts: Verdict[]): void {
  const candidates = [...blocks.entries()]
    .filter(([at, block]) => verdicts[at] === 'kept' && block.words >= WHOLE_TEXT)
    .sort(([, a], [, b]) => b.words - a.words)
    .slice(0, MAX_WHOLE);
  for (const [at, block] of candidates.sort(([a], [b]) => a - b)) {
    const others = blocks
      .filter((_, index) => index !== at && verdicts[index] === 'kept')
      .map(({ text }) => text)
      .join(' ');
    if (others.length < block.text.length * 0.5) continue;
    let found = 0;
    for (let sample = 0; sample < SAMPLES; sample++) {
      const from = Math.floor((block.text.length / SAMPLES) * sample);
      if (others.includes(block.text.slice(from, from + SAMPLE_LENGTH))) found++;
    }
    if (found >= SAMPLES * 0.6) verdicts[at] = 'duplicate';
  }
}
