import { cutAtEnding, trimForeignTail, trimLinkedItems, trimTail } from './article-end.ts';
import { foldedOf, keyOf } from './block-keys.ts';
import type { TextBlock } from './blocks.ts';
import { type BodyScope, isGood, type Verdict } from './body-scope.ts';
import { captionOr, dropTrailingCaptions, findCaptions, isLeadCaption } from './captions.ts';
import { isDateAlone, isDateLine, isLinks, isPrintedDate, isPrompt } from './line-kinds.ts';
import {
  dropWholeTexts,
  findPlaceholders,
  type RepeatedTexts,
  rememberTexts,
} from './repeated-texts.ts';
import type { Role } from './role-names.ts';
import { trimNotes } from './tail-notes.ts';

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
  const seen = rememberTexts();
  const captions = findCaptions(blocks);
  const placeholders = findPlaceholders(blocks.slice(container.start, container.end));
  const judged = { ...scope, captions, seen };
  const verdicts = blocks.map((block, at): Verdict => {
    if (at < container.start || at >= container.end) {
      if (isLeadCaption(block, at, scope)) return 'caption';
      return isStandfirst(block, at, scope) ? 'kept' : 'outside';
    }
    if (placeholders.has(block.text) && !scope.claimed.has(at)) return 'duplicate';
    return judge(block, at, judged);
  });
  trimStart(scope, verdicts);
  dropWholeTexts(blocks, verdicts);
  cutAtEnding(scope, verdicts);
  trimForeignTail(scope, verdicts);
  trimNotes(scope, verdicts);
  trimLinkedItems(scope, verdicts);
  trimTail(scope, verdicts);
  dropOrphanHeadings(blocks, verdicts);
  dropTrailingCaptions(verdicts);
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
  return block.words >= 10 && block.sentenceEnds > 0 && !isDateLine(block) && !isPrompt(block);
}

type JudgedScope = BodyScope & {
  readonly captions: ReadonlySet<number>;
  readonly seen: RepeatedTexts;
};

function judge(block: TextBlock, at: number, scope: JudgedScope): Verdict {
  if (!HAS_LETTERS.test(block.text)) return 'fragment';
  if (at !== scope.titleAt && isTitle(block, scope.titleKey)) return 'title';
  if (at === scope.titleAt) return 'title';
  if (scope.dropped.has(at)) return 'publisher';
  if (scope.summaries.has(at)) return 'summary';
  if (scope.claimed.has(at)) return scope.seen.isSecond(block) ? 'duplicate' : 'kept';
  if (scope.captions.has(at)) return captionOr(block);
  if (!scope.lenient && hasDroppedRole(block)) return 'role';
  if (isLinks(block)) return 'links';
  if (scope.teasers.has(at)) return 'teaser';
  if (isPrompt(block) || isDateLine(block) || isDateAlone(block)) return 'phrase';
  return scope.seen.isSecond(block) ? 'duplicate' : 'kept';
}

/** A key is never longer than its text. */
const isTitle = (block: TextBlock, titleKey: string): boolean =>
  block.words < 60 && block.text.length >= titleKey.length && keyOf(block) === titleKey;

const HAS_LETTERS = /[\p{L}\p{N}]/u;

function hasDroppedRole(block: TextBlock): boolean {
  for (const role of block.roles) if (DROPPED.has(role)) return true;
  return false;
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
    if (isSubtitle(block) && !claimed.has(at)) {
      verdicts[at] = 'title';
      continue;
    }
    if (isGood(block) || claimed.has(at) || block.cell !== undefined) return;
    if (block.words < 8 && block.sentenceEnds === 0) verdicts[at] = 'fragment';
    else if (isPrintedDate(block)) verdicts[at] = 'phrase';
    if (block.heading === 1 || (block.heading > 0 && likeTitle(block, titleKey)))
      verdicts[at] = 'title';
  }
}

const LEAD_NAMES = /lead|intro|ingress|zajawka|vorspann|sapo|chapo|excerpt|summary/i;

/** A heading of a whole sentence's length in front of the text belongs to the headline. */
const isSubtitle = ({ words, element, text }: TextBlock): boolean =>
  /^h[2-6]$/.test(element.name) &&
  words >= 8 &&
  // `1. …` is the first of a list.
  !/^\p{Nd}{1,3}[.):]/u.test(text) &&
  !LEAD_NAMES.test(element.attributes['class'] ?? '');

/** The headline once more with a kicker in front, or cut short. */
function likeTitle(block: TextBlock, titleKey: string): boolean {
  const key = keyOf(block);
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
    if (at >= from) after += block.words;
    else if (verdicts[at - 1] !== 'links' && !asksForConsent(block)) before += block.words;
  }
  return after > before * 4;
}

/** As long as an article in short, on many pages, and in front of it. */
const asksForConsent = (block: TextBlock): boolean =>
  block.phrases.holds('consent', foldedOf(block));

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
