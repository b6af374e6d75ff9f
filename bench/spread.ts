/** Mean of some numbers, and its standard error: how far the mean of as many others may lie off it. */
export type Spread = { readonly mean: number; readonly error: number };

/**
 * @example
 * spreadOf([1, 3]) // { mean: 2, error: 1 }
 */
export function spreadOf(numbers: readonly number[]): Spread {
  const mean = numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  const squares = numbers.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const error = numbers.length < 2 ? 0 : Math.sqrt(squares / (numbers.length - 1) / numbers.length);
  return { mean, error };
}

/**
 * As a table shows it.
 *
 * @example
 * shown({ mean: 2, error: 1 }) // '2.00 ± 1.00'
 */
export const shown = ({ mean, error }: Spread, digits = 2): string =>
  `${mean.toFixed(digits)} ± ${error.toFixed(digits)}`;
