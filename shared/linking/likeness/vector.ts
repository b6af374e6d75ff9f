import { nearWords } from './near-words.ts';

/** Terms and their weights, heaviest first where the order matters. */
export type Vector = ReadonlyMap<string, number>;

/**
 * The `limit` heaviest terms, heaviest first; of equal ones the first in code-point order,
 * so that the same text always gives the same terms.
 *
 * @example
 * [...heaviest(new Map([['a', 1], ['b', 2]]), 1)] // [['b', 2]]
 */
export const heaviest = (vector: Iterable<Term>, limit: number): Map<string, number> =>
  new Map(limit <= few ? heaviestFew(vector, limit) : heaviestMany([...vector], limit));

/** A term and its weight. */
export type Term = readonly [term: string, weight: number];

const inOrder = (a: Term, b: Term): number => b[1] - a[1] || (a[0] < b[0] ? -1 : 1);

function heaviestMany(terms: readonly Term[], limit: number): Term[] {
  const least = leastOf(terms, limit);
  const sorted = terms.filter((term) => term[1] >= least).sort(inOrder);
  if (sorted.length > limit) sorted.length = limit;
  return sorted;
}

/** The weight of the last term that is kept: numbers alone are sorted several times as fast as terms. */
function leastOf(terms: readonly Term[], limit: number): number {
  if (terms.length <= limit) return Number.NEGATIVE_INFINITY;
  const weights = new Float64Array(terms.length);
  for (let at = 0; at < weights.length; at++) weights[at] = terms[at]?.[1] ?? 0;
  return weights.sort()[weights.length - limit] ?? 0;
}

/** To find so few, sorting all takes longer than putting each where it belongs. */
const few = 12;

function heaviestFew(vector: Iterable<Term>, limit: number): Term[] {
  const kept: Term[] = [];
  for (const term of vector) {
    const last = kept[limit - 1];
    if (last !== undefined && inOrder(last, term) < 0) continue;
    let at = Math.min(kept.length, limit - 1);
    for (
      let before = kept[at - 1];
      before !== undefined && inOrder(term, before) < 0;
      before = kept[at - 1]
    )
      kept[at--] = before;
    kept[at] = term;
  }
  return kept;
}

/** The Euclidean length. */
export function lengthOf(vector: Vector): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

/**
 * A vector that the caller has just made, at length 1; an empty one stays empty. Its weights are put in place of those
 * that it has: filling another map takes several times as long.
 */
export function unit(vector: Map<string, number>): Vector {
  const length = lengthOf(vector);
  if (length > 0) for (const [term, weight] of vector) vector.set(term, weight / length);
  return vector;
}

/**
 * Cosine of the angle between two vectors: 0 for nothing in common, 1 for the same direction.
 *
 * @example
 * cosine(new Map([['a', 2]]), new Map([['a', 3]])) // 1
 */
export function cosine(a: Vector, b: Vector): number {
  const lengths = lengthOf(a) * lengthOf(b);
  return lengths === 0 ? 0 : dot(a, b) / lengths;
}

/** Terms that a long text must share before its likeness is believed in full, a shorter one by the root of its size. */
const broad = 3.5;
/** How much less is believed below that. */
const breadthPower = 2.3;
/** A text of so many terms is long. */
const longText = 100;

/**
 * The cosine of two vectors whose terms tell less than they seem to: each is taken times its
 * damping. What rests on few shared terms is discounted: two texts that share a place name and
 * nothing else are of one world, not of one event. In a title, words that are nearly the same
 * count for a part, once it has equal ones: see `near-words.ts`.
 *
 * @param damping 0 to 1 by term; 1 where there is none
 *
 * @example
 * likeness(new Map([['a', 1]]), new Map([['a', 1], ['b', 1]]), new Map([['b', 0]])) // 1
 */
export function likeness(a: Vector, b: Vector, damping: Vector): number {
  let shared = 0;
  let squares = 0;
  for (const [term, weight] of a) {
    const theirs = b.get(term);
    if (theirs === undefined) continue;
    const product = weight * theirs * (damping.get(term) ?? 1) ** 2;
    shared += product;
    squares += product * product;
  }
  if (shared === 0) return 0;
  // How many terms of equal weight would spread the likeness as much.
  const breadth = (shared * shared) / squares;
  const wanted = broad * Math.sqrt(Math.min(1, a.size / longText));
  const discount = Math.min(1, breadth / wanted) ** breadthPower;
  // Nearly the same words add to equal ones; that a likeness is broad, equal ones alone can say.
  for (const { product } of nearWords(a, b, damping)) shared += product;
  return (discount * shared) / (dampedLength(a, damping) * dampedLength(b, damping));
}

/** Few terms are damped: what they lose is taken from the length of all. */
function dampedLength(vector: Vector, damping: Vector): number {
  let squares = 0;
  for (const weight of vector.values()) squares += weight * weight;
  for (const [term, part] of damping) {
    const weight = vector.get(term);
    if (weight !== undefined) squares -= weight * weight * (1 - part * part);
  }
  return Math.sqrt(Math.max(0, squares));
}

/** Sum of the products of the weights of shared terms. */
export function dot(a: Vector, b: Vector): number {
  if (a.size > b.size) return dot(b, a);
  let sum = 0;
  for (const [term, weight] of a) {
    const other = b.get(term);
    if (other !== undefined) sum += weight * other;
  }
  return sum;
}
