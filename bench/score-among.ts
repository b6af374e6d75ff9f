/** What is judged of a document: the event that it is of, and the story that it was put into. */
export type Judged = { readonly gold: string; readonly story: string };

export type Score = { readonly precision: number; readonly recall: number; readonly f1: number };

const counts = (keys: Iterable<string>) => {
  const found = new Map<string, number>();
  for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
  return (key: string) => found.get(key) ?? 0;
};

/**
 * B-cubed of some documents of a stream, in points of 100: their stories and events are taken whole, with
 * whatever others of the stream are in them.
 *
 * @example
 * scoreAmong([{ gold: 'a', story: 's' }, { gold: 'b', story: 's' }])([{ gold: 'a', story: 's' }]).precision // 50
 */
export function scoreAmong(all: readonly Judged[]): (some: readonly Judged[]) => Score {
  const bothOf = ({ gold, story }: Judged) => `${gold}\u0001${story}`;
  const goldSize = counts(all.map(({ gold }) => gold));
  const storySize = counts(all.map(({ story }) => story));
  const together = counts(all.map(bothOf));
  return (some) => {
    const mean = (of: (one: Judged) => number) =>
      some.reduce((sum, one) => sum + of(one), 0) / Math.max(1, some.length);
    const precision = 100 * mean((one) => together(bothOf(one)) / storySize(one.story));
    const recall = 100 * mean((one) => together(bothOf(one)) / goldSize(one.gold));
    return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
  };
}
