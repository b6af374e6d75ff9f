import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';

/** How many documents of a background corpus hold each term. */
export type FrequencyTable = {
  readonly documents: number;
  readonly counts: ReadonlyMap<string, number>;
};

/** The languages that have a file of figures in `word-weights/`. */
const tabled: ReadonlySet<string> = new Set('ar de en es fr it pl ru tr zh'.split(' '));
const unpacked = new Map<string, FrequencyTable>();

/**
 * The figures of a language, read when it is first met: a newsroom reads a few of them.
 *
 * @param language primary subtag of BCP 47
 */
export function frequencyTable(language: string): FrequencyTable | undefined {
  const known = unpacked.get(language);
  if (known !== undefined || !tabled.has(language)) return known;
  const file = `./word-weights/${language}.data.json`;
  const table = unpack(createRequire(import.meta.url)(file) as string);
  unpacked.set(language, table);
  return table;
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
