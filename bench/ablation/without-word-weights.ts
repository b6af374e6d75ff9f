import * as real from '../../shared/text/word-weights.ts';

export const { hasWordWeights } = real;

/** All words tell alike. */
export const termWeight = (): number => 4;
export const isFunctionTerm = (): boolean => false;
