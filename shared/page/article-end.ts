import type { TextBlock } from './blocks.ts';
import { type BodyScope, goodWords, isGood, type Verdict } from './body-scope.ts';
import { foldPhrase, leadingPhrase } from './phrase-index.ts';

/** A heading of comments or a disclaimer, behind most of the text, ends the article. */
export function cutAtEnding(scope: BodyScope, verdicts: Verdict[]): void {
  const { blocks, container, claimed } = scope;
  const total = blocks.reduce((sum, block, at) => sum + goodWords(block, verdicts[at]), 0);
  const enough = Math.max(ENDING_MIN_WORDS, total * 0.15);
  let before = 0;
  for (let at = container.start; at < container.end; at++) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] === 'outside') continue;
    if (
      before >= enough &&
      isLastOf(scope, at, { before, total }) &&
      !goesOn(blocks, verdicts, at, claimed)
    ) {
      for (let rest = at; rest < container.end; rest++) {
        if (verdicts[rest] === 'kept') verdicts[rest] = 'ending';
      }
      return;
    }
    before += goodWords(block, verdicts[at]);
  }
}

/** Whether paragraphs built as those above follow: comments are built otherwise. */
function goesOn(
  blocks: readonly TextBlock[],
  verdicts: readonly Verdict[],
  from: number,
  claimed: ReadonlySet<number>,
): boolean {
  const above = new Set<string>();
  for (const [at, block] of blocks.entries()) {
    if (goodWords(block, verdicts[at]) === 0) continue;
    if (at < from) above.add(buildOf(block));
    else if (
      claimed.has(at) ||
      (above.has(buildOf(block)) && block.element.attributes['class'] !== undefined)
    )
      return true;
  }
  return false;
}

type Progress = { readonly before: number; readonly total: number };

function isLastOf(scope: BodyScope, at: number, { before, total }: Progress): boolean {
  const block = scope.blocks[at];
  if (block === undefined) return false;
  return (
    isEnding(block) ||
    isAbout(block, before, total) ||
    isOtherHeadline(scope, at) ||
    isStoryList(scope, at)
  );
}

/** Below a heading such as `You may like` no two texts follow each other: something parts them. */
function isStoryList({ blocks, container }: BodyScope, at: number): boolean {
  const heading = blocks[at];
  if (heading === undefined || heading.heading === 0) return false;
  const folded = foldPhrase(heading.text);
  if (leadingPhrase('related', folded) < folded.length * 0.6) return false;
  let texts = 0;
  for (let next = at + 1; next < container.end; next++) {
    const [block, before] = [blocks[next], blocks[next - 1]];
    if (block === undefined || !isGood(block)) continue;
    if (texts > 0 && before !== undefined && isGood(before)) return false;
    texts++;
  }
  return texts >= 3;
}

/** A second headline of the first rank, below the text of the first, begins another story. */
function isOtherHeadline({ blocks, titleAt }: BodyScope, at: number): boolean {
  if (titleAt === undefined || at <= titleAt || blocks[titleAt]?.heading !== 1) return false;
  const block = blocks[at];
  return block?.heading === 1 && buildOf(block) !== buildOf(blocks[titleAt]);
}

/** `About Quay Ferries`: what a company says of itself below each of its announcements. */
function isAbout({ text, words, sentenceEnds }: TextBlock, before: number, total: number): boolean {
  if (words > 8 || sentenceEnds > 0 || before < total * ABOUT_BEHIND) return false;
  return ABOUT.test(text);
}

const ABOUT =
  /^(About|ABOUT|À propos d|Acerca de|Informazioni su|O firmie|О компании|关于|關於)\s?['’(]?[\p{Lu}\p{Lo}]/u;
const ABOUT_BEHIND = 0.5;

const ENDING_MIN_WORDS = 30;

/** So long a phrase means nothing else, whatever follows it. */
const UNMISTAKABLE = 24;

function isEnding(block: TextBlock): boolean {
  const plain = foldPhrase(block.text).replace(/^[\d\s()[\]|:]+/, '');
  const length = leadingPhrase('endings', plain);
  if (length === 0) return false;
  const letters = plain.replace(/[\d\s()[\]|:：.,]+/g, '').length;
  if (length >= letters * 0.7 || length >= UNMISTAKABLE) return true;
  return /^[：:]/.test(plain.slice(length)) && block.words > 8;
}

/** How a block is built: paragraphs of one body are built alike, and notices below it otherwise. */
function buildOf({ element }: TextBlock): string {
  const { attributes, name, parent } = element;
  return `${name}.${attributes['class'] ?? ''}<${parent?.name ?? ''}.${parent?.attributes['class'] ?? ''}`;
}

/** Little text below the last block of the prevailing build is a notice: of a paywall, of an outlet. */
export function trimForeignTail(
  { blocks, container, claimed }: BodyScope,
  verdicts: Verdict[],
): void {
  const words = new Map<string, number>();
  let total = 0;
  for (let at = container.start; at < container.end; at++) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== 'kept') continue;
    total += block.words;
    words.set(buildOf(block), (words.get(buildOf(block)) ?? 0) + block.words);
  }
  const prevailing = [...words].find(([, count]) => count > total * 0.45)?.[0];
  if (prevailing === undefined) return;
  let below = 0;
  let last = container.end - 1;
  for (; last > container.start; last--) {
    const block = blocks[last];
    if (block === undefined || verdicts[last] !== 'kept') continue;
    if (buildOf(block) === prevailing || isAkin(block, prevailing) || claimed.has(last)) break;
    below += block.words;
  }
  if (below > total * 0.4) return;
  for (let at = last + 1; at < container.end; at++) {
    const block = blocks[at];
    if (verdicts[at] === 'kept' && block !== undefined && isForeign(block)) verdicts[at] = 'tail';
  }
}

/** `text text--last` beside `text`: of the prevailing build, with something more to it. */
function isAkin(block: TextBlock, prevailing: string): boolean {
  const [ours, theirs] = [buildOf(block), prevailing].map((build) => build.split('<'));
  if (ours === undefined || theirs === undefined || ours[1] !== theirs[1]) return false;
  const classes = (block.element.attributes['class'] ?? '').split(/\s+/);
  const known = new Set((theirs[0] ?? '').replace(/^[^.]*\./, '').split(/\s+/));
  return classes.some((name) => name.length > 2 && known.has(name));
}

/** Lists, quotes, tables and headings are built otherwise by nature. */
function isForeign(block: TextBlock): boolean {
  return (
    block.listItem === undefined &&
    !block.quote &&
    block.cell === undefined &&
    block.heading === 0 &&
    block.element.attributes['class'] !== undefined
  );
}

/** Behind the last prose only short remains are left: links, tags, contacts. */
export function trimTail({ blocks, container, claimed }: BodyScope, verdicts: Verdict[]): void {
  for (let at = container.end - 1; at >= container.start; at--) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== 'kept') continue;
    if (claimed.has(at) || isGood(block) || block.cell !== undefined) return;
    if (block.words >= 5 && block.sentenceEnds > 0 && block.linkDensity < 0.4) return;
    if (block.element.name === 'p' && block.linkDensity < 0.2 && block.words >= 4) return;
    verdicts[at] = 'tail';
  }
}
