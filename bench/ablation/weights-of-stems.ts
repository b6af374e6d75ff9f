import { stemOf } from '../../shared/text/stems.ts';
import type { Word } from '../../shared/text/tokens.ts';
import * as real from '../../shared/text/word-weights.ts';

export * from '../../shared/text/word-weights.ts';

/** Tables hold stems: a word that was not stemmed weighs what its stem does. */
export const termWeight = (term: string, language: string): number =>
  real.termWeight(stemOf(term, language), language);

export const weightOfWord = ({ term }: Word, language: string): number =>
  termWeight(term, language);
