import { wordsIn } from '../../text/tokens.ts';
import { weightOf } from '../likeness/signature.ts';

type Text = { readonly language: string; readonly title: string; readonly text: string };

/** Of what a headline says, so much must be new. */
const leastNew = 0.25;
const titleWords = 60;
/** Words of the earlier report that are looked at. */
const toldWords = 800;

/**
 * Whether a later report tells something that an earlier one does not. Its headline says what is new in it; where
 * the earlier report has nearly all the words of that, the same news is told once more, however late.
 *
 * @returns true for a report without a title, of which nothing can be said
 *
 * @example
 * tellsNewDevelopment(
 *   { language: 'en', title: 'Bridge reopens', text: '' },
 *   { language: 'en', title: 'Bridge closed after collision', text: '' },
 * ) // true
 */
export function tellsNewDevelopment(later: Text, earlier: Text): boolean {
  const told = new Set<string>();
  for (const text of [earlier.title, earlier.text])
    for (const { term } of wordsIn(text, earlier.language, toldWords)) told.add(term);
  let said = 0;
  let isNew = 0;
  for (const { term } of wordsIn(later.title, later.language, titleWords)) {
    const weight = weightOf(term, later.language);
    said += weight;
    if (!told.has(term)) isNew += weight;
  }
  return isNew >= said * leastNew;
}
