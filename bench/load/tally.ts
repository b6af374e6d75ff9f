/** How often each key came. */
export type Tally = Map<string, number>;

/**
 * The key that came most often, and its share of all.
 *
 * @example
 * topOf(new Map([['a', 3], ['b', 1]]), 4) // { key: 'a', share: 0.75 }
 */
export function topOf(
  tally: ReadonlyMap<string, number>,
  all: number,
): { readonly key: string; readonly share: number } {
  let [key, most] = ['', 0];
  for (const [one, times] of tally) if (times > most) [key, most] = [one, times];
  return { key, share: all === 0 ? 0 : most / all };
}
