/**
 * One line of JSON on the sets and pairs that it is given, and on events made up in four scripts:
 * what the linker reaches as it is loaded.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { areAcross, aucByLanguages, judgeAcross, type Pair, readPairs } from '../score-pairs.ts';
import { readSet, scoreInOrder } from '../score-stories.ts';
import events from './invented-events.data.json' with { type: 'json' };

const [sets = '', ...files] = process.argv.slice(2);
const row: Record<string, number | string> = {};
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
for (const file of readdirSync(sets).filter((name) => name.endsWith('.jsonl')))
  row[file.replace('.jsonl', '')] = (await scoreInOrder(readSet(join(sets, file)))).toFixed(1);
for (const file of files) addPairs(file.replace(/^.*\/|\.jsonl$/g, ''), readPairs(file));
addPairs('made up', madeUp());
console.log(JSON.stringify(row));

function addPairs(name: string, pairs: readonly Pair[]): void {
  const auc = (some: readonly Pair[]) => mean([...aucByLanguages(some).values()]).toFixed(3);
  const [across, within] = [pairs.filter(areAcross), pairs.filter((pair) => !areAcross(pair))];
  if (within.length > 0) row[`${name} within`] = auc(within);
  if (across.length === 0) return;
  row[`${name} across`] = auc(across);
  const { right, wrong } = judgeAcross(across).links.suggested;
  row[`${name} links`] = `${right}/${wrong}`;
}

/** Each event in each two of the languages, and with every other event. */
function madeUp(): Pair[] {
  const languages = ['en', 'ar', 'ru', 'el'] as const;
  return languages.flatMap((one, at) =>
    languages
      .slice(at + 1)
      .flatMap((other) =>
        events.flatMap((a) =>
          events.map((b) => ({ a: textOf(a, one), b: textOf(b, other), related: a === b })),
        ),
      ),
  );
}

function textOf(event: Readonly<Record<string, readonly string[]>>, language: string) {
  const [title = '', text = ''] = event[language] ?? [];
  return { language, title, text };
}
