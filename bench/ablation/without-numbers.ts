import type { NumberSpan } from '../../shared/text/numbers.ts';

export * from '../../shared/text/numbers.ts';

export const numbersOf = (): string[] => [];
export const numberSpans = (): NumberSpan[] => [];
