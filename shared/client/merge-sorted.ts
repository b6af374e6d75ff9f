/**
 * Merges streams that are each in order into one that is, holding one value of each stream.
 *
 * @example
 * mergeSorted([odd(), even()], (a, b) => a - b) // 1, 2, 3, 4, …
 */
export async function* mergeSorted<T>(
  streams: readonly AsyncIterable<T>[],
  compare: (a: T, b: T) => number,
): AsyncGenerator<T> {
  const iterators = streams.map((stream) => stream[Symbol.asyncIterator]());
  try {
    // All at once: each first value costs a request.
    const heads = await Promise.all(iterators.map((iterator) => iterator.next()));
    for (;;) {
      const first = firstOf(heads, compare);
      if (first === undefined) return;
      yield first.value;
      heads[first.at] = await (iterators[first.at]?.next() ?? ended);
    }
  } finally {
    await Promise.all(iterators.map((iterator) => iterator.return?.()));
  }
}

const ended = Promise.resolve({ done: true as const, value: undefined });

function firstOf<T>(
  heads: readonly IteratorResult<T>[],
  compare: (a: T, b: T) => number,
): { readonly at: number; readonly value: T } | undefined {
  let first: { readonly at: number; readonly value: T } | undefined;
  for (const [at, head] of heads.entries()) {
    if (head.done) continue;
    if (first === undefined || compare(head.value, first.value) < 0)
      first = { at, value: head.value };
  }
  return first;
}
