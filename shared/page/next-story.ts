import { buildOf } from './block-build.ts';
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
  const around = ancestorsOf(title.element);
  const next = blocks.findIndex(
    (block, at) =>
      at > titleAt &&
      at < container.end &&
      block.heading === title.heading &&
      buildOf(block) === buildOf(title) &&
      isInTwin(block.element, around),
  );
  if (next < 0 || isClaimedFrom(claimed, next)) return undefined;
  let words = 0;
  for (let at = titleAt; at < next; at++) {
    const block = blocks[at];
    if (block !== undefined) words += goodWords(block, verdicts[at]);
  }
  return words < ENDING_MIN_WORDS ? undefined : next;
}

/** Whether an element is in a box beside one of another's, of the same name and class, and not that box itself. */
function isInTwin(element: PageElement, around: readonly PageElement[]): boolean {
  let box = element;
  while (box.parent !== undefined && !around.includes(box.parent)) box = box.parent;
  const own = around.find(({ parent }) => parent === box.parent);
  return own !== undefined && box !== element && own !== box && kindOf(box) === kindOf(own);
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
