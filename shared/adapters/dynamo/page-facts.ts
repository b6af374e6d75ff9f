import * as z from 'zod';
import { hashDigits } from '../../article/content-hash.ts';

/** Where on a page a fact was found. */
export const factSource = z.enum([
  ...(['publisher', 'json-ld', 'meta', 'microdata', 'link', 'time-element', 'url'] as const),
  ...(['text', 'feed', 'fetched'] as const),
]);

/** Where a headline stands. */
export const titleSource = z.enum([
  ...(['publisher', 'json-ld', 'heading', 'meta', 'title-element', 'text', 'feed'] as const),
]);

/** The hash of a text; the first stores had longer ones, and would take every page for edited. */
export const hashText = z.string().max(hashDigits, {
  error: 'longer than any of today: a store of an earlier Newsloom, which has to be begun anew',
});
