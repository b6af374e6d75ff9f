import { buildOf } from './block-build.ts';
import type { TextBlock } from './blocks.ts';
import { type BodyScope, goodWords, type Verdict } from './body-scope.ts';
import type { PageElement } from './dom.ts';
import { foldPhrase } from './phrase-index.ts';

/** With less of a text above, nothing ends it. */
export const ENDING_MIN_WORDS = 30;

const MIN_REPLIES = 2;

/** The first text below the body's own paragraphs where comments, each with a link to reply, have begun. */
export function firstReply(
  { blocks, container }: BodyScope,
  verdicts: readonly Verdict[],
): number | undefined {
  const replies: number[] = [];
  for (let at = container.start; at < container.end; at++) {
    const block = blocks[at];
    if (block !== undefined && isReply(block)) replies.push(at);
  }
  const [first] = replies;
  if (first === undefined || replies.length < MIN_REPLIES) return undefined;
  let words = 0;
  let last = container.start;
  const builds = new Set<string>();
  for (let at = container.start; at < first; at++) {
    const block = blocks[at];
    if (block === undefined || goodWords(block, verdicts[at]) === 0) continue;
    if (words > ENDING_MIN_WORDS && !builds.has(buildOf(block))) break;
    builds.add(buildOf(block));
    words += block.words;
    last = at;
  }
  const thread = startOfThread({ blocks, container }, replies) ?? 0;
  const between = proseBefore(blocks, verdicts, thread) - words;
  // Much text between the two is the article's, built otherwise than its first paragraphs.
  if (between > words * 0.5) return thread;
  return words < ENDING_MIN_WORDS ? undefined : last + 1;
}

/** What each comment offers to its readers. */
function isReply({ words, text, phrases }: TextBlock): boolean {
  if (words > 2 || text.length > 20) return false;
  const folded = foldPhrase(text);
  return folded !== '' && phrases.leading('replies', folded) === folded.length;
}

/** The first text of the innermost element that holds all replies, where nothing of the text is in it. */
function startOfThread(
  { blocks, container }: Pick<BodyScope, 'blocks' | 'container'>,
  replies: readonly number[],
): number | undefined {
  const elements = replies.flatMap((at) => blocks[at]?.element ?? []);
  let thread: PageElement | undefined = elements[0];
  while (thread !== undefined && !elements.every((each) => isWithin(each, thread)))
    thread = thread.parent;
  const first = blocks.findIndex((block) => isWithin(block.element, thread));
  return first > container.start ? first : undefined;
}

function isWithin(element: PageElement, outer: PageElement | undefined): boolean {
  for (let up: PageElement | undefined = element; up !== undefined; up = up.parent)
    if (up === outer) return true;
  return false;
}

function proseBefore(
  blocks: readonly TextBlock[],
  verdicts: readonly Verdict[],
  end: number,
): number {
  let words = 0;
  for (let at = 0; at < end; at++) {
    const block = blocks[at];
    if (block !== undefined) words += goodWords(block, verdicts[at]);
  }
  return words;
}
