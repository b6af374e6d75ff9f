import { isAgency } from '../../text/agencies.ts';
import { startsWithCapital } from '../../text/capital.ts';
import { isTimeWord } from '../../text/time-words.ts';
import { bondOf, isNobody } from './arabic-joins.ts';
import { isDefinite, isHonorific } from './arabic-phrases.ts';
import {
  type Compared,
  type Kind,
  keyAt,
  kindAt,
  printedAt,
  type Span,
  wordAt,
} from './compare-texts.ts';
import { isCutBehind, isEnd, isNameInTitle, isSaying } from './phrase-ends.ts';
import { isParticle, isSmall, type ReadText, startsSentence } from './read-words.ts';
import { type Telling, tellsLittle, tellsMuch } from './telling-words.ts';

/** Words of a span at most, by what it is made of. */
const longest = { name: 5, word: 3, uncased: 4, unspaced: 6 };
/** Of an Arabic name, with its title. */
const longestName = 6;
/** Places of a word that are looked at: a name is written out where it comes first. */
const lookedAt = 5;
/** Of words that stand side by side once in a text. */
const longestOnce = 3;
/** In Arabic «and», «to the» and «by the» are written with the word that they lead to something else. */
const leadsOn = /^(?:و|لل|بال)/;
/** What a word adds at least, as a part of what the one beside it adds. */
const leastOfNeighbour = 0.4;
/** «F-16» and “iPhone 6” hold a number, “June 2013” does not. */
const year = /^(?:19|20)\d\d$/;

type Asking = {
  readonly taken: ReadonlySet<string>;
  readonly tells: Telling;
  readonly isWanted?: boolean;
};

/**
 * The words around a key that stand side by side in both texts, and are a name or a phrase: of a
 * name the most, of a phrase those that come back most often; then those that the second text
 * prints just so, small letters before capitals, the shortest.
 *
 * @param taken keys that another phrase has
 * @param isWanted whether an Arabic word that says nothing by itself is better than none
 *
 * @returns nothing where the word tells no reader anything
 */
export function spanOf(
  key: string,
  compared: Compared,
  { taken, tells, isWanted = false }: Asking,
): Span | undefined {
  const spans: Span[] = [];
  for (const at of compared.places.get(key)?.slice(0, lookedAt) ?? [])
    if (tells(compared.a, at) && (isWanted || !isEnd(compared, at))) {
      const span = grow(at, compared, taken);
      if (isWanted || !isHalfName(compared, span)) spans.push(span);
    }
  if (spans.length < 2) return spans[0];
  const keys: string[] = [];
  for (const span of spans) keys.push(keysAt(compared.a, span));
  let best: Span | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (let one = 0; one < spans.length; one++) {
    const span = spans[one];
    if (span === undefined) continue;
    const rank = rankOf(span, compared, timesIn(keys, keys[one]));
    if (rank <= most) continue;
    best = span;
    most = rank;
  }
  return best;
}

/** How often a text is among a few. */
function timesIn(all: readonly string[], text: string | undefined): number {
  let times = 0;
  for (const one of all) if (one === text) times++;
  return times;
}

const keysAt = ({ keys }: ReadText, { from, to }: Span): string =>
  keys.slice(from, to + 1).join(' ');

/** Above all the words, then how it is printed. */
function rankOf(span: Span, compared: Compared, times: number): number {
  const { a, b, theirWords } = compared;
  const more = span.to - span.from;
  const printed = printedAt(a, span);
  const isTheirs = more === 0 ? theirWords.has(printed) : b.text.includes(printed);
  const words = span.kind === 'name' || more === 0 ? more : times + more;
  return (
    words * 1000 +
    (isTheirs ? 500 : 0) +
    (isSmall(printed) ? 100 : 0) -
    Math.min(99, printed.length)
  );
}

function grow(at: number, compared: Compared, taken: ReadonlySet<string>): Span {
  const { before, after } = compared;
  const kind = kindAt(compared, at);
  let span: Span = { from: at, to: at, kind };
  const most = compared.isArabic ? longestName : kind === 'number' ? 1 : longest[kind];
  for (let words = 1; words < most; words++) {
    const { from, to } = span;
    const right = after[to];
    const left = before[from];
    if (right !== undefined && joins(compared, { edge: to, at: right, kind, taken, span, words }))
      span = { from, to: right, kind };
    else if (
      left !== undefined &&
      joins(compared, { edge: from, at: left, kind, taken, span, words })
    )
      span = { from: left, to, kind };
    else break;
  }
  return span;
}

type Joining = {
  readonly edge: number;
  readonly at: number;
  readonly kind: Kind;
  readonly taken: ReadonlySet<string>;
  readonly span: Span;
  /** How many it has, small ones between them left out. */
  readonly words: number;
};

function joins(compared: Compared, joining: Joining): boolean {
  const { edge, at, kind, taken } = joining;
  const { a, pairs } = compared;
  const from = Math.min(edge, at);
  const to = Math.max(edge, at);
  if (taken.has(a.keys[at] ?? '') || !pairs.has(`${a.keys[from]} ${a.keys[to]}`)) return false;
  return kind === 'name' ? joinsName(compared, joining) : joinsPhrase(compared, joining);
}

function joinsName(compared: Compared, { edge, at }: Joining): boolean {
  const { a } = compared;
  const word = wordAt(a, at);
  const kind = kindAt(compared, at);
  if (kind === 'number') return edge < at && !year.test(word);
  if (isTimeWord(word, a.language) || isAgency(word)) return false;
  const isInBody = (a.tokens[at]?.at ?? 0) > a.titleLength;
  if (kind === 'name') return at < edge || isInBody || isNameInTitle(compared, at);
  // Outside of titles, a word that has a capital beside a name is of the name: “Supreme Court”.
  if (!isInBody || !startsWithCapital(word)) return false;
  return tellsMuch(a, at) || (tellsLittle(a, at) && !startsSentence(a, at));
}

/** Of a phrase that comes back, all words may be of every day; of one that does not, all tell something. */
function joinsPhrase(compared: Compared, { edge, at, kind, words, span }: Joining): boolean {
  const { a } = compared;
  if (kindAt(compared, at) !== kind || !tellsLittle(a, at)) return false;
  const from = Math.min(edge, at);
  const to = Math.max(edge, at);
  if (to - from > 1) return kind !== 'word' || !isCutBehind(compared, to);
  if (isSaying(wordAt(a, from), wordAt(a, to), a.language)) return false;
  if (compared.isArabic) {
    const bond = bondOf(compared, from);
    if (bond !== 'open') return bond === 'name';
    if (words >= longest.uncased) return false;
  }
  const isChained = span.to - span.from >= words;
  if (isChained || isOfChain(compared, at))
    return isOfName(compared, isChained ? [at, edge] : [edge, at]);
  const goesOn = comesBack(compared, from, to)
    ? kind === 'uncased' || tellsMuch(a, at)
    : words < longestOnce &&
      tellsMuch(a, at) &&
      isAsHeavy(compared, at, edge) &&
      !leadsOn.test(wordAt(a, to));
  return goesOn && !isEnd(compared, at) && !isEnd(compared, edge);
}

/** Whether a small word of names ties a word to another: «ناصر بن سليمان». */
const isOfChain = ({ before, after }: Compared, at: number): boolean =>
  (before[at] ?? at) < at - 1 || (after[at] ?? at) > at + 1;

/**
 * Whether a definite word belongs to a name that is tied by «son of», as in «الدكتور عبدالله بن عبدالعزيز
 * الربيعة»: one behind it, and one before it, which is none that another leads to, as in «وزير الخارجية».
 */
function isOfName({ a }: Compared, [at, beside]: readonly [at: number, beside: number]): boolean {
  if (isDefinite(wordAt(a, beside)) && !isParticle(wordAt(a, beside - 1))) return false;
  return at < beside ? isHonorific(wordAt(a, at)) : isDefinite(wordAt(a, at));
}

/**
 * Where two words that are told by themselves stand side by side in both texts: they are told as one,
 * “solar eclipse”, however light one of them is.
 *
 * @param first where the first text has the one, and `second` the other
 */
export function besideEachOther(
  first: number,
  second: number,
  compared: Compared,
): Span | undefined {
  const { a, pairs, places, after } = compared;
  const [key, other] = [a.keys[first] ?? '', a.keys[second] ?? ''];
  if (!pairs.has(`${key} ${other}`)) return undefined;
  const spans = (places.get(key) ?? []).flatMap((from): Span[] => {
    const to = after[from];
    if (to !== from + 1 || a.keys[to] !== other || !tellsMuch(a, from) || !tellsMuch(a, to))
      return [];
    if (leadsOn.test(wordAt(a, to)) || isEnd(compared, from) || isEnd(compared, to)) return [];
    if (compared.isArabic && bondOf(compared, from) === 'apart') return [];
    const kinds = [kindAt(compared, from), kindAt(compared, to)];
    if (kinds.includes('number') || kinds.includes('unspaced')) return [];
    // “disputing BuzzFeed”, “buy Mojang”: in front of a name stands what is done to it.
    if (kinds[0] === 'word' && kinds[1] === 'name') return [];
    if (isSaying(wordAt(a, from), wordAt(a, to), a.language)) return [];
    const kind = kinds[0] === kinds[1] ? kinds[0] : 'name';
    return [{ from, to, kind: kind ?? 'name' }];
  });
  // Outside of titles, where words have the capitals that are theirs.
  return spans.find(({ from }) => (a.tokens[from]?.at ?? 0) > a.titleLength) ?? spans[0];
}

const isHalfName = ({ a, isArabic }: Compared, { from, to }: Span): boolean =>
  isArabic && from === to && isNobody(wordAt(a, from));

/** Whether two words stand side by side elsewhere in the first text, too. */
function comesBack({ a, places, after }: Compared, from: number, to: number): boolean {
  const all = places.get(a.keys[from] ?? '') ?? [];
  return all.some((at) => at !== from && keyAt(a, after[at]) === a.keys[to]);
}

/** «رأفت الصباغ», not «يدعى يوسف». */
function isAsHeavy({ a, weightOf }: Compared, at: number, edge: number): boolean {
  const weight = weightOf.get(a.keys[at] ?? '') ?? 0;
  return weight >= leastOfNeighbour * (weightOf.get(a.keys[edge] ?? '') ?? 0);
}
