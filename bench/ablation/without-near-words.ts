export * from '../../shared/text/word-likeness.ts';

/** A word is the same or another one. */
export const wordLikeness = (): number => 0;
export const letterLikeness = (): number => 0;
