import * as real from '../../shared/text/arabic.ts';

export const { oneArabicForm, stemArabic } = real;

/** Arabic as it is spelt: marks, seats of hamza, alef and yaa stay. */
export const foldArabic = (word: string): string => word;
