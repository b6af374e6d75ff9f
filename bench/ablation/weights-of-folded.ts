import { foldArabic } from '../../shared/text/arabic.ts';
import * as real from '../../shared/text/word-weights.ts';

export const { hasWordWeights, isFunctionTerm } = real;

/** Tables hold folded words: one that was not folded weighs what its folded form does. */
export const termWeight = (term: string, language: string): number =>
  real.termWeight(foldArabic(term), language);
