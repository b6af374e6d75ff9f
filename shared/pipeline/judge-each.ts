import { batchesOf } from '../collections/batches-of.ts';
import type { Finding } from '../invariants/finding.ts';

/** Lookups at the same time. */
const atOnce = 20;

/** Judges so many things of a store at the same time, and tells what is found in their order. */
export async function* judgeEach<Item>(
  items: readonly Item[],
  judge: (item: Item) => Promise<readonly Finding[]>,
): AsyncGenerator<Finding> {
  for (const batch of batchesOf(items, atOnce)) yield* (await Promise.all(batch.map(judge))).flat();
}
