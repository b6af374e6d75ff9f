import { areAcross, judgeAcross, readPairs } from './score-pairs.ts';

/**
 * Links across languages on labelled pairs: `node --import tsx bench/linking-across.ts PAIRS.jsonl`,
 * a line `{ a, b, related }` with texts `{ language, title, text }`. Every text of the file is a
 * story of its own and competes with all others, as in a sweep; the labels judge what is linked.
 */
const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: linking-across.ts PAIRS.jsonl');
const pairs = readPairs(file).filter(areAcross);
const { links, texts, compared } = judgeAcross(pairs);
const related = pairs.filter((pair) => pair.related).length;
console.table(
  Object.fromEntries(
    Object.entries(links).map(([kind, { right, wrong, unlabelled }]) => [
      kind,
      { right, wrong, unlabelled, precision: Math.round((1000 * right) / (right + wrong)) / 10 },
    ]),
  ),
);
console.log(`${texts} texts, ${compared} pairs compared whole, ${related} related`);
