const firstSlots = 64;
/** Of a slot that holds no hash; a hash of 0 is told apart. */
const empty = 0;

/**
 * Hashes of shingles, each once. They are spread evenly as they are, so that their own bits say where each lies; a
 * `Set` of numbers takes ten times as long to fill.
 *
 * @example
 * new ShingleSet(Int32Array.of(7, 7, -3)).size // 2
 */
export class ShingleSet {
  readonly #slots: Int32Array;
  #size = 0;
  #holdsZero = false;

  constructor(hashes: Int32Array) {
    let slots = firstSlots;
    // Half of them stay empty, so that hardly any two hashes want the same one.
    while (slots < hashes.length * 2) slots *= 2;
    this.#slots = new Int32Array(slots);
    for (let at = 0; at < hashes.length; at++) this.#add(hashes[at] ?? 0);
  }

  get size(): number {
    return this.#size;
  }

  has(hash: number): boolean {
    return hash === empty ? this.#holdsZero : this.#slots[this.#slotOf(hash)] === hash;
  }

  /** How many of these another set holds, too. */
  sharedWith(other: ShingleSet): number {
    let shared = this.#holdsZero && other.#holdsZero ? 1 : 0;
    for (let slot = 0; slot < this.#slots.length; slot++) {
      const hash = this.#slots[slot] ?? empty;
      if (hash !== empty && other.has(hash)) shared++;
    }
    return shared;
  }

  #add(hash: number): void {
    if (this.has(hash)) return;
    this.#size++;
    if (hash === empty) this.#holdsZero = true;
    else this.#slots[this.#slotOf(hash)] = hash;
  }

  /** Where a hash lies, or would. */
  #slotOf(hash: number): number {
    const last = this.#slots.length - 1;
    let slot = hash & last;
    for (let held = this.#slots[slot]; held !== hash && held !== empty; held = this.#slots[slot])
      slot = (slot + 1) & last;
    return slot;
  }
}
