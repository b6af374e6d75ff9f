/**
 * Packs tables of document frequencies into `shared/text/word-weights/`, a file a language.
 *
 *   node --import tsx bench/build-word-weights.ts FOLDER
 *
 * FOLDER holds one `LANG.tsv.gz` a language: `#documents<TAB>N`, then a word and the
 * number of documents that hold it on each line. Words are folded and stemmed as the
 * linker does it, so run this again when `stems.ts` or `tokens.ts` change.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { tokensOf } from '../shared/text/tokens.ts';

const folder = process.argv[2];
if (folder === undefined) throw new Error('usage: build-word-weights.ts FOLDER');

const output = join(import.meta.dirname, '../shared/text/word-weights');
mkdirSync(output, { recursive: true });
for (const file of readdirSync(folder).filter((name) => name.endsWith('.tsv.gz'))) {
  const language = file.replace('.tsv.gz', '');
  const packed = pack(language, gunzipSync(readFileSync(join(folder, file))).toString());
  writeFileSync(join(output, `${language}.data.json`), `${JSON.stringify(packed)}\n`);
}

/** Lines of `count<TAB>term term …`, most frequent first, gzipped: terms of one count share it. */
function pack(language: string, table: string): string {
  const rows = table
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  const documents = Number(rows[0]?.[1]);
  const absent = new Map<string, number>();
  for (const [word = '', count] of rows.slice(1)) {
    const terms = new Set(tokensOf(word, language).map(({ term }) => term));
    // How many hold one of the words of a stem is not known; taken as if they were independent.
    for (const term of terms)
      absent.set(term, (absent.get(term) ?? 1) * (1 - Number(count) / documents));
  }
  const byCount = new Map<number, string[]>();
  for (const [term, share] of absent) {
    const count = Math.max(1, Math.round((1 - share) * documents));
    byCount.set(count, [...(byCount.get(count) ?? []), term]);
  }
  const lines = [...byCount]
    .sort(([a], [b]) => b - a)
    .map(([n, terms]) => `${n}\t${terms.sort().join(' ')}`);
  console.log(language, documents, absent.size, 'terms');
  return gzipSync([documents, ...lines].join('\n'), { level: 9 }).toString('base64');
}
