export const numbersOf = (): string[] => [];
