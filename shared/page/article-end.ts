import { buildOf } from './block-build.ts';
import { foldedOf } from './block-keys.ts';
import type { TextBlock } from './blocks.ts';
import { type BodyScope, goodWords, isGood, type Verdict } from './body-scope.ts';
import { ENDING_MIN_WORDS, firstReply } from './comment-thread.ts';
import type { PageElement, PageNode } from './dom.ts';
import { nextStoryAt } from './next-story.ts';

/** A heading of comments or a disclaimer, behind most of the text, ends the article. */
export function cutAtEnding(scope: BodyScope, verdicts: Verdict[]): void {
  const { blocks, container } = scope;
  const total = blocks.reduce((sum, block, at) => sum + goodWords(block, verdicts[at]), 0);
  const replies = firstReply(scope, verdicts);
  const nextStory = nextStoryAt(scope, verdicts);
  let before = 0;
  for (let at = container.start; at < container.end; at++) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] === 'outside') continue;
    if (at === replies || at === nextStory || isEnd(scope, verdicts, at, { before, total })) {
      for (let rest = at; rest < container.end; rest++) {
        if (verdicts[rest] === 'kept') verdicts[rest] = 'ending';
      }
      return;
    }
    before += goodWords(block, verdicts[at]);
  }
}

function isEnd(
  scope: BodyScope,
  verdicts: readonly Verdict[],
  at: number,
  done: Progress,
): boolean {
  if (done.before < ENDING_MIN_WORDS || !isLastOf(scope, at, done)) return false;
  const likeness = likenessBelow(scope, verdicts, at);
  if (likeness === 'same') return false;
  if (done.before >= done.total * ENDING_SHARE) return true;
  const block = scope.blocks[at];
  const unmistakable = likeness === 'none' || (block !== undefined && isCounted(block));
  return done.before >= ENDING_ENOUGH && unmistakable;
}

/** `13 comments`, `Комментарии (4)` */
const isCounted = ({ text, words }: TextBlock): boolean => words <= 5 && /\d/.test(text);

/**
 * Whether paragraphs below are built as those above: comments are built otherwise, by other elements
 * or, without classes to tell by, of the same plain ones.
 */
function likenessBelow(
  { blocks, claimed }: BodyScope,
  verdicts: readonly Verdict[],
  from: number,
): 'same' | 'plain' | 'none' {
  const above = new Set<string>();
  let likeness: 'plain' | 'none' = 'none';
  for (const [at, block] of blocks.entries()) {
    if (goodWords(block, verdicts[at]) === 0) continue;
    if (at < from) above.add(buildOf(block));
    else if (claimed.has(at)) return 'same';
    else if (above.has(buildOf(block))) {
      if (block.element.attributes['class'] !== undefined) return 'same';
      likeness = 'plain';
    }
  }
  return likeness;
}

type Progress = { readonly before: number; readonly total: number };

function isLastOf(scope: BodyScope, at: number, { before, total }: Progress): boolean {
  const block = scope.blocks[at];
  if (block === undefined) return false;
  return (
    isEnding(block) ||
    isAbout(block, before, total) ||
    isOtherHeadline(scope, at) ||
    isTitleQuoted(scope, at)
  );
}

/** A second headline of the first rank, below the text of the first, begins another story. */
function isOtherHeadline({ blocks, titleAt }: BodyScope, at: number): boolean {
  if (titleAt === undefined || at <= titleAt || blocks[titleAt]?.heading !== 1) return false;
  const block = blocks[at];
  return block?.heading === 1 && buildOf(block) !== buildOf(blocks[titleAt]);
}

/** `3 thoughts on “Bridge reopens”`, `رأيان على «…»`: a theme's heading of comments in any language. */
function isTitleQuoted({ blocks, titleKey, titleAt }: BodyScope, at: number): boolean {
  const block = blocks[at];
  if (block === undefined || titleAt === undefined || at <= titleAt || block.heading === 0)
    return false;
  if (titleKey.length < 10 || block.text.length > titleKey.length * 2 + 60) return false;
  if (!/["“”«»„「]/.test(block.text)) return false;
  const key = foldedOf(block).replace(/[^\p{L}\p{N}]+/gu, '');
  return key.length > titleKey.length + 2 && key.includes(titleKey);
}

/** `About Quay Ferries`: what a company says of itself below each of its announcements. */
function isAbout({ text, words, sentenceEnds }: TextBlock, before: number, total: number): boolean {
  if (words > 8 || sentenceEnds > 0 || before < total * ABOUT_BEHIND) return false;
  return ABOUT.test(text);
}

const ABOUT =
  /^(About|ABOUT|À propos d|Acerca de|Informazioni su|O firmie|О компании|关于|關於)\s?['’(]?[\p{Lu}\p{Lo}]/u;
const ABOUT_BEHIND = 0.5;

/** Behind that share of the text any ending is one; behind so many words, an unmistakable one. */
const ENDING_SHARE = 0.15;
const ENDING_ENOUGH = 60;

/** So long a phrase means nothing else, whatever follows it. */
const UNMISTAKABLE = 24;

function isEnding(block: TextBlock): boolean {
  const plain = foldedOf(block).replace(/^[\d\s()[\]|:]+/, '');
  const length = block.phrases.leading('endings', plain);
  if (length === 0) return false;
  const letters = plain.replace(/[\d\s()[\]|:：.,]+/g, '').length;
  if (length >= letters * 0.7 || length >= UNMISTAKABLE) return true;
  return /^[：:]/.test(plain.slice(length)) && block.words > 8;
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
    words.set(kinOf(block), (words.get(kinOf(block)) ?? 0) + block.words);
  }
  const prevailing = [...words].find(([, count]) => count > total * 0.45)?.[0];
  if (prevailing === undefined) return;
  let below = 0;
  let last = container.end - 1;
  for (; last > container.start; last--) {
    const block = blocks[last];
    if (block === undefined || verdicts[last] !== 'kept') continue;
    if (kinOf(block) === prevailing || claimed.has(last)) break;
    below += block.words;
  }
  if (below > total * 0.4) return;
  for (let at = last + 1; at < container.end; at++) {
    const block = blocks[at];
    if (verdicts[at] === 'kept' && block !== undefined && isForeign(block)) verdicts[at] = 'tail';
  }
}

/** `text text--last` is built as `text` is: the first class names the thing, and others its variants. */
function kinOf({ element }: TextBlock): string {
  const { attributes, name, parent } = element;
  const first = (attributes['class'] ?? '').trim().split(/\s/)[0];
  return `${name}.${first}<${parent?.name ?? ''}.${parent?.attributes['class'] ?? ''}`;
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

/** Two or more items at the end that each start with a link are stories to read next. */
export function trimLinkedItems(
  { blocks, container, claimed }: BodyScope,
  verdicts: Verdict[],
): void {
  const items: number[] = [];
  for (let at = container.end - 1; at > container.start; at--) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== 'kept') continue;
    if (claimed.has(at) || block.cell !== undefined) break;
    if (block.words <= 60 && block.linkDensity >= 0.1 && startsWithLink(block.element))
      items.push(at);
    else if (block.words > 6) break;
  }
  if (items.length >= 2) for (const at of items) verdicts[at] = 'teaser';
}

/** Whether a link comes before any text. */
function startsWithLink(element: PageElement): boolean {
  let inside: PageElement | undefined = element;
  for (let depth = 0; inside !== undefined && depth < 5; depth++) {
    const first: PageNode | undefined = inside.children.find(
      (child) => typeof child !== 'string' || child.trim() !== '',
    );
    if (first === undefined || typeof first === 'string') return false;
    if (first.name === 'a') return true;
    inside = first;
  }
  return false;
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
