export * from '../../shared/text/word-weights.ts';

/** All words tell alike. */
export const termWeight = (): number => 4;
export const weightOfWord = (): number => 4;
export const isFunctionTerm = (): boolean => false;
