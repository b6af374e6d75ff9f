import { tokensOf } from '../text/tokens.ts';
import { vectorOf } from './signature.ts';
import { cosine, type Vector } from './vector.ts';

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
