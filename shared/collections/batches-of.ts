/**
 * Cuts a list into batches of so many, in order; the last one may be smaller.
 *
 * @example
 * batchesOf([1, 2, 3], 2) // [[1, 2], [3]]
 */
export const batchesOf = <Item>(items: readonly Item[], size: number): Item[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) =>
    items.slice(at * size, (at + 1) * size),
  );
