import { deflateRawSync, inflateRawSync } from 'node:zlib';
import {
  type MemberSketch,
  memberKey,
  type StoryProfile,
  type Telling,
  tellingsOf,
} from '../../linking/story-state.ts';
import type { Vector } from '../../linking/vector.ts';
import type { ArticleId } from '../../model/ids.ts';
import { narrowText, widenText } from './narrow-text.ts';
import { byteReader, byteWriter } from './packed-bytes.ts';

/** The first byte: what follows may change, and a story outlives a deployment. */
const format = 2;
/** Of a story that is told in several languages. */
const manyLanguages = 3;
/** Words are read back only up to this size, whatever an item claims. */
const maxUnpackedBytes = 1_000_000;
/** Weights are kept to three decimals; see `grow-story.ts`. */
const scale = 1000;
const memberBytes = 5;
/** A small window for a few hundred letters: making a large one takes longer than filling it. */
const deflating = { level: 9, windowBits: 12, memLevel: 3 };
/** An id begins with the bytes by which its story remembers it as a member. */
const restBytes = 12 - memberBytes;

/**
 * What the linker keeps of a story, in as few bytes as it can: each kilobyte of an item costs
 * a write unit each time. Ids and hashes stand as they are, words are compressed.
 */
export function packProfile(profile: StoryProfile): Uint8Array {
  const { reports, members, sketches, posted, tellings } = profile;
  const bytes = byteWriter();
  bytes.count(tellings === undefined ? format : manyLanguages);
  bytes.count(reports);
  bytes.count(Date.parse(posted.at));
  bytes.count(posted.crowd);
  bytes.count(members.size);
  for (const member of members) bytes.hex(member);
  const order = [...members];
  bytes.count(sketches.length);
  for (const sketch of sketches) packSketch(sketch, order, bytes);
  packWeights(profile.sum, bytes);
  if (tellings !== undefined) {
    bytes.count(tellings.size);
    for (const telling of tellings.values()) {
      bytes.count(telling.reports);
      packWeights(telling.sum, bytes);
    }
  }
  const told = [...tellingsOf(profile)];
  const words = told.flatMap(([, { sum }]) => [...sum.keys()]);
  const keys = told.flatMap(([of, { sum }]) => [...sum.keys()].map((word) => `${of}#${word}`));
  const places = new Map(keys.map((key, at) => [key, at]));
  bytes.count(posted.terms.length);
  for (const term of posted.terms) bytes.count(places.get(term) ?? words.push(term) - 1);
  const languages = told.map(([of]) => of).join(' ');
  bytes.rest(deflateRawSync(narrowText([languages, ...words].join('\n')), deflating));
  return bytes.done();
}

/** The heaviest first, so that each is a small step below the one before it. */
function packWeights(sum: Vector, bytes: ReturnType<typeof byteWriter>): void {
  bytes.count(sum.size);
  let before = 0;
  for (const weight of sum.values()) {
    const whole = Math.round(weight * scale);
    bytes.step(whole - before);
    before = whole;
  }
}

/** @throws RangeError when the bytes are none of {@link packProfile} */
export function unpackProfile(packed: Uint8Array): StoryProfile {
  const bytes = byteReader(packed);
  const found = bytes.count();
  if (found !== format && found !== manyLanguages)
    throw new RangeError('unknown format of a profile');
  const reports = bytes.count();
  const at = new Date(bytes.count()).toISOString();
  const crowd = bytes.count();
  const members = times(bytes.count(), () => bytes.hex(memberBytes));
  const sketches = times(bytes.count(), () => unpackSketch(bytes, members));
  const own = { reports, weights: unpackWeights(bytes) };
  const others = times(found === manyLanguages ? bytes.count() : 0, () => ({
    reports: bytes.count(),
    weights: unpackWeights(bytes),
  }));
  const places = times(bytes.count(), () => bytes.count());
  const text = widenText(inflateRawSync(bytes.rest(), { maxOutputLength: maxUnpackedBytes }));
  const [languages = '', ...words] = text.split('\n');
  const told = spellOut([own, ...others], languages.split(' '), words);
  const keys = told.flatMap(([of, { sum }]) => [...sum.keys()].map((word) => `${of}#${word}`));
  const [[language, { sum }] = ['', { sum: new Map() }], ...rest] = told;
  return {
    ...{ language, reports, members: new Set(members), sketches, sum },
    ...(found === manyLanguages && { tellings: new Map(rest) }),
    posted: { ...{ at, crowd }, terms: places.map((place) => keys[place] ?? words[place] ?? '') },
  };
}

function unpackWeights(bytes: ReturnType<typeof byteReader>): number[] {
  let before = 0;
  return times(bytes.count(), () => {
    before += bytes.step();
    return before / scale;
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

function packSketch(
  { articleId, publishedAt, shingles, terms }: MemberSketch,
  members: readonly string[],
  bytes: ReturnType<typeof byteWriter>,
): void {
  const key = memberKey(articleId);
  // One past its place among the members; 0 for one that the story has forgotten.
  const place = members.lastIndexOf(key) + 1;
  bytes.count(place);
  if (place === 0) bytes.hex(key);
  bytes.hex(articleId.slice(1 + key.length));
  bytes.count(Date.parse(publishedAt));
  bytes.count(shingles.length);
  for (const shingle of shingles) bytes.fixed(shingle, 2);
  bytes.count(terms.length);
  for (const term of terms) bytes.fixed(term, 2);
}

function unpackSketch(
  bytes: ReturnType<typeof byteReader>,
  members: readonly string[],
): MemberSketch {
  const place = bytes.count();
  const key = place === 0 ? bytes.hex(memberBytes) : members[place - 1];
  if (key === undefined) throw new RangeError('a sketch of no member');
  return {
    articleId: `a${key}${bytes.hex(restBytes)}` as ArticleId,
    publishedAt: new Date(bytes.count()).toISOString(),
    shingles: times(bytes.count(), () => bytes.fixed(2)),
    terms: times(bytes.count(), () => bytes.fixed(2)),
  };
}

/** Not `Array.from({ length })`, which would make room for whatever number an item claims. */
function times<T>(count: number, read: () => T): T[] {
  const list: T[] = [];
  for (let at = 0; at < count; at++) list.push(read());
  return list;
}
