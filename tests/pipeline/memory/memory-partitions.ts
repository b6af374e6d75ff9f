import type { Item } from './expressions.ts';

type Partition = Map<string, Item>;

/** The items of a table that have a certain attribute, by its value: what a query reads instead of the whole table. */
export class MemoryPartitions {
  private readonly partitions = new Map<unknown, Partition>();
  private readonly attribute: string;

  constructor(attribute: string, items: ReadonlyMap<string, Item>) {
    this.attribute = attribute;
    for (const [key, item] of items) this.move(key, undefined, item);
  }

  of(value: unknown): ReadonlyMap<string, Item> {
    return this.partitions.get(value) ?? new Map();
  }

  /** Puts an item where it belongs now. */
  move(key: string, before: Item | undefined, after: Item | undefined): void {
    const [from, to] = [before?.[this.attribute], after?.[this.attribute]];
    if (from !== to) this.partitions.get(from)?.delete(key);
    if (to === undefined || after === undefined) return;
    const partition = this.partitions.get(to) ?? new Map<string, Item>();
    this.partitions.set(to, partition.set(key, after));
  }
}
