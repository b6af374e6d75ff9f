import { type Token, tokensOf } from '../text/tokens.ts';

/** Words of a shingle by which a copy is found. */
const findSize = 5;
/** Words of a shingle by which a copy is proved: rewording breaks fewer of them. */
const proveSize = 3;
/** The smallest hashes of a text that its sketch keeps. */
const sketchSize = 8;
/** A text shorter than this is in many others by chance. */
const fewestShingles = 25;
/** Longer texts are compared by their beginning. */
const mostTokens = 3000;

/** FNV-1a with a finaliser: 32 bits, the same on every machine. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function shinglesOf(tokens: readonly Token[], size: number): Set<number> {
  const shingles = new Set<number>();
  const hashes = tokens.map(({ term }) => hash32(term));
  for (let at = 0; at + size <= hashes.length; at++) {
    let hash = 17;
    for (let word = at; word < at + size; word++)
      hash = Math.imul(hash ^ (hashes[word] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    shingles.add((hash ^ (hash >>> 13)) >>> 0);
  }
  return shingles;
}

/**
 * The eight smallest hashes of a text's five-word shingles: texts of which one holds
 * most of the other nearly always share one.
 *
 * @example
 * sketchOf(tokensOf(text, 'en')).length // 8 at most
 */
export const sketchOf = (tokens: readonly Token[]): number[] => [
  ...Uint32Array.from(shinglesOf(tokens, findSize)).sort().subarray(0, sketchSize),
];

type Text = { readonly text: string; readonly language: string };

/**
 * The share of the smaller text's three-word shingles that the larger one holds.
 *
 * @returns `undefined` when the smaller text is too short to tell
 */
export function containment(a: Text, b: Text): number | undefined {
  const [first, second] = [a, b].map(({ text, language }) =>
    shinglesOf(tokensOf(text, language, mostTokens), proveSize),
  );
  if (first === undefined || second === undefined) return undefined;
  const [small, large] = first.size <= second.size ? [first, second] : [second, first];
  if (small.size < fewestShingles) return undefined;
  let shared = 0;
  for (const shingle of small) if (large.has(shingle)) shared++;
  return shared / small.size;
}

/** From this containment on, one text was made from the other. */
export const copyContainment = 0.5;
