/**
 * What AWS takes of one key in a second (docs/scale.md has the sources), and what this design does in
 * order: a FIFO group is one linker at a time.
 */
export const limits = {
  writeUnits: { most: 1000, of: 'write units a partition' },
  readUnits: { most: 3000, of: 'read units a partition' },
  groupMessages: { most: 3000, of: 'messages a partition of the queue, in batches' },
  inOrder: { most: 25, of: 'articles of one linker, at 40 ms each' },
  events: { most: 10_000, of: 'events a region' },
  puts: { most: 3500, of: 'puts a prefix' },
} as const;

/**
 * How much of a limit is asked for; above 1 the key is too hot.
 *
 * @example
 * shareOfLimit(500, 'writeUnits') // 0.5
 */
export const shareOfLimit = (asked: number, limit: keyof typeof limits): number =>
  asked / limits[limit].most;
