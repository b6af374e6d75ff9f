import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { type MemberSketch, memberKey, type StoryProfile } from '../../linking/story-state.ts';
import type { ArticleId } from '../../model/ids.ts';
import { narrowText, widenText } from './narrow-text.ts';
import { byteReader, byteWriter } from './packed-bytes.ts';

/** The first byte: what follows may change, and a story outlives a deployment. */
const format = 2;
/** Words are read back only up to this size, whatever an item claims. */
const maxUnpackedBytes = 1_000_000;
/** Weights are kept to three decimals; see `grow-story.ts`. */
const scale = 1000;
const memberBytes = 5;
/** An id begins with the bytes by which its story remembers it as a member. */
const restBytes = 12 - memberBytes;

/**
 * What the linker keeps of a story, in as few bytes as it can: each kilobyte of an item costs
 * a write unit each time. Ids and hashes stand as they are, words are compressed.
 */
export function packProfile(profile: StoryProfile): Uint8Array {
  const { language, sum, reports, members, sketches, posted } = profile;
  const bytes = byteWriter();
  bytes.count(format);
  bytes.count(reports);
  bytes.count(Date.parse(posted.at));
  bytes.count(posted.crowd);
  bytes.count(members.size);
  for (const member of members) bytes.hex(member);
  const order = [...members];
  bytes.count(sketches.length);
  for (const sketch of sketches) packSketch(sketch, order, bytes);
  // The heaviest first, so that each is a small step below the one before it.
  bytes.count(sum.size);
  let before = 0;
  for (const weight of sum.values()) {
    const whole = Math.round(weight * scale);
    bytes.step(whole - before);
    before = whole;
  }
  const words = [...sum.keys()];
  const places = new Map(words.map((word, at) => [`${language}#${word}`, at]));
  bytes.count(posted.terms.length);
  for (const term of posted.terms) bytes.count(places.get(term) ?? words.push(term) - 1);
  bytes.rest(deflateRawSync(narrowText([language, ...words].join('\n')), { level: 9 }));
  return bytes.done();
}

/** @throws RangeError when the bytes are none of {@link packProfile} */
export function unpackProfile(packed: Uint8Array): StoryProfile {
  const bytes = byteReader(packed);
  if (bytes.count() !== format) throw new RangeError('unknown format of a profile');
  const reports = bytes.count();
  const at = new Date(bytes.count()).toISOString();
  const crowd = bytes.count();
  const members = times(bytes.count(), () => bytes.hex(memberBytes));
  const sketches = times(bytes.count(), () => unpackSketch(bytes, members));
  let before = 0;
  const weights = times(bytes.count(), () => {
    before += bytes.step();
    return before / scale;
  });
  const places = times(bytes.count(), () => bytes.count());
  const text = widenText(inflateRawSync(bytes.rest(), { maxOutputLength: maxUnpackedBytes }));
  const [language = '', ...words] = text.split('\n');
  const wordAt = (place: number) => words[place] ?? '';
  return {
    ...{ language, reports, members: new Set(members), sketches },
    sum: new Map(weights.map((weight, place) => [wordAt(place), weight])),
    posted: {
      ...{ at, crowd },
      terms: places.map((place) =>
        place < weights.length ? `${language}#${wordAt(place)}` : wordAt(place),
      ),
    },
  };
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
