import type { Token } from '../../shared/text/tokens.ts';

export * from '../../shared/text/places.ts';

export const placesOf = (): string[] => [];
export const placesIn = (): Map<Token, string> => new Map();
export const namedPlacesIn = (): Map<Token, string> => new Map();
