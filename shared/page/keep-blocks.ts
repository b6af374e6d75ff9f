import type { TextBlock } from './blocks.ts';
import type { Role } from './class-roles.ts';
import type { Container } from './container.ts';
import { foldPhrase, leadingPhrase } from './phrase-index.ts';

/** Why a block is in the body or not; shown by `--explain`. */
export type Verdict =
  | 'kept'
  | 'caption'
  | 'outside'
  | 'before-title'
  | 'title'
  | 'role'
  | 'links'
  | 'phrase'
  | 'duplicate'
  | 'fragment'
  | 'teaser'
  | 'ending'
  | 'orphan-heading'
  | 'tail';

/** What the filter needs to know of the page. */
export type BodyScope = {
  readonly blocks: readonly TextBlock[];
  readonly container: Container;
  /** Index of the block that is the headline. */
  readonly titleAt: number | undefined;
  readonly titleKey: string;
  /** Marks blocks that the page's own data calls the body. */
  readonly claimed: ReadonlySet<number>;
  /** Texts of a list of stories. */
  readonly teasers: ReadonlySet<number>;
  /** Keep short texts and roles: for pages where the strict filter leaves next to nothing. */
  readonly lenient: boolean;
};

/** Roles whose text is never body, however long. */
const DROPPED: ReadonlySet<Role> = new Set([
  'comments',
  'related',
  'share',
  'newsletter',
  'navigation',
  'advert',
  'aside',
  'author',
  'meta',
  'consent',
  'hidden',
]);

/** Decides block by block what belongs to the body. */
export function judgeBlocks(scope: BodyScope): Verdict[] {
  const { blocks, container } = scope;
  const seen = new Set<string>();
  const verdicts = blocks.map((block, at): Verdict => {
    if (at < container.start || at >= container.end) {
      return isStandfirst(block, at, scope) ? 'kept' : 'outside';
    }
    return judge(block, at, scope, seen);
  });
  trimStart(scope, verdicts);
  cutAtEnding(scope, verdicts);
  trimForeignTail(scope, verdicts);
  trimTail(scope, verdicts);
  dropOrphanHeadings(blocks, verdicts);
  return verdicts;
}

/** Text between the headline and the body, which many pages set apart from both. */
function isStandfirst(
  block: TextBlock,
  at: number,
  { container, titleAt, claimed }: BodyScope,
): boolean {
  if (claimed.has(at)) return true;
  if (titleAt === undefined || at <= titleAt || at >= container.start) return false;
  if (container.start - titleAt > 25 || block.roles.size > 0 || block.linkDensity > 0.3)
    return false;
  return (
    block.words >= 10 &&
    block.sentenceEnds > 0 &&
    !isDateLine(block) &&
    !isPrompt(block, foldPhrase(block.text))
  );
}

function judge(block: TextBlock, at: number, scope: BodyScope, seen: Set<string>): Verdict {
  const folded = foldPhrase(block.text);
  const key = folded.replace(/[^\p{L}\p{N}]+/gu, '');
  if (key === '') return 'fragment';
  if (key === scope.titleKey && at !== scope.titleAt && block.words < 60) return 'title';
  if (at === scope.titleAt) return 'title';
  if (scope.claimed.has(at)) return remember(seen, key, block);
  if (isCaption(block)) return 'caption';
  if (!scope.lenient && hasDroppedRole(block)) return 'role';
  if (isLinks(block, folded)) return 'links';
  if (scope.teasers.has(at)) return 'teaser';
  if (isPrompt(block, folded) || isDateLine(block)) return 'phrase';
  return remember(seen, key, block);
}

/** The same long text twice is a second layout of the page. */
function remember(seen: Set<string>, key: string, block: TextBlock): Verdict {
  if (block.words < 8 || block.cell !== undefined) return 'kept';
  if (seen.has(key)) return 'duplicate';
  seen.add(key);
  return 'kept';
}

function hasDroppedRole(block: TextBlock): boolean {
  for (const role of block.roles) if (DROPPED.has(role)) return true;
  return false;
}

const isCaption = (block: TextBlock): boolean =>
  block.roles.has('caption') && !block.roles.has('embed') && block.cell === undefined;

/** A paragraph that is a link, or a link with a label in front, leads elsewhere. */
function isLinks(
  { linkDensity, words, listItem, heading, sentenceEnds, text }: TextBlock,
  folded: string,
): boolean {
  if (linkDensity > 0.9) return words < 40 || listItem !== undefined;
  if (heading > 0) return linkDensity > 0.6;
  if (linkDensity > 0.5 && words < 25 && (sentenceEnds === 0 || /[:：]/.test(text))) return true;
  if (linkDensity > 0.3 && words < 30 && leadingPhrase('related', folded) > 0) return true;
  return linkDensity > 0.6 && words < 12;
}

function isPrompt(block: TextBlock, folded: string): boolean {
  if (block.words > 40) return false;
  const related = leadingPhrase('related', folded);
  if (related > 0 && (block.words < 5 || related > folded.length * 0.5)) return true;
  if (
    related > 0 &&
    block.sentenceEnds === 0 &&
    block.words < 25 &&
    /[:：]$/.test(folded.slice(0, related + 1))
  )
    return true;
  if (leadingPhrase('paywall', folded) > 0) return true;
  const prompt = leadingPhrase('prompts', folded);
  if (prompt > 0 && (prompt > folded.length * 0.45 || (prompt > 12 && block.words < 30)))
    return true;
  const credit = leadingPhrase('credits', folded);
  if (credit > 0 && block.words < 14) return true;
  if (block.words > 14 || block.sentenceEnds > 0) return false;
  const dated = leadingPhrase('published', folded) + leadingPhrase('updated', folded);
  if (dated > 0 && /\d/.test(folded)) return true;
  return block.words < 9 && leadingPhrase('byline', folded) > 0 && block.element.name !== 'p';
}

/** `2011年12月15日 23:21 来源：…`, `Fri 3 May, 10:05 | 4 comments` */
function isDateLine(block: TextBlock): boolean {
  if (block.words > 14 || block.heading > 0) return false;
  if (block.sentenceEnds > 0 && block.words > 6) return false;
  const dated =
    /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}|\d{1,2}[-/.] ?\d{1,2}[-/.] ?\d{4}/.test(
      block.text,
    );
  return dated || /(^|\D)\d{1,2}:\d{2}(:\d{2})?(\s?[ap]m)?\W*$/i.test(block.text);
}

/** A heading of comments or a disclaimer, behind most of the text, ends the article. */
function cutAtEnding({ blocks, container, claimed }: BodyScope, verdicts: Verdict[]): void {
  const total = blocks.reduce((sum, block, at) => sum + goodWords(block, verdicts[at]), 0);
  const enough = Math.max(ENDING_MIN_WORDS, total * 0.15);
  let before = 0;
  for (let at = container.start; at < container.end; at++) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] === 'outside') continue;
    if (before >= enough && isEnding(block) && !goesOn(blocks, verdicts, at, claimed)) {
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

const goodWords = (block: TextBlock, verdict: Verdict | undefined): number =>
  verdict === 'kept' && isGood(block) ? block.words : 0;

const ENDING_MIN_WORDS = 30;

function isEnding(block: TextBlock): boolean {
  const plain = foldPhrase(block.text).replace(/^[\d\s()[\]|:]+/, '');
  const length = leadingPhrase('endings', plain);
  if (length === 0) return false;
  const letters = plain.replace(/[\d\s()[\]|:：.,]+/g, '').length;
  return length >= letters * 0.7 || (/^[：:]/.test(plain.slice(length)) && block.words > 8);
}

/** A block that carries the text: prose of some length. */
function isGood(block: TextBlock): boolean {
  if (block.linkDensity > 0.5) return false;
  return block.words >= 12 && (block.sentenceEnds > 0 || block.commas > 0 || block.words > 24);
}

/** What stands between the headline and the first prose is byline, date and sharing. */
function trimStart(
  { blocks, container, titleAt, titleKey, claimed }: BodyScope,
  verdicts: Verdict[],
): void {
  const inside = titleAt !== undefined && titleAt >= container.start && titleAt < container.end;
  if (inside && blocks[titleAt]?.heading !== 0 && goodAfter(blocks, verdicts, titleAt)) {
    for (let at = container.start; at < titleAt; at++) {
      if (verdicts[at] === 'kept' && !claimed.has(at)) verdicts[at] = 'before-title';
    }
  }
  for (let at = container.start; at < container.end; at++) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== 'kept') continue;
    if (isGood(block) || claimed.has(at) || block.cell !== undefined) return;
    if (block.words < 8 && block.sentenceEnds === 0) verdicts[at] = 'fragment';
    if (block.heading === 1 || (block.heading > 0 && likeTitle(block, titleKey)))
      verdicts[at] = 'title';
  }
}

/** The headline once more with a kicker in front, or cut short. */
function likeTitle({ text }: TextBlock, titleKey: string): boolean {
  const key = foldPhrase(text).replace(/[^\p{L}\p{N}]+/gu, '');
  return key.length > 10 && (key.includes(titleKey) || titleKey.includes(key));
}

function goodAfter(
  blocks: readonly TextBlock[],
  verdicts: readonly Verdict[],
  from: number,
): boolean {
  let [before, after] = [0, 0];
  for (const [at, block] of blocks.entries()) {
    if (verdicts[at] !== 'kept' || !isGood(block)) continue;
    if (at < from) before += block.words;
    else after += block.words;
  }
  return after > before * 4;
}

/** How a block is built: paragraphs of one body are built alike, and notices below it otherwise. */
function buildOf({ element }: TextBlock): string {
  const { attributes, name, parent } = element;
  return `${name}.${attributes['class'] ?? ''}<${parent?.name ?? ''}.${parent?.attributes['class'] ?? ''}`;
}

/** Little text below the last block of the prevailing build is a notice: of a paywall, of an outlet. */
function trimForeignTail({ blocks, container, claimed }: BodyScope, verdicts: Verdict[]): void {
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
function trimTail({ blocks, container, claimed }: BodyScope, verdicts: Verdict[]): void {
  for (let at = container.end - 1; at >= container.start; at--) {
    const block = blocks[at];
    if (block === undefined || verdicts[at] !== 'kept') continue;
    if (claimed.has(at) || isGood(block) || block.cell !== undefined) return;
    if (block.words >= 5 && block.sentenceEnds > 0 && block.linkDensity < 0.4) return;
    if (block.element.name === 'p' && block.linkDensity < 0.2 && block.words >= 4) return;
    verdicts[at] = 'tail';
  }
}

/** A heading needs text below it; one with only links below is theirs. */
function dropOrphanHeadings(blocks: readonly TextBlock[], verdicts: Verdict[]): void {
  let heading: number | undefined;
  let links = false;
  for (const [at, block] of blocks.entries()) {
    const verdict = verdicts[at];
    if (verdict === 'links' || verdict === 'teaser' || block.roles.has('related')) links = true;
    if (verdict !== 'kept') continue;
    if (heading !== undefined && links && block.heading > 0) verdicts[heading] = 'orphan-heading';
    heading = block.heading > 0 ? at : undefined;
    links = false;
  }
  if (heading !== undefined) verdicts[heading] = 'orphan-heading';
}
