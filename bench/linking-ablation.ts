/**
 * What each part of the text brings: the linker over labelled sets and pairs, each time without
 * one module of `shared/text/`, in a process of its own.
 *
 *   node --import tsx bench/linking-ablation.ts SETS [PAIRS.jsonl …]
 *
 * SETS is a folder of `NAME.jsonl` with `{ id, language, title, text, publishedAt, gold }` a line;
 * PAIRS as for `linking-across.ts`. Columns: B-cubed of each set, the mean area under the ROC curve
 * over languages and over pairs of languages, and suggested links, right/wrong.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parts } from './ablation/parts.ts';

const inputs = process.argv.slice(2);
if (inputs.length === 0) throw new Error('usage: linking-ablation.ts SETS [PAIRS.jsonl …]');
const here = (name: string) => join(import.meta.dirname, 'ablation', name);

const table: Record<string, unknown> = {};
for (const part of Object.keys(parts)) {
  const args = ['--import', 'tsx', '--import', here('load.ts'), here('measure.ts'), ...inputs];
  const env = { ...process.env, LEFT_OUT: part };
  const { stdout } = await promisify(execFile)(process.execPath, args, { env });
  table[part] = JSON.parse(stdout);
}
console.table(table);
