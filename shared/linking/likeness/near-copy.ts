import { hashMask } from '../../text/term-hash.ts';
import { type Word, wordsIn } from '../../text/tokens.ts';
import { weightOfWord } from '../../text/word-weights.ts';
import { ShingleSet } from './shingle-set.ts';

/** Words of a shingle: where one word in ten is another, 73 of 100 stay whole, of four words 66. */
const shingleSize = 3;
/** The smallest hashes of a whole text that its sketch keeps. */
const wholeHashes = 8;
/** The smallest hashes of its beginning, which is what is left when a text is cut short. */
const openingHashes = 4;
const openingTokens = 64;
/** A text shorter than this is in many others by chance. */
const fewestShingles = 25;
/** Longer texts are compared by their beginning. */
const mostTokens = 3000;

/** The hash of the three words that begin at each place of a text. */
function shinglesOf(words: readonly Word[]): Uint32Array {
  const hashes = new Uint32Array(words.length);
  for (let at = 0; at < hashes.length; at++) hashes[at] = words[at]?.hash ?? 0;
  const shingles = new Uint32Array(Math.max(0, hashes.length - shingleSize + 1));
  for (let at = 0; at < shingles.length; at++) {
    let hash = 17;
    for (let word = at; word < at + shingleSize; word++)
      hash = Math.imul(hash ^ (hashes[word] ?? 0), 0x9e3779b1) ^ (hash >>> 15);
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    shingles[at] = (hash ^ (hash >>> 13)) >>> 0;
  }
  return shingles;
}

/**
 * Twelve hashes at most of a text's three-word shingles, the smallest of its beginning and of the
 * whole: texts of which one holds most of the other nearly always share one.
 *
 * @example
 * sketchOf(wordsIn(text, 'en')).length // 12 at most
 */
export function sketchOf(words: readonly Word[]): number[] {
  const shingles = shinglesOf(words);
  const opening = smallest(shingles.subarray(0, openingTokens), openingHashes);
  const kept = [...opening, ...smallest(shingles, wholeHashes)].map((hash) => hash & hashMask);
  return [...new Set(kept)].sort((a, b) => a - b);
}

function smallest(hashes: Uint32Array, limit: number): number[] {
  const kept: number[] = [];
  let last = Number.POSITIVE_INFINITY;
  for (let from = 0; from < hashes.length; from++) {
    const hash = hashes[from] ?? 0;
    // Nearly all end here.
    if (hash >= last || kept.includes(hash)) continue;
    let at = Math.min(kept.length, limit - 1);
    for (let before = kept[at - 1]; before !== undefined && before > hash; before = kept[at - 1])
      kept[at--] = before;
    kept[at] = hash;
    if (kept.length === limit) last = kept[limit - 1] ?? last;
  }
  return kept;
}

type Text = { readonly text: string; readonly language: string };

type Shingled = {
  readonly words: readonly Word[];
  readonly shingles: Int32Array;
  /** Its shingles, each once. */
  readonly held: ShingleSet;
};

/** A text, and which of its words stand in a shingle that the other text holds too. */
type Compared = Shingled & {
  readonly shared: Uint8Array;
};

/**
 * The share of the smaller text's three-word shingles that the larger one holds, counted where
 * the two could differ: reports that have a beginning or an end in common, such as an outlet's
 * footer, are judged by what lies between, and a frame that holds other numbers and names,
 * such as a daily market report, counts for less.
 *
 * @returns `undefined` when the smaller text is too short to tell; of texts that are no copies, which is told
 *   before all is counted, no less than the share is, and less than `copyContainment`
 */
export function containment(a: Text, b: Text): number | undefined {
  const [first, second] = [shingled(a), shingled(b)];
  const [small, large] =
    first.shingles.length <= second.shingles.length ? [first, second] : [second, first];
  if (small.held.size < fewestShingles) return undefined;

  const whole = small.held.sharedWith(large.held) / small.held.size;
  if (Math.sqrt(whole) < copyContainment) return whole;
  const compared = withShared(small, large);
  const other = withShared(large, small);
  const held = heldOutsideFrames(compared, other, whole);
  if (held < copyContainment) return held;
  const language = small === first ? a.language : b.language;
  const details = Math.max(
    detailsKept(compared, { large: other, language }),
    detailsKept(other, { large: compared, language }),
  );
  return held * details;
}

function shingled({ text, language }: Text): Shingled {
  const words = wordsIn(text, language, mostTokens);
  // The same bits with a sign: V8 needs no box for such a number.
  const shingles = new Int32Array(shinglesOf(words).buffer);
  return { words, shingles, held: new ShingleSet(shingles) };
}

/**
 * What lies between frames is of two events as a rule, and nothing of it is held. In a copy, what
 * looks like frames are its own first and last sentences, and much of the rest is held, too:
 * hence the mean of both shares, the geometric one.
 */
function heldOutsideFrames(small: Compared, large: Compared, whole: number): number {
  const [from, to] = ownPart(small, large);
  const between = small.shingles.subarray(from, Math.max(from, to - shingleSize + 1));
  if (between.length === small.shingles.length) return whole;
  const own = new ShingleSet(between);
  return own.size === 0 ? 0 : Math.sqrt((own.sharedWith(large.held) / own.size) * whole);
}

/** From this containment on, one text was made from the other. */
export const copyContainment = 0.48;

function withShared({ words, shingles, held }: Shingled, other: Shingled): Compared {
  const shared = new Uint8Array(shingles.length + shingleSize - 1);
  for (let at = 0; at < shingles.length; at++)
    if (other.held.has(shingles[at] ?? 0)) shared.fill(1, at, at + shingleSize);
  return { words, shingles, held, shared };
}

/** A run of shared words at an end of both texts, from this length on, is looked at as a frame. */
const frameWords = 8;
/** Words within such a run that may differ, in one place, as a date does. */
const frameGap = 2;
/** No outlet's frame is longer: where two texts run alike for more, one was made from the other. */
const longestFrame = 120;
/** What lies between the frames decides when it is this part of the smaller text. */
const ownShare = 0.15;

/** The words between what both texts begin with and what both end with; all when little is between. */
function ownPart(small: Compared, large: Compared): [from: number, to: number] {
  const length = small.words.length;
  const opening = [runLength(small.shared), runLength(large.shared)];
  const closing = [small, large].map(({ shared }) => runLength(shared.slice().reverse()));
  const from = isFrame(opening) ? (opening[0] ?? 0) : 0;
  const to = length - (isFrame(closing) ? (closing[0] ?? 0) : 0);
  const own = to - from;
  return own >= length * ownShare && own >= fewestShingles / 2 ? [from, to] : [0, length];
}

const isFrame = (lengths: readonly number[]): boolean =>
  Math.min(...lengths) >= frameWords && Math.max(...lengths) <= longestFrame;

function runLength(shared: Uint8Array): number {
  let end = 0;
  let others = 0;
  for (let at = 0; at < shared.length && others <= frameGap; at++) {
    if (shared[at] === 1) end = at + 1;
    else if (others > 0 && shared[at - 1] === 1) break;
    else others++;
  }
  return end;
}

/** In Arabic an «and» or «in» stands before it without a space. */
const joinedNumber = /^\p{Script=Arabic}\d/u;

/** Whether a term is a number; most are told by two letters, without a pattern. */
const isNumber = (term: string): boolean =>
  isDigit(term.charCodeAt(0)) || (isDigit(term.charCodeAt(1)) && joinedNumber.test(term));

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39;

/** A word as rare as this is a detail of the report. */
const detailWeight = 5;
const fewestDetails = 4;
const fewestNumbers = 4;
/** A copy that was edited keeps this part of its details at least, and this part of its numbers. */
const keptByCopies = 0.83;
const numbersKeptByCopies = 0.7;
/** Where less than this part of the details are numbers, it is no form that was filled in. */
const formNumbers = 0.12;

/** How many of the details that stand among shared words are in the other text too, 0 to 1. */
function detailsKept(
  { words, shared }: Compared,
  { large, language }: { readonly large: Compared; readonly language: string },
): number {
  const theirs = detailsOf(large.words);
  const details = { all: 0, kept: 0 };
  const numbers = { all: 0, kept: 0 };
  const among = amongShared(shared);
  for (let at = 0; at < among.length; at++) {
    const word = words[at];
    if (word === undefined || among[at] === 0) continue;
    if (isNumber(word.term)) {
      const kept = inPlace(words, at).some((one) => theirs.numbers.has(one)) ? 1 : 0;
      numbers.all++;
      numbers.kept += kept;
      details.all++;
      details.kept += kept;
    } else if (weightOfWord(word, language) >= detailWeight) {
      details.all++;
      if (theirs.terms.has(word.hash)) details.kept++;
    }
  }
  const part = ({ all, kept }: typeof details, fewest: number, wanted: number) =>
    all < fewest ? 1 : Math.min(1, (kept + 1) / (all + 1) / wanted) ** 2;
  const kept = part(details, fewestDetails, keptByCopies);
  return numbers.all < formNumbers * details.all
    ? kept
    : kept * part(numbers, fewestNumbers, numbersKeptByCopies);
}

/** The terms of a text, by their hashes, and its numbers where they stand. */
function detailsOf(words: readonly Word[]) {
  const hashes = new Int32Array(words.length);
  const numbers = new Set<string>();
  for (let at = 0; at < hashes.length; at++) {
    const word = words[at];
    if (word === undefined) continue;
    hashes[at] = word.hash;
    if (isNumber(word.term)) for (const one of inPlace(words, at)) numbers.add(one);
  }
  return { terms: new ShingleSet(hashes), numbers };
}

/**
 * A number with the two words before it, and with the two after: a form that is filled in anew has
 * most of its numbers in some other place, too, by chance.
 */
const inPlace = (words: readonly Word[], at: number): string[] =>
  [at - 2, at].map((from) =>
    [from, from + 1, from + 2].map((one) => words[one]?.term ?? '').join(' '),
  );

/** Longest run of other words between shared ones that still looks like a slot of a frame. */
const slotWords = 4;

/** Marks shared words and the slots between them. */
function amongShared(shared: Uint8Array): Uint8Array {
  const among = shared.slice();
  let slot = 0;
  for (let at = 0; at < shared.length; at++) {
    if (shared[at] === 0) continue;
    if (at - slot <= slotWords) among.fill(1, slot, at);
    slot = at + 1;
  }
  return among;
}
