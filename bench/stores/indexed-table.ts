/** A table with an index: items of one index key are found without looking at all others. */
export class IndexedTable<Key, Item, IndexKey> extends Map<Key, Item> {
  readonly #keyOf: (item: Item) => IndexKey | undefined;
  readonly #index = new Map<IndexKey, Set<Key>>();

  /** @param keyOf the index key of an item; none for one that the index does not list */
  constructor(keyOf: (item: Item) => IndexKey | undefined) {
    super();
    this.#keyOf = keyOf;
  }

  override set(key: Key, item: Item): this {
    const before = this.#listedAs(key);
    const now = this.#keyOf(item);
    if (before !== now) this.#unlist(key, before);
    if (now !== undefined) this.#list(key, now);
    return super.set(key, item);
  }

  override delete(key: Key): boolean {
    this.#unlist(key, this.#listedAs(key));
    return super.delete(key);
  }

  override clear(): void {
    this.#index.clear();
    super.clear();
  }

  /** Keys of the items that are listed under an index key, in the order in which they came under it. */
  listed(indexKey: IndexKey): readonly Key[] {
    return [...(this.#index.get(indexKey) ?? [])];
  }

  #listedAs(key: Key): IndexKey | undefined {
    const item = this.get(key);
    return item === undefined ? undefined : this.#keyOf(item);
  }

  #list(key: Key, indexKey: IndexKey): void {
    const keys = this.#index.get(indexKey);
    if (keys === undefined) this.#index.set(indexKey, new Set([key]));
    else keys.add(key);
  }

  #unlist(key: Key, indexKey: IndexKey | undefined): void {
    if (indexKey === undefined) return;
    const keys = this.#index.get(indexKey);
    keys?.delete(key);
    if (keys?.size === 0) this.#index.delete(indexKey);
  }
}
