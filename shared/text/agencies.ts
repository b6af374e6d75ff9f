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
