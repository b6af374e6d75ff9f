export * from '../../shared/text/arabic.ts';

/** Arabic as it is spelt: marks, seats of hamza, alef and yaa stay. */
export const foldArabic = (word: string): string => word;
