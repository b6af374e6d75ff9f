type Entry<Found> = {
  readonly word: string;
  readonly hash: number;
  readonly found: Found;
  readonly next: Entry<Found> | undefined;
};

const firstSlots = 1024;

/**
 * What is known of words, asked for by where they stand in a text: nothing is cut out of it to look a word up, which
 * is most of what reading known words takes.
 *
 * @example
 * const table = new WordTable<string>();
 * table.set('bridges', 'bridg');
 * table.find('Two bridges', 4, 11) // 'bridg'
 */
export class WordTable<Found> {
  #slots: (Entry<Found> | undefined)[] = new Array(firstSlots).fill(undefined);
  #size = 0;

  find(text: string, from: number, to: number): Found | undefined {
    const hash = hashOf(text, from, to);
    let entry = this.#slots[hash & (this.#slots.length - 1)];
    while (entry !== undefined) {
      if (entry.hash === hash && stands(entry.word, text, from, to)) return entry.found;
      entry = entry.next;
    }
    return undefined;
  }

  /** Of a word that it has, what is told last is found. */
  set(word: string, found: Found): void {
    if (this.#size >= this.#slots.length) this.#grow();
    this.#size++;
    this.#put(hashOf(word, 0, word.length), word, found);
  }

  #put(hash: number, word: string, found: Found): void {
    const slot = hash & (this.#slots.length - 1);
    this.#slots[slot] = { word, hash, found, next: this.#slots[slot] };
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Array(before.length * 2).fill(undefined);
    for (const first of before) {
      // Of two entries of one word the later one stays in front.
      const entries: Entry<Found>[] = [];
      for (let entry = first; entry !== undefined; entry = entry.next) entries.push(entry);
      for (const { hash, word, found } of entries.reverse()) this.#put(hash, word, found);
    }
  }
}

/** Another for each process, so that nobody can write words that all have one hash. */
const seed = Math.trunc(performance.now() * 1e6) | 0;

function hashOf(text: string, from: number, to: number): number {
  let hash = seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

function stands(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = 0; at < word.length; at++)
    if (word.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}
