import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { narrowText, widenText } from './narrow-text.ts';
import type { ByteReader, ByteWriter } from './packed-bytes.ts';

/** Words are read back only up to this size, whatever an item claims. */
const maxUnpackedBytes = 1_000_000;
/** A small window for a few hundred letters: making a large one takes longer than filling it. */
const deflating = { level: 9, windowBits: 12, memLevel: 3, chunkSize: 1024 };

/** A name of two words, and where it and its words stand in a list. */
type Name = { readonly at: number; readonly first: number; readonly second: number };

/**
 * Ends the bytes with a list of words, compressed. Of a name whose two words are in the list as well,
 * only their places are written.
 */
export function packWords(words: readonly string[], bytes: ByteWriter): void {
  const names = namesIn(words);
  const width = widthOf(words.length);
  bytes.count(words.length);
  bytes.count(names.length);
  for (const { at, first, second } of names) {
    bytes.bits(at, width);
    bytes.bits(first, width);
    bytes.bits(second, width);
  }
  const spelt = new Set(names.map(({ at }) => at));
  const text = words.filter((_, at) => !spelt.has(at)).join('\n');
  bytes.rest(deflateRawSync(narrowText(text), deflating));
}

/** @throws RangeError when the bytes are none of {@link packWords} */
export function unpackWords(bytes: ByteReader): string[] {
  const size = bytes.count();
  const width = widthOf(size);
  const names: Name[] = [];
  for (let left = bytes.count(); left > 0; left--)
    names.push({ at: bytes.bits(width), first: bytes.bits(width), second: bytes.bits(width) });
  const text = widenText(inflateRawSync(bytes.rest(), { maxOutputLength: maxUnpackedBytes }));
  const words = text.split('\n');
  // In the order of the list: each stands where it stood when those before it are in their places.
  for (const { at } of names) words.splice(at, 0, '');
  for (const { at, first, second } of names) words[at] = `${words[first]} ${words[second]}`;
  if (words.length !== size) throw new RangeError('packed words are not as many as they say');
  return words;
}

/** Bits that hold a place in a list. */
export const widthOf = (size: number): number => 32 - Math.clz32(Math.max(0, size - 1));

/** Where in a list each of it stands; of two alike the last. */
export function placesIn<Item>(list: readonly Item[]): Map<Item, number> {
  const places = new Map<Item, number>();
  let at = 0;
  for (const item of list) places.set(item, at++);
  return places;
}

function namesIn(words: readonly string[]): Name[] {
  const places = placesIn(words);
  const names: Name[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const space = word.indexOf(' ');
    if (space < 0) continue;
    const first = places.get(word.slice(0, space));
    const second = places.get(word.slice(space + 1));
    if (first !== undefined && second !== undefined) names.push({ at, first, second });
  }
  return names;
}
