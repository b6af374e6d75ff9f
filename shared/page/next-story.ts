import { buildOf } from './block-build.ts';
import type { TextBlock } from './blocks.ts';
import { type BodyScope, goodWords, type Verdict } from './body-scope.ts';
import { ENDING_MIN_WORDS } from './comment-thread.ts';
import type { PageElement } from './dom.ts';

/**
 * The headline of the story behind the page's own, on pages that go on with one story after another:
 * it stands in a box of its own, built as the box of the first headline and its text.
 */
export function nextStoryAt(
  { blocks, titleAt, claimed, container }: BodyScope,
  verdicts: readonly Verdict[],
): number | undefined {
  const title = titleAt === undefined ? undefined : blocks[titleAt];
  if (titleAt === undefined || title === undefined || title.heading === 0) return undefined;
  let words = 0;
  for (let at = titleAt + 1; at < container.end; at++) {
    const block = blocks[at];
    if (block === undefined) continue;
    const isNext = words >= ENDING_MIN_WORDS && block.heading === title.heading;
    if (isNext && isBuiltAlike(title, block)) return isClaimedFrom(claimed, at) ? undefined : at;
    words += goodWords(block, verdicts[at]);
  }
  return undefined;
}

/** Two headlines in two boxes beside each other, of one name and class, each with more in it. */
function isBuiltAlike(title: TextBlock, other: TextBlock): boolean {
  if (buildOf(title) !== buildOf(other)) return false;
  const outer = new Set(ancestorsOf(title.element));
  const box = ancestorsOf(other.element).findLast((element) => !outer.has(element));
  const own = [...outer].find((element) => element.parent === box?.parent);
  if (box === undefined || own === undefined || box === other.element) return false;
  return kindOf(box) === kindOf(own);
}

/** `article.post-`: of a list's entries the first class may hold their number, and the others their topics. */
const kindOf = ({ name, attributes }: PageElement): string =>
  `${name}.${(attributes['class'] ?? '').trim().split(/\s/)[0]?.replace(/\d+/g, '')}`;

/** An element and all around it, from the inside. */
function ancestorsOf(element: PageElement): PageElement[] {
  const found: PageElement[] = [];
  for (let up: PageElement | undefined = element; up !== undefined; up = up.parent) found.push(up);
  return found;
}

function isClaimedFrom(claimed: ReadonlySet<number>, from: number): boolean {
  for (const at of claimed) if (at >= from) return true;
  return false;
}
