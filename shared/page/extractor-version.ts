/** Raised whenever the same bytes may extract differently; stored with every revision. */
export const extractorVersion = 7;
