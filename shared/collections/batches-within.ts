/** What one batch may hold. */
export type BatchLimits<Item> = {
  readonly items: number;
  readonly bytes: number;
  readonly sizeOf: (item: Item) => number;
};

/**
 * Cuts a list into batches that keep both limits, in order. An item that is larger than a whole batch
 * may be stands alone, for the receiver to refuse.
 *
 * @example
 * batchesWithin(['aaa', 'b', 'c'], { items: 10, bytes: 4, sizeOf: (s) => s.length }) // [['aaa', 'b'], ['c']]
 */
export function batchesWithin<Item>(items: readonly Item[], limits: BatchLimits<Item>): Item[][] {
  const batches: Item[][] = [];
  let batch: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const size = limits.sizeOf(item);
    if (batch.length === limits.items || (batch.length > 0 && bytes + size > limits.bytes)) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += size;
  }
  return batch.length > 0 ? [...batches, batch] : batches;
}
