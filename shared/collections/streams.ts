/**
 * Each item of a stream as it is read.
 *
 * @example
 * mapped(items, ({ title }) => title)
 */
export async function* mapped<T, U>(
  items: AsyncIterable<T>,
  read: (item: T) => U,
): AsyncGenerator<U> {
  for await (const item of items) yield read(item);
}

/**
 * The items of a stream that are wanted.
 *
 * @example
 * wantedOf(articles, ({ language }) => language === 'ar')
 */
export async function* wantedOf<T>(
  items: AsyncIterable<T>,
  isWanted: (item: T) => boolean,
): AsyncGenerator<T> {
  for await (const item of items) if (isWanted(item)) yield item;
}

/**
 * The first items of a stream; no more than those are read.
 *
 * @example
 * atMost(articles, 20)
 */
export async function* atMost<T>(
  items: AsyncIterable<T>,
  limit = Number.POSITIVE_INFINITY,
): AsyncGenerator<T> {
  let left = limit;
  if (left <= 0) return;
  for await (const item of items) {
    yield item;
    if (--left <= 0) return;
  }
}

/**
 * All items of a stream that somebody has bounded.
 *
 * @example
 * await allOf(atMost(links, 100))
 */
export async function allOf<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
