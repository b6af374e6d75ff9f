export * from '../../shared/text/stems.ts';

/** Every word as it is. */
export const stemOf = (word: string): string => word;
