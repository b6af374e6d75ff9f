import type { Token } from '../../shared/text/tokens.ts';

export * from '../../shared/text/cities.ts';

export const citiesIn = (): Map<Token, string> => new Map();
