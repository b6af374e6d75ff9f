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
  /** The one that was asked for last stands last. */
  readonly #made = new Map<string, Made>();
  readonly #most: number;

  /** @param most texts of which it is remembered what was made */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param text with all else that the making depends on */
  of(text: string, make: (text: string) => Made): Made {
    if (text.length > longestKept) return make(text);
    const made = this.#made.get(text) ?? make(text);
    this.#made.delete(text);
    this.#made.set(text, made);
    if (this.#made.size > this.#most) this.#forgetOldest();
    return made;
  }

  #forgetOldest(): void {
    const [oldest] = this.#made.keys();
    if (oldest !== undefined) this.#made.delete(oldest);
  }
}
