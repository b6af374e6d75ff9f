/** Tags of languages are hostile input, too. */
const mostLanguages = 100;

type Keeper<Found> = { set(word: string, found: Found): unknown };

/**
 * What was found of each word of each language: news repeats its words. Once there are too many in all, the memory
 * starts afresh, so that neither hostile pages nor months of news fill it.
 *
 * @example
 * const terms = new RememberedWords<string>(1000, () => new Map());
 * terms.keep('bridges', 'bridg', terms.of('en'));
 * terms.of('en').get('bridges') // 'bridg'
 */
export class RememberedWords<Found, Words extends Keeper<Found> = Map<string, Found>> {
  readonly #byLanguage = new Map<string, Words>();
  readonly #make: () => Words;
  readonly #most: number;
  #kept = 0;

  /** @param most words of all languages together; those that one text has more of are borne */
  constructor(most: number, make: () => Words) {
    this.#most = most;
    this.#make = make;
  }

  /** The words of a language, to be asked for anew with each text. */
  of(language: string): Words {
    if (this.#kept >= this.#most || this.#byLanguage.size > mostLanguages) {
      this.#byLanguage.clear();
      this.#kept = 0;
    }
    const known = this.#byLanguage.get(language);
    if (known !== undefined) return known;
    const words = this.#make();
    this.#byLanguage.set(language, words);
    return words;
  }

  /** @param word see {@link ownCopy} */
  keep(word: string, found: Found, words: Words): void {
    words.set(word, found);
    this.#kept++;
  }
}

/** From this length on V8 cuts a word out of a text by pointing into it. */
const shortestSlice = 13;

/**
 * A word that holds on to nothing else: one that was cut out of a text keeps the whole text in memory for as long as
 * it is kept itself.
 *
 * @example
 * memory.set(ownCopy(word), found)
 */
export const ownCopy = (word: string): string =>
  word.length < shortestSlice ? word : Buffer.from(word, 'utf16le').toString('utf16le');
