/**
 * Gathers what is read one by one into batches of so many, in order; the last one may be smaller.
 *
 * @example
 * for await (const batch of batchesFrom(articles, 100)) await store.findMany(batch.map(idOf));
 */
export async function* batchesFrom<Item>(
  items: AsyncIterable<Item>,
  size: number,
): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
