/** Precision and recall by runs of four words, as the article-extraction-benchmark counts them. */
export function scoreOf(truth: string, got: string): { precision: number; recall: number } {
  const [wanted, found] = [shingles(truth), shingles(got)];
  let shared = 0;
  for (const [shingle, count] of wanted) shared += Math.min(count, found.get(shingle) ?? 0);
  const total = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + count, 0);
  return {
    precision: found.size === 0 ? Number.NaN : shared / total(found),
    recall: wanted.size === 0 ? Number.NaN : shared / total(wanted),
  };
}

function shingles(text: string): Map<string, number> {
  const words = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  if (words.length === 0) return counts;
  for (let at = 0; at < Math.max(1, words.length - 3); at++) {
    const shingle = words.slice(at, at + 4).join(' ');
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

/** The harmonic mean of mean precision and mean recall; precision counts where there is text at all. */
export function f1Of(scores: readonly { precision: number; recall: number }[]): number {
  const mean = (values: readonly number[]): number => {
    const known = values.filter((value) => !Number.isNaN(value));
    return known.reduce((sum, value) => sum + value, 0) / known.length;
  };
  const precision = mean(scores.map((score) => score.precision));
  const recall = mean(scores.map((score) => score.recall));
  return (2 * precision * recall) / (precision + recall);
}
