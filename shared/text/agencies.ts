import { createRequire } from 'node:module';

type Agencies = {
  /** As news agencies sign, in the scripts in which they are printed. */
  readonly agencies: readonly string[];
  /** Those that are words or names, too: `فارس`, `Petra`. */
  readonly alsoWords: readonly string[];
};

/** The news agencies by which reports are signed. */
export const newsAgencies = (): Agencies =>
  createRequire(import.meta.url)('./languages/agencies.data.json');

/** What agencies sign with is short; so are few names, and words that tell little. */
const signature = 3;
let signing: ReadonlySet<string> | undefined;

/**
 * Whether a word, as printed, is what a news agency signs with, rather than a name or a word of its own.
 *
 * @example
 * isAgency('رويترز') // true
 * isAgency('فارس') // false
 */
export function isAgency(word: string): boolean {
  if (signing === undefined) {
    const { agencies, alsoWords } = newsAgencies();
    const signs = (name: string) => name.length <= signature || !alsoWords.includes(name);
    signing = new Set(agencies.filter(signs));
  }
  return signing.has(word);
}
