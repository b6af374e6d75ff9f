const firstSlots = 2048;
/** Of the hash of a slot that holds no word. */
const empty = 0;

/**
 * What is known of words, asked for by where they stand in a text: nothing is cut out of it to look a word up, which
 * is most of what reading known words takes.
 *
 * Hashes lie side by side, a word that is not known is told by them alone, and what is known of one says itself of
 * which: what a look-up costs is the memory that it has to fetch.
 *
 * @example
 * const table = new WordTable<{ word: string; term: string }>();
 * table.set('bridges', { word: 'bridges', term: 'bridg' });
 * table.find('Two bridges', 4, 11)?.term // 'bridg'
 */
export class WordTable<Found extends { readonly word: string }> {
  #hashes = new Int32Array(firstSlots);
  #entries: (Found | undefined)[] = slots(firstSlots);
  #size = 0;

  find(text: string, from: number, to: number): Found | undefined {
    const hash = hashOf(text, from, to);
    const last = this.#hashes.length - 1;
    for (let slot = hash & last; ; slot = (slot + 1) & last) {
      const known = this.#hashes[slot];
      if (known === empty) return undefined;
      if (known !== hash) continue;
      const entry = this.#entries[slot];
      if (entry !== undefined && stands(entry.word, text, from, to)) return entry;
    }
  }

  /** Of a word that it has, what is told last is found. */
  set(word: string, found: Found): void {
    // Half of the slots stay empty, so that hardly any two words want the same one.
    if (this.#size * 2 >= this.#hashes.length) this.#grow();
    this.#put(hashOf(word, 0, word.length), found);
  }

  #put(hash: number, entry: Found): void {
    const last = this.#hashes.length - 1;
    let slot = hash & last;
    while (this.#hashes[slot] !== empty && this.#entries[slot]?.word !== entry.word)
      slot = (slot + 1) & last;
    if (this.#hashes[slot] === empty) this.#size++;
    this.#hashes[slot] = hash;
    this.#entries[slot] = entry;
  }

  #grow(): void {
    const [hashes, entries] = [this.#hashes, this.#entries];
    this.#hashes = new Int32Array(hashes.length * 2);
    this.#entries = slots(hashes.length * 2);
    this.#size = 0;
    for (const [slot, entry] of entries.entries())
      if (entry !== undefined) this.#put(hashes[slot] ?? empty, entry);
  }
}

const slots = (count: number): undefined[] => new Array(count).fill(undefined);

/** Another for each process, so that nobody can write words that all have one hash. */
const seed = Math.trunc(performance.now() * 1e6) | 0;

function hashOf(text: string, from: number, to: number): number {
  let hash = seed;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b);
  return hash ^ (hash >>> 13) || 1;
}

function stands(word: string, text: string, from: number, to: number): boolean {
  if (word.length !== to - from) return false;
  for (let at = 0; at < word.length; at++)
    if (word.charCodeAt(at) !== text.charCodeAt(from + at)) return false;
  return true;
}
