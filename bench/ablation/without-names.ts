export * from '../../shared/text/name-skeleton.ts';

/** Nothing is heard. */
export const skeletonOf = (): string => '';
