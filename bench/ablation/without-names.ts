import * as real from '../../shared/text/name-skeleton.ts';

export const { areHeard, scriptOf } = real;

/** Nothing is heard. */
export const skeletonOf = (): string => '';
