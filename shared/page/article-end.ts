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
  return isEnding(block) || isAbout(block, before, total) || isOtherHeadline(scope, at);
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

function isEnding(block: TextBlock): boolean {
  const plain = foldPhrase(block.text).replace(/^[\d\s()[\]|:]+/, '');
  const length = leadingPhrase('endings', plain);
  if (length === 0) return false;
  const letters = plain.replace(/[\d\s()[\]|:：.,]+/g, '').length;
  return length >= letters * 0.7 || (/^[：:]/.test(plain.slice(length)) && block.words > 8);
}

/** How a block is built: paragraphs of one body are built alike, and notices below it otherwise. */
function buildOf({ element }: TextBlock): string {
  const { attributes, name, parent } = element;
  return `${name}.${attributes['class'] ?? ''}<${parent?.name ?? ''}.${parent?.attributes['class'] ?? ''}`;
}

/** A note below the text that names its author in front tells of the author. */
export function trimAuthorNotes(
  { blocks, container, authors }: BodyScope,
  verdicts: Verdict[],
): void {
  const names = authors.filter((name) => name.includes(' ')).map((name) => name.toLowerCase());
  if (names.length === 0) return;
  let looked = 0;
  for (let at = container.end - 1; at > container.start && looked < AUTHOR_NOTES; at--) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== 'kept') continue;
    looked++;
    if (block.words > 60 || block.quote) continue;
    const start = block.text.slice(0, 80).toLowerCase();
    if (names.some((name) => start.includes(name))) verdicts[at] = 'tail';
  }
}

/** So many of the last blocks may be about the author. */
const AUTHOR_NOTES = 3;

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
    if (buildOf(block) === prevailing || claimed.has(last)) break;
    below += block.words;
  }
  if (below > total * 0.4) return;
  for (let at = last + 1; at < container.end; at++) {
    const block = blocks[at];
    if (verdicts[at] === 'kept' && block !== undefined && isForeign(block)) verdicts[at] = 'tail';
  }
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
