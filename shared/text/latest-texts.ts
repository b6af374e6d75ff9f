/** A longer text is rare, and would fill the memory. */
const longestKept = 10_000;

/**
 * What was made of the latest texts: with each report that joins a story, those before it are read again.
 *
 * @example
 * const lengths = new LatestTexts<number>(100);
 * lengths.of('Bridge reopens', (text) => text.length) // 14, and the next time it is not counted
 */
export class LatestTexts<Made> {
  readonly #most: number;
  #made = new Map<string, Made>();
  /** What was made before those; whatever of it is not asked for again is forgotten with it. */
  #before = new Map<string, Made>();

  /** @param most texts of which it is remembered what was made; of up to twice as many it may be */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param text with all else that the making depends on */
  of(text: string, make: (text: string) => Made): Made {
    if (text.length > longestKept) return make(text);
    const known = this.#made.get(text);
    if (known !== undefined) return known;
    const made = this.#before.get(text) ?? make(text);
    if (this.#made.size >= this.#most) {
      this.#before = this.#made;
      this.#made = new Map();
    }
    this.#made.set(text, made);
    return made;
  }
}
