import type { Posting } from '../../shared/ports/stories.ts';

/** What a run would have cost in DynamoDB, indexes included. */
export type Cost = { reads: number; readUnits: number; writes: number; writeUnits: number };

export const noCost = (): Cost => ({ reads: 0, readUnits: 0, writes: 0, writeUnits: 0 });

export type Counter = ReturnType<typeof counterOf>;

export function counterOf(cost: Cost) {
  return {
    /** Half a unit for each 4 KB; twice that where the newest is asked for. */
    read(bytes: number, latest = false) {
      cost.reads++;
      cost.readUnits += Math.max(1, Math.ceil(bytes / 4096)) * (latest ? 1 : 0.5);
    },
    write(bytes: number, indexEntries = 0) {
      cost.writes++;
      cost.writeUnits += Math.max(1, Math.ceil(bytes / 1024)) + indexEntries;
    },
  };
}

/** What DynamoDB counts of an item: its names and its values. */
export function itemSize(item: object): number {
  let sum = 0;
  for (const name of Object.keys(item)) sum += name.length + sizeOf(Reflect.get(item, name));
  return sum;
}

/** About what DynamoDB counts of a value: three bytes for a list or map, one for each element. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (typeof value === 'number') return 1 + Math.ceil(digitsOf(Math.abs(value)) / 2);
  if (typeof value !== 'object' || value === null) return 1;
  if (value instanceof Uint8Array) return value.length;
  let sum = 3;
  if (Array.isArray(value)) for (const item of value) sum += sizeOf(item) + 1;
  else sum += itemSize(value) + Object.keys(value).length;
  return sum;
}

/** As many as are printed; most numbers are small and whole, which is told without printing them. */
function digitsOf(value: number): number {
  if (!Number.isInteger(value) || value >= 1e15) return String(value).replace('.', '').length;
  let digits = 1;
  for (let power = 10; power <= value; power *= 10) digits++;
  return digits;
}

/**
 * {@link sizeOf} a list of postings of one term, of which nearly all reads are. Nothing is remembered of each: a weak
 * map of a million of them would have every small collection of garbage go through it.
 */
export function sizeOfPostings(postings: readonly Posting[]): number {
  const [first] = postings;
  const each = first === undefined ? 0 : emptyPosting + Buffer.byteLength(first.term);
  let sum = 3;
  for (const { at, storyId, crowd } of postings)
    sum += each + at.length + storyId.length + sizeOf(crowd);
  return sum;
}

/** Names of four attributes and what holds them, and the place in the list. */
const emptyPosting = 3 + 'term'.length + 'at'.length + 'storyId'.length + 'crowd'.length + 4 + 1;
