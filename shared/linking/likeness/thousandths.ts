/**
 * A weight or a score as it is stored: to three decimals.
 *
 * @example
 * inThousandths(2 / 3) // 0.667
 */
export const inThousandths = (value: number): number => Math.round(value * 1000) / 1000;
