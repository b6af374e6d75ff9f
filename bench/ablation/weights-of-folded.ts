import { foldArabic } from '../../shared/text/arabic.ts';
import type { Word } from '../../shared/text/tokens.ts';
import * as real from '../../shared/text/word-weights.ts';

export * from '../../shared/text/word-weights.ts';

/** Tables hold folded words: one that was not folded weighs what its folded form does. */
export const termWeight = (term: string, language: string): number =>
  real.termWeight(foldArabic(term), language);

export const weightOfWord = ({ term }: Word, language: string): number =>
  termWeight(term, language);
