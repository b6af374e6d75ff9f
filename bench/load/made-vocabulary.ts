import { frequencyTable } from '../../shared/text/frequency-table.ts';
import { tokensOf } from '../../shared/text/tokens.ts';
import { madeWord, type Random, rank, type Script } from './made-words.ts';

/** What a language says: common words as often as its texts have them, and a tail without end. */
export type Vocabulary = {
  readonly script: Script;
  /** Any word, as often as it comes in running text. */
  readonly word: (random: Random) => string;
  /** A word that says what a text is about. */
  readonly topical: (random: Random) => string;
  /** A word that few texts have. */
  readonly rare: (random: Random) => string;
};

const scripts: Readonly<Record<string, Script>> = { ar: 'Arabic', ru: 'Cyrillic', zh: 'Han' };

/** Words beyond the table of a language. */
const tailWords = 200_000;
/** Words of the tail begin so far on, so that none is as short as a common word. */
const tailFrom = 8000;
/** Topical words are held by this part of all texts, at most and at least. */
const topicalShare = { most: 0.06, least: 0.0005 };

/**
 * The words of a language from the product's own table of how many documents hold each. Beyond
 * the table, words are made up, and grow rarer as they do in any language (Zipf): the first of them
 * is as common as the rarest in the table.
 *
 * A table says how many texts have a word; if it comes by chance alone, so many times in each.
 */
export function vocabularyOf(language: string): Vocabulary {
  const table = frequencyTable(language);
  if (table === undefined) throw new Error(`no word table for ${language}`);
  const script = scripts[language] ?? 'Latin';
  const words = [...table.counts].filter(([term]) => isWhole(term, language));
  const rates = words.map(([, count]) => -Math.log(1 - count / (table.documents + 1)));
  const rarest = Math.min(...rates);
  const tail = rarest * words.length * Math.log(1 + tailWords / words.length);
  const draw = drawBy([...rates, tail]);
  const topics = words
    .filter(([, count]) => isTopical(count / table.documents))
    .map(([term]) => term);
  // From the end of the table on, ranks go on, and do not begin anew with the commonest.
  const rare = (random: Random) =>
    madeWord(tailFrom + rank(tailWords, random, words.length), script);
  return {
    script,
    rare,
    word: (random) => words[draw(random)]?.[0] ?? rare(random),
    topical: (random) => topics[rank(topics.length, random)] ?? rare(random),
  };
}

const isTopical = (share: number) => share <= topicalShare.most && share >= topicalShare.least;

/** Stems that are stemmed further when they are read are no words for a text. */
function isWhole(term: string, language: string): boolean {
  const [only, ...more] = tokensOf(term, language);
  return only?.term === term && more.length === 0;
}

/** Draws places of a list, each as often as its weight says. */
function drawBy(weights: readonly number[]): (random: Random) => number {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (const [at, weight] of weights.entries()) {
    sum += weight;
    sums[at] = sum;
  }
  return (random) => {
    const wanted = random() * sum;
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sums[middle] ?? 0) <= wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
