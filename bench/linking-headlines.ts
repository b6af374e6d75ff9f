/**
 * How well headlines are linked in languages of which no labelled pairs were at hand, each language as a
 * stream of its own, and all as one: means of several orders on empty tables. The headlines were written
 * for this, in `tests/fixtures/headlines/`. Results: docs/linking/languages.md.
 *
 *   node --import tsx bench/linking-headlines.ts [--orders 6]
 */
import { parseArgs } from 'node:util';
import type { Score } from './score-among.ts';
import { headlineLanguages, readHeadlines, scoreHeadlines } from './score-headlines.ts';

const { values } = parseArgs({ options: { orders: { type: 'string', default: '6' } } });

type Scores = Map<string, Score[]>;
const alone: Scores = new Map();
const mixed: Scores = new Map();

function keep(scores: Scores, found: ReadonlyMap<string, Score>): void {
  for (const [language, score] of found)
    scores.set(language, [...(scores.get(language) ?? []), score]);
}

const meanOf = (scores: readonly Score[], of: keyof Score): number =>
  Number((scores.reduce((sum, score) => sum + score[of], 0) / scores.length).toFixed(1));

const languages = headlineLanguages();
for (let seed = 1; seed <= Number(values.orders); seed++) {
  for (const language of languages)
    keep(alone, await scoreHeadlines(readHeadlines(language), seed));
  keep(mixed, await scoreHeadlines(languages.flatMap(readHeadlines), seed));
}

const rowOf = (one: readonly Score[], all: readonly Score[]) => ({
  precision: meanOf(one, 'precision'),
  recall: meanOf(one, 'recall'),
  'B-cubed': meanOf(one, 'f1'),
  'all in one stream': meanOf(all, 'f1'),
});
const rows = languages.map((language) => [
  language,
  rowOf(alone.get(language) ?? [], mixed.get(language) ?? []),
]);
const mean = rowOf([...alone.values()].flat(), [...mixed.values()].flat());
console.table({ ...Object.fromEntries(rows), mean });
