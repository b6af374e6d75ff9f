/** Steps of a factor: values are told to within 2.5 %. */
const factor = 1.05;
/** What is shorter counts as this long, in milliseconds. */
const shortest = 0.001;

/** How long things took, in bounded memory however many they are. */
export type Latencies = {
  add(milliseconds: number): void;
  /** The time within which this share was done; 0 where nothing was. */
  within(share: number): number;
  readonly count: number;
  /** Milliseconds, of all together. */
  readonly sum: number;
};

/**
 * Counts times by their order of magnitude.
 *
 * @example
 * const times = newLatencies();
 * times.add(10);
 * Math.round(times.within(0.5)) // 10
 */
export function newLatencies(): Latencies {
  const counts: number[] = [];
  let [count, sum] = [0, 0];
  return {
    add(milliseconds) {
      const at = Math.round(
        Math.log(Math.max(shortest, milliseconds) / shortest) / Math.log(factor),
      );
      counts[at] = (counts[at] ?? 0) + 1;
      count++;
      sum += milliseconds;
    },
    within(share) {
      let left = share * count;
      for (const [at, times = 0] of counts.entries()) {
        left -= times;
        if (left <= 0 && count > 0) return shortest * factor ** at;
      }
      return 0;
    },
    get count() {
      return count;
    },
    get sum() {
      return sum;
    },
  };
}
