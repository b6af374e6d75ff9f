import type { Vector } from '../../linking/likeness/vector.ts';
import { type StoryProfile, type Telling, tellingsOf } from '../../linking/story/story-state.ts';
import { termHash } from '../../text/term-hash.ts';
import { type ByteReader, ByteWriter, byteReader } from './packed-bytes.ts';
import { memberBytes, packSketches, unpackSketches } from './packed-sketches.ts';
import { packWords, unpackWords } from './packed-words.ts';

/** The first byte: what follows may change, and a story outlives a deployment. */
const format = 4;
/** Of a story that is told in several languages. */
const manyLanguages = 5;
/** Weights are kept to three decimals; see `grow-story.ts`. */
const scale = 1000;

/**
 * What the linker keeps of a story, in as few bytes as it can: each kilobyte of an item costs
 * a write unit each time. Ids and hashes stand as they are, words are compressed.
 */
export function packProfile(profile: StoryProfile): Uint8Array {
  const { reports, members, sketches, posted, tellings } = profile;
  const told = [...tellingsOf(profile)];
  const words = told.flatMap(([, { sum }]) => [...sum.keys()]);
  const since = Date.parse(posted.at);
  const bytes = new ByteWriter();
  bytes.count(tellings === undefined ? format : manyLanguages);
  bytes.count(reports);
  bytes.count(since);
  bytes.count(posted.crowd);
  bytes.count(members.size);
  for (const member of members) bytes.hex(member);
  packWeights(profile.sum, bytes);
  if (tellings !== undefined) {
    bytes.count(tellings.size);
    for (const telling of tellings.values()) {
      bytes.count(telling.reports);
      packWeights(telling.sum, bytes);
    }
  }
  packSketches(sketches, { members: [...members], hashes: words.map(termHash), since }, bytes);
  const places = posted.terms.map((term) => placeOf(term, told, words) ?? words.push(term) - 1);
  bytes.count(places.length);
  for (const place of places) bytes.count(place);
  packWords([...told.map(([of]) => of), ...words], bytes);
  return bytes.done();
}

type Told = readonly (readonly [language: string, telling: Telling])[];

/** Where a word stands that the index knows as `language#word`, among the words of all languages. */
function placeOf(term: string, told: Told, words: readonly string[]): number | undefined {
  let from = 0;
  for (const [language, { sum }] of told) {
    if (term.startsWith(`${language}#`)) {
      const at = words.indexOf(term.slice(language.length + 1), from);
      if (at >= 0 && at < from + sum.size) return at;
    }
    from += sum.size;
  }
  return undefined;
}

/** What {@link placeOf} was given. */
function termAt(place: number, told: Told): string | undefined {
  let from = 0;
  for (const [language, { sum }] of told) {
    if (place < from + sum.size) return `${language}#${[...sum.keys()][place - from]}`;
    from += sum.size;
  }
  return undefined;
}

/** The heaviest first: each is told by how much it is below the one before it. */
function packWeights(sum: Vector, bytes: ByteWriter): void {
  bytes.count(sum.size);
  let before: number | undefined;
  for (const weight of sum.values()) {
    const scaled = Math.round(weight * scale);
    if (before === undefined) bytes.count(scaled);
    else bytes.small(before - scaled);
    before = scaled;
  }
}

/** @throws RangeError when the bytes are none of {@link packProfile} */
export function unpackProfile(packed: Uint8Array): StoryProfile {
  const bytes = byteReader(packed);
  const found = bytes.count();
  if (found !== format && found !== manyLanguages)
    throw new RangeError('unknown format of a profile');
  const reports = bytes.count();
  const since = bytes.count();
  const crowd = bytes.count();
  const members = bytes.list(() => bytes.hex(memberBytes));
  const own = { reports, weights: unpackWeights(bytes) };
  const others =
    found === manyLanguages
      ? bytes.list(() => ({ reports: bytes.count(), weights: unpackWeights(bytes) }))
      : [];
  const size = [own, ...others].reduce((sum, { weights }) => sum + weights.length, 0);
  const sketches = unpackSketches(bytes, { members, size, since });
  const places = bytes.list(() => bytes.count());
  const [languages, words] = splitAt(unpackWords(bytes), 1 + others.length);
  const told = spellOut([own, ...others], languages, words);
  const [[language, { sum }] = ['', { sum: new Map() }], ...rest] = told;
  return {
    ...{ language, reports, members: new Set(members), sketches: sketches(words.map(termHash)) },
    ...{ sum, ...(found === manyLanguages && { tellings: new Map(rest) }) },
    posted: {
      ...{ at: new Date(since).toISOString(), crowd },
      terms: places.map((place) => termAt(place, told) ?? words[place] ?? ''),
    },
  };
}

function unpackWeights(bytes: ByteReader): number[] {
  let weight = 0;
  return bytes.list((at) => {
    weight = at === 0 ? bytes.count() : weight - bytes.small();
    return weight / scale;
  });
}

/** Each language with its terms: the words stand in the order of the weights. */
function spellOut(
  told: readonly { readonly reports: number; readonly weights: readonly number[] }[],
  languages: readonly string[],
  words: readonly string[],
): (readonly [string, Telling])[] {
  let from = 0;
  return told.map(({ reports, weights }, place) => {
    const sum = new Map(weights.map((weight, at) => [words[from + at] ?? '', weight]));
    from += weights.length;
    return [languages[place] ?? '', { sum, reports }] as const;
  });
}

const splitAt = <T>(list: readonly T[], at: number) => [list.slice(0, at), list.slice(at)] as const;
