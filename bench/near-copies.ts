/**
 * How many copies are found, and how many strangers are called copies: texts of labelled sets,
 * and what is made of them. Texts of one event in `--writers` sets are of several writers.
 *
 *   node --import tsx bench/near-copies.ts SET.jsonl... [--writers SET.jsonl...]
 */
import { containment, copyContainment, sketchOf } from '../shared/linking/likeness/near-copy.ts';
import { primaryLanguage, wordsIn } from '../shared/text/tokens.ts';
import {
  copiesOf,
  type Pair,
  type Report,
  randomFrom,
  strangersOf,
  type Text,
} from './near-copies/make-pairs.ts';
import { type LabelledDocument, readSet } from './score-stories.ts';

/** A shorter text is a teaser. */
const fewestWords = 80;
const mostTexts = 400;
/** Words of which the linker makes a sketch. */
const sketchTokens = 800;

const split = process.argv.indexOf('--writers');
const files = process.argv.slice(2, split < 0 ? undefined : split);
const writers = split < 0 ? [] : process.argv.slice(split + 1);

const longEnough = ({ text }: Text): boolean => text.split(/\s+/).length >= fewestWords;
const textOf = ({ text, language, gold }: LabelledDocument): Report => ({
  ...{ text, language: primaryLanguage(language) },
  event: gold,
});

const sketches = new Map<string, ReadonlySet<number>>();
function sketch({ text, language }: Text): ReadonlySet<number> {
  const known = sketches.get(text);
  if (known !== undefined) return known;
  const made = new Set(sketchOf(wordsIn(text, language, sketchTokens)));
  sketches.set(text, made);
  return made;
}

const isFound = ([a, b]: Pair): boolean => [...sketch(a)].some((hash) => sketch(b).has(hash));
const isProved = ([a, b]: Pair): boolean => (containment(a, b) ?? 0) >= copyContainment;
const percent = (part: number, all: number): number => Number(((100 * part) / all).toFixed(2));

type Row = Record<string, string | number>;
const rows: Row[] = [];

function measure(language: string, kind: string, pairs: readonly Pair[], copies: boolean): void {
  const found = pairs.filter(isFound);
  const proved = pairs.filter(isProved);
  const both = found.filter(isProved).length;
  rows.push({
    ...{ language, kind, pairs: pairs.length, wanted: copies ? '>= 99' : '<= 0.1' },
    'share a hash': percent(found.length, pairs.length),
    'held enough': percent(proved.length, pairs.length),
    'called copies': percent(both, pairs.length),
  });
}

/** Every two texts of one event. */
function ofOneEvent(documents: readonly LabelledDocument[]): Pair[] {
  const pairs: Pair[] = [];
  for (const [at, a] of documents.entries())
    for (const b of documents.slice(at + 1))
      if (a.gold === b.gold && longEnough(a) && longEnough(b)) pairs.push([textOf(a), textOf(b)]);
  return pairs;
}

const byLanguage = new Map<string, Report[]>();
for (const document of files.flatMap(readSet).filter(longEnough)) {
  const text = textOf(document);
  byLanguage.set(text.language, [...(byLanguage.get(text.language) ?? []), text]);
}
for (const [language, all] of byLanguage) {
  const random = randomFrom(1);
  const step = Math.max(1, Math.floor(all.length / mostTexts));
  const texts = all.filter((_, at) => at % step === 0).slice(0, mostTexts);
  for (const [kind, pairs] of copiesOf(texts, random)) measure(language, kind, pairs, true);
  for (const [kind, pairs] of strangersOf(texts, language, random))
    measure(language, kind, pairs, false);
}
for (const file of writers) {
  const documents = readSet(file);
  const language = primaryLanguage(documents[0]?.language ?? 'und');
  measure(language, 'one event, other writers', ofOneEvent(documents), false);
}
console.table(rows);
