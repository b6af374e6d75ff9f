import { type MemberSketch, memberKey } from '../../linking/story/story-state.ts';
import type { ArticleId } from '../../model/ids.ts';
import type { ByteReader, ByteWriter } from './packed-bytes.ts';
import { placesIn, widthOf } from './packed-words.ts';

/** Bytes by which a story remembers a member. */
export const memberBytes = 5;
/** An id begins with them. */
const restBytes = 12 - memberBytes;
const hashBits = 16;
const mostHash = 2 ** hashBits - 1;
/** Hashes of shingles stand in order, a dozen of them: each is told by how far it is from the one before it. */
const gapBits = 12;

/** What the rest of a story says already of its sketches. */
type Packing = {
  readonly members: readonly string[];
  /** Hashes of the story's words: most of what a sketch holds is among them. */
  readonly hashes: readonly number[];
  /** The instant from which those of the sketches are counted. */
  readonly since: number;
};

export function packSketches(
  sketches: readonly MemberSketch[],
  { members, hashes, since }: Packing,
  bytes: ByteWriter,
): void {
  const places = placesIn(hashes);
  const width = widthOf(hashes.length);
  bytes.count(sketches.length);
  for (const { articleId, publishedAt, shingles, terms } of sketches) {
    const key = memberKey(articleId);
    // One past its place among the members; 0 for one that the story has forgotten.
    const place = members.lastIndexOf(key) + 1;
    bytes.count(place);
    if (place === 0) bytes.hex(key);
    bytes.hex(articleId.slice(1 + key.length));
    bytes.gap(Date.parse(publishedAt) - since);
    bytes.count(shingles.length);
    let before = 0;
    for (const shingle of shingles) {
      packHashGap((shingle - before) & mostHash, bytes);
      before = shingle;
    }
    bytes.count(terms.length);
    for (const term of terms) {
      const at = places.get(term);
      bytes.bits(at === undefined ? 0 : 1, 1);
      if (at === undefined) bytes.bits(term, hashBits);
      else bytes.bits(at, width);
    }
  }
}

type Unpacking = Pick<Packing, 'members' | 'since'> & {
  /** How many words the story has. */
  readonly size: number;
};

/** @returns the sketches, once the hashes of the story's words are known, which are read after them */
export function unpackSketches(
  bytes: ByteReader,
  { members, since, size }: Unpacking,
): (hashes: readonly number[]) => MemberSketch[] {
  const width = widthOf(size);
  const sketches = bytes.list(() => {
    const place = bytes.count();
    const key = place === 0 ? bytes.hex(memberBytes) : members[place - 1];
    if (key === undefined) throw new RangeError('a sketch of no member');
    const articleId = `a${key}${bytes.hex(restBytes)}` as ArticleId;
    const publishedAt = new Date(since + bytes.gap()).toISOString();
    let before = 0;
    const shingles = bytes.list(() => {
      before = (before + unpackHashGap(bytes)) & mostHash;
      return before;
    });
    const terms = bytes.list(() =>
      bytes.bits(1) === 0 ? { hash: bytes.bits(hashBits) } : { at: bytes.bits(width) },
    );
    return { articleId, publishedAt, shingles, terms };
  });
  return (hashes) =>
    sketches.map(({ terms, ...sketch }) => ({
      ...sketch,
      terms: terms.map((term) => ('hash' in term ? term.hash : (hashes[term.at] ?? 0))),
    }));
}

/** One bit more for each time that the usual ones do not hold it. */
function packHashGap(gap: number, bytes: ByteWriter): void {
  for (let times = gap >>> gapBits; times > 0; times--) bytes.bits(1, 1);
  bytes.bits(0, 1);
  bytes.bits(gap, gapBits);
}

function unpackHashGap(bytes: ByteReader): number {
  let times = 0;
  while (bytes.bits(1) === 1) times++;
  return times * 2 ** gapBits + bytes.bits(gapBits);
}
