import type { Token } from '../../shared/text/tokens.ts';

export const citiesIn = (): Map<Token, string> => new Map();
