import { gunzipSync } from 'node:zlib';
import { primaryLanguage } from './tokens.ts';
import packedTables from './word-weights.data.json' with { type: 'json' };

/** How many documents of a background corpus hold each term. */
type FrequencyTable = {
  readonly documents: number;
  readonly counts: ReadonlyMap<string, number>;
};

const packed: Readonly<Record<string, string | undefined>> = packedTables;
const unpacked = new Map<string, FrequencyTable | undefined>();

/** Corpora differ in size; every table speaks as if it had seen this many documents. */
const commonSize = 2000;
/** What a table is taken to have seen of a term that it lacks. */
const unseen = 0.5;

/**
 * How much a term tells: the logarithm of how rare it is among documents of the language.
 *
 * @param language BCP 47
 *
 * @example
 * termWeight('the', 'en') < termWeight('bridg', 'en') // true
 */
export function termWeight(term: string, language: string): number {
  const table = tableOf(primaryLanguage(language));
  if (table === undefined) return weightWithoutTable(term);
  const count = table.counts.get(term) ?? unseen;
  return Math.log(1 + commonSize / Math.max(unseen, (count / table.documents) * commonSize));
}

/** Without figures, length is what is left to tell a function word from a name. */
function weightWithoutTable(term: string): number {
  const rarest = Math.log(1 + commonSize / unseen);
  return rarest * Math.min(1, 0.2 + 0.13 * term.length);
}

/** Tables are unpacked when a language is first met: a newsroom reads a few of them. */
function tableOf(language: string): FrequencyTable | undefined {
  if (!unpacked.has(language)) {
    const table = packed[language];
    unpacked.set(language, table === undefined ? undefined : unpack(table));
  }
  return unpacked.get(language);
}

function unpack(table: string): FrequencyTable {
  const [documents, ...lines] = gunzipSync(Buffer.from(table, 'base64')).toString().split('\n');
  const counts = new Map<string, number>();
  for (const line of lines) {
    const [count, terms = ''] = line.split('\t');
    for (const term of terms.split(' ')) counts.set(term, Number(count));
  }
  return { documents: Number(documents), counts };
}
