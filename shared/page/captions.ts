import type { TextBlock } from './blocks.ts';
import type { BodyScope, Verdict } from './body-scope.ts';
import { foldPhrase } from './phrase-index.ts';
import type { Role } from './role-names.ts';

const MAX_PICTURE_TEXT = 20;
const MAX_CREDITED = 60;
const MAX_CREDIT = 50;
const ENDS_SENTENCE = /[.!?…。！？؟۔।:：]["”»’')\]]*$/u;

/** The texts that tell what is in a picture: by name, or by their place right below one. */
export function findCaptions(blocks: readonly TextBlock[]): ReadonlySet<number> {
  const found = new Set<number>();
  const builds = new Map<string, number>();
  for (const [at, block] of blocks.entries()) {
    const isBelow = isBelowPicture(blocks, at);
    if (isNamedCaption(block) || isBelow || isCredited(block)) found.add(at);
    if (isBelow && classOf(block) !== '')
      builds.set(buildOf(block), (builds.get(buildOf(block)) ?? 0) + 1);
  }
  for (const [at, block] of blocks.entries())
    if (block.afterImage && isShortBox(block) && (builds.get(buildOf(block)) ?? 0) >= ALIKE)
      found.add(at);
  return found;
}

const isNamedCaption = (block: TextBlock): boolean =>
  block.roles.has('caption') && !block.roles.has('embed') && block.cell === undefined;

/** So many captions of one build tell that a sentence in a box of that build is one, too. */
const ALIKE = 2;

const classOf = ({ element }: TextBlock): string =>
  element.attributes['class'] ?? element.parent?.attributes['class'] ?? '';

const buildOf = (block: TextBlock): string => `${block.element.name}.${classOf(block)}`;

const isShortBox = (block: TextBlock): boolean =>
  block.words <= MAX_CREDITED && block.heading === 0 && block.element.name !== 'p';

/** Half a sentence in a box of its own right below a picture says what is in it. */
function isBelowPicture(blocks: readonly TextBlock[], at: number): boolean {
  const block = blocks[at];
  if (block === undefined || !block.afterImage || block.words > MAX_PICTURE_TEXT) return false;
  if (block.heading > 0 || block.listItem !== undefined || block.cell !== undefined) return false;
  if (block.element.name === 'p' || block.roles.has('embed')) return false;
  if (blocks[at - 1]?.element === block.element || blocks[at + 1]?.element === block.element)
    return false;
  return !ENDS_SENTENCE.test(block.text);
}

/** `第一条渡船离岸。林牧之 摄`: languages in which the verb comes last. */
const CREDIT_LAST = /[\p{L}\s/]{2}(?:[摄攝]影?|供[图圖]|撮影|提供|제공|촬영)[)）\]】]?$/u;

/** `People wait at the bridge. (Photo: Ada Lane)`, right below a picture. */
function isCredited(block: TextBlock): boolean {
  if (!block.afterImage || block.words > MAX_CREDITED || block.heading > 0) return false;
  const { text, phrases } = block;
  if (CREDIT_LAST.test(text)) return true;
  const credit = /[(（[【|/.。।۔©–—][^(（[【|/.。।۔©–—]*[)）\]】]?\.?$/u.exec(
    text.slice(-MAX_CREDIT),
  );
  if (credit === null || credit.index === 0) return false;
  return phrases.leading('credits', foldPhrase(credit[0].replace(/^[^\p{L}©]+/u, ''))) > 0;
}

/** Beside a picture between headline and text, where many pages set it apart from both. */
export function isLeadCaption(
  block: TextBlock,
  at: number,
  { container, titleAt }: BodyScope,
): boolean {
  if (titleAt === undefined || at <= titleAt || at >= container.start) return false;
  if (block.words < 4 || block.linkDensity > 0.5) return false;
  // A page builder calls all that it builds a widget.
  if (block.element.name === 'figcaption') return !LEADS_AWAY.some((role) => block.roles.has(role));
  return isNamedCaption(block) && block.roles.size === 1;
}

/** `Next`, `2 min`, a story's headline on its picture: not every text on a picture tells what is in it. */
export function captionOr(block: TextBlock): Verdict {
  if (block.words < 2 || block.linkDensity > 0.9) return 'fragment';
  // `Caption, `: a label for those who listen.
  if (block.words < 4 && /[,،:：]$/.test(block.text)) return 'fragment';
  const folded = foldPhrase(block.text);
  if (block.phrases.leading('prompts', folded) > folded.length * 0.7) return 'phrase';
  return LEADS_AWAY.some((role) => block.roles.has(role)) ? 'role' : 'caption';
}

const LEADS_AWAY: readonly Role[] = [
  ...(['comments', 'related', 'share', 'newsletter', 'navigation', 'advert', 'consent'] as const),
];

/** Captions right below the last paragraph are the article's; further down they are another's. */
export function dropTrailingCaptions(verdicts: Verdict[]): void {
  let isBehind = false;
  for (let at = verdicts.lastIndexOf('kept') + 1; at < verdicts.length; at++) {
    if (verdicts[at] !== 'caption') isBehind = true;
    else if (isBehind) verdicts[at] = 'tail';
  }
}
