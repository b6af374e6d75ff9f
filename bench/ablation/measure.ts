/** One line of JSON on the sets and pairs that it is given: what the linker reaches as it is loaded. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { areAcross, aucByLanguages, judgeAcross, readPairs } from '../score-pairs.ts';
import { readSet, scoreInOrder } from '../score-stories.ts';

const [sets = '', ...files] = process.argv.slice(2);
const row: Record<string, number | string> = {};
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
for (const file of readdirSync(sets).filter((name) => name.endsWith('.jsonl')))
  row[file.replace('.jsonl', '')] = (await scoreInOrder(readSet(join(sets, file)))).toFixed(1);
for (const file of files) {
  const pairs = readPairs(file);
  const name = file.replace(/^.*\/|\.jsonl$/g, '');
  const auc = (some: typeof pairs) => mean([...aucByLanguages(some).values()]).toFixed(3);
  const [across, within] = [pairs.filter(areAcross), pairs.filter((pair) => !areAcross(pair))];
  if (within.length > 0) row[`${name} within`] = auc(within);
  if (across.length === 0) continue;
  row[`${name} across`] = auc(across);
  const { right, wrong } = judgeAcross(across).links.suggested;
  row[`${name} links`] = `${right}/${wrong}`;
}
console.log(JSON.stringify(row));
