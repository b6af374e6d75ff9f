import type { Embedding } from '../../model/embedding.ts';

/** Rounding on the way makes a unit vector a little longer or shorter. */
const shortest = 1e-6;

/**
 * A vector as an encoder gave it, at length 1.
 *
 * @returns `undefined` for what is no direction in that space: another length of list, something
 *   that is no finite number, or nothing but zeros
 *
 * @example
 * unitEmbedding([3, 4], 2) // [0.6, 0.8]
 */
export function unitEmbedding(
  values: readonly unknown[],
  dimensions: number,
): Embedding | undefined {
  if (values.length !== dimensions || !values.every(isNumber)) return undefined;
  // By the largest first, so that no square runs over or under.
  const largest = values.reduce<number>((most, value) => Math.max(most, Math.abs(value)), 0);
  if (largest < shortest) return undefined;
  const scaled = values.map((value) => value / largest);
  const length = Math.sqrt(scaled.reduce((sum, value) => sum + value * value, 0));
  return scaled.map((value) => value / length);
}

const isNumber = (value: unknown): value is number => Number.isFinite(value);

/**
 * How alike two texts are to an encoder, -1 to 1.
 *
 * @returns `undefined` where the two are not directions in one space
 *
 * @example
 * embeddingCosine([1, 0], [0, 1]) // 0
 */
export function embeddingCosine(a: Embedding, b: Embedding): number | undefined {
  const [first, second] = [unitEmbedding(a, a.length), unitEmbedding(b, a.length)];
  if (first === undefined || second === undefined) return undefined;
  const dot = first.reduce((sum, value, at) => sum + value * (second[at] ?? 0), 0);
  return Math.max(-1, Math.min(1, dot));
}
