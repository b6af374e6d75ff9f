import { randomFrom } from './random.ts';

type Mangling = {
  readonly seed: number;
  /** Whole documents, of which all others are made. */
  readonly documents: readonly Buffer[];
  /** Pieces of markup that are put where they do not belong. */
  readonly scraps: readonly string[];
  readonly mostBytes: number;
};

/** What draws a document anew each time, the same in each run of a seed. */
export type Mangler = {
  readonly next: () => Buffer;
  readonly oneOf: <T>(all: readonly T[]) => T;
};

/** Most changes that are made to a document, one on top of another. */
const mostChanges = 12;

/** Documents of markup cut up, doubled, spliced and damaged at random. */
export function mangler({ seed, documents, scraps, mostBytes }: Mangling): Mangler {
  const random = randomFrom(seed);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const oneOf = <T>(all: readonly T[]): T => all[upTo(all.length)] as T;
  const piece = (bytes: Buffer, most: number): Buffer => {
    const at = upTo(bytes.length);
    return bytes.subarray(at, at + upTo(most));
  };
  /** Where a tag starts, so that whole elements move. */
  const tagAt = (bytes: Buffer): number => Math.max(0, bytes.indexOf('<', upTo(bytes.length)));
  const scrap = () => Buffer.from(oneOf(scraps));

  const changes: readonly ((bytes: Buffer) => Buffer)[] = [
    (bytes) => spliced(bytes, upTo(bytes.length), upTo(400)),
    (bytes) => spliced(bytes, tagAt(bytes), 1 + upTo(60)),
    (bytes) => spliced(bytes, upTo(bytes.length), 0, scrap()),
    (bytes) => spliced(bytes, tagAt(bytes), 0, scrap()),
    (bytes) => spliced(bytes, upTo(bytes.length), 1, Buffer.from([upTo(256)])),
    (bytes) => spliced(bytes, tagAt(bytes), 0, piece(bytes, 2000)),
    (bytes) => spliced(bytes, tagAt(bytes), upTo(300), piece(oneOf(documents), 4000)),
    (bytes) => bytes.subarray(0, upTo(bytes.length)),
    (bytes) => {
      const repeated = Buffer.concat([piece(bytes, 100), scrap()]);
      const times = Array.from({ length: 1 + upTo(300) }, () => repeated);
      return spliced(bytes, tagAt(bytes), 0, ...times);
    },
    (bytes) => {
      const [from, to] = [tagAt(bytes), tagAt(bytes)].toSorted((a, b) => a - b) as [number, number];
      return Buffer.concat([bytes.subarray(to), bytes.subarray(from, to), bytes.subarray(0, from)]);
    },
    (bytes) => Buffer.from(bytes.toString('utf8'), oneOf(['utf16le', 'latin1'] as const)),
    (bytes) => {
      const one = oneOf([' ', '"', '/', '>', '.']);
      return Buffer.from(bytes.toString('utf8').replaceAll(one, oneOf(scraps)));
    },
  ];

  const next = () => {
    let bytes = oneOf(documents);
    for (let left = 1 + upTo(mostChanges); left > 0; left--) bytes = oneOf(changes)(bytes);
    return bytes.subarray(0, mostBytes);
  };
  return { next, oneOf };
}

/** Bytes without some, and with others in their place. */
export const spliced = (
  bytes: Buffer,
  at: number,
  removed: number,
  ...added: readonly Buffer[]
): Buffer => Buffer.concat([bytes.subarray(0, at), ...added, bytes.subarray(at + removed)]);
