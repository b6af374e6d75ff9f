import { batchesOf } from '../../collections/batches-of.ts';
import { CorruptItemError } from '../../errors.ts';
import type { Finding } from '../../invariants/finding.ts';

/** Lookups at the same time. */
const atOnce = 20;

/** Judges so many things of a store at the same time, and tells what is found in their order. */
export async function* judgeEach<Item>(
  items: readonly Item[],
  judge: (item: Item) => Promise<readonly Finding[]>,
): AsyncGenerator<Finding> {
  const judged = (item: Item) =>
    judge(item).catch((error: unknown) => {
      if (error instanceof CorruptItemError)
        return [unreadable(error, 'what needs it was not judged')];
      throw error;
    });
  for (const batch of batchesOf(items, atOnce))
    yield* (await Promise.all(batch.map(judged))).flat();
}

/**
 * Judges a store page by page. Where something that belongs to a page cannot be read, that is what is found,
 * and what is left of the page is not judged.
 */
export async function* judgePages<Item>(
  pages: AsyncIterable<readonly Item[]>,
  judge: (page: readonly Item[]) => AsyncGenerator<Finding>,
): AsyncGenerator<Finding> {
  for await (const page of pages)
    try {
      yield* judge(page);
    } catch (error) {
      if (!(error instanceof CorruptItemError)) throw error;
      yield unreadable(error, `up to ${page.length} items beside it were not judged`);
    }
}

/** @param left what may not have been judged because of it */
export function unreadable({ key: about, message }: CorruptItemError, left?: string): Finding {
  return {
    rule: 'item-readable',
    about,
    found: left === undefined ? message : `${message}; ${left}`,
  };
}
