import { tokensOf } from '../../text/tokens.ts';
import { vectorOf } from '../likeness/signature.ts';
import { cosine, type Vector } from '../likeness/vector.ts';
import type { StoryState, Telling } from './story-state.ts';

/** A new title must be so much better before the headline changes: readers know it by now. */
const change = 1.15;
/** A title of fewer words says too little, however well its words fit. */
const fullTitle = 5;

type Titles = {
  readonly current: string;
  readonly offered: string;
  readonly language: string;
  /** What the story is about. */
  readonly sum: Vector;
};

/**
 * The title that says best what a story is about, with a preference for the one it has.
 *
 * @example
 * chooseHeadline({ current: '', offered: 'Bridge reopens', language: 'en', sum }) // 'Bridge reopens'
 */
export function chooseHeadline({ current, offered, language, sum }: Titles): string {
  if (offered.trim() === '') return current;
  if (offered === current) return current;
  const worth = (title: string) => worthOf(title, language, sum);
  return worth(offered) > worth(current) * change ? offered : current;
}

/**
 * The best of several titles for a story; of two that are about as good the first.
 *
 * @returns an empty text where there is none
 *
 * @example
 * bestHeadline(['Bridge reopens', ''], profile) // 'Bridge reopens'
 */
export const bestHeadline = (
  titles: readonly string[],
  { language, sum }: Telling & { readonly language: string },
): string =>
  titles.reduce((current, offered) => chooseHeadline({ current, offered, language, sum }), '');

/**
 * A story whose headline follows the title that it was taken from: what a publisher has put right
 * must not stand wrong in the story.
 *
 * @returns the same story where its headline is another's
 *
 * @example
 * retitled(state, { from: 'Brigde reopens', to: 'Bridge reopens' }).story.headline // 'Bridge reopens'
 */
export function retitled(
  state: StoryState,
  { from, to }: { readonly from: string | undefined; readonly to: string },
): StoryState {
  const { story, profile } = state;
  if (story.headline !== from || to === from || to.trim() === '') return state;
  return { story: { ...story, headline: to, version: story.version + 1 }, profile };
}

function worthOf(title: string, language: string, sum: Vector): number {
  const words = tokensOf(title, language, 60).length;
  if (words === 0) return 0;
  const about = cosine(vectorOf({ language, title, text: '' }), sum);
  const short = Math.min(1, words / fullTitle) ** 1.5;
  const long = Math.min(1, 18 / words);
  const cutOff = /(?:\.{3}|…)\s*$/u.test(title) ? 0.6 : 1;
  const asks = /[?؟？]\s*$/u.test(title) ? 0.8 : 1;
  const shouts =
    title.length > 12 && title === title.toUpperCase() && title !== title.toLowerCase();
  return (0.05 + about) * short * long * cutOff * asks * (shouts ? 0.8 : 1);
}
