import { createRequire } from 'node:module';
import { startsWithCapital } from './capital.ts';
import { countryNames } from './country-names.ts';
import { perLanguage } from './place-names.ts';
import { ownCopy, RememberedWords } from './remembered-words.ts';
import { foldWord } from './tokens.ts';

/** How a language makes words for peoples of the names of their countries; patterns are of what is left of a word. */
type Rules = {
  /** What a name loses at its end. */
  readonly cut: string;
  /** What then makes it a word for the people or of the country. */
  readonly people: string;
  /** What then makes it a case of the name itself. */
  readonly case?: string;
  /** Beginnings of words that are made another way: a code, then what it is called by; with `$`, whole words. */
  readonly own: string;
  /** What may follow these. */
  readonly after: string;
  /** What may grow on in front, as articles and prepositions do in Arabic and Hebrew. */
  readonly pre?: string;
  /** Letters of the shortest name that others are made of. */
  readonly least?: number;
};

type Peoples = {
  readonly names: ReadonlyMap<string, string>;
  readonly own: ReadonlyMap<string, string>;
  readonly people: RegExp;
  readonly case: RegExp;
  readonly after: RegExp;
  readonly pre: RegExp;
  readonly least: number;
};

const fewestLetters = 4;
const longestWord = 30;
const never = '(?!)';
const marks = /[\u0300-\u036f\u0591-\u05c7]/g;
/** Scripts that write a country with a capital, which tells its name from a word that is spelt alike. */
const cased = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/**
 * The country whose people a word is of, or that it names in one of its cases.
 *
 * @returns the ISO 3166 code; `undefined` for most words, and in languages whose rules are not known
 *
 * @example
 * peopleOf('Syrern', 'de') // 'SY'
 * peopleOf('والسوريين', 'ar') // 'SY'
 */
export const peopleOf = (word: string, language: string): string | undefined =>
  peopleFinder(language)(word);

/** {@link peopleOf} for the words of a text, by what is known of its language. */
export function peopleFinder(language: string): (word: string) => string | undefined {
  const peoples = peoplesOf(language);
  if (peoples === undefined) return () => undefined;
  const words = remembered.of(language);
  return (word) => {
    const known = words.get(word);
    if (known !== undefined) return known === noPeople ? undefined : known;
    if (word.length > longestWord) return undefined;
    const found = find(word, peoples);
    remembered.keep(ownCopy(word), found ?? noPeople, words);
    return found;
  };
}

const remembered = new RememberedWords<string>(100_000, () => new Map());
const noPeople = '';

function find(word: string, peoples: Peoples): string | undefined {
  const folded = fold(word);
  const bare = folded.replace(peoples.pre, '');
  const named = !cased.test(word) || startsWithCapital(word);
  return (
    madeOf(folded, named, peoples) ?? (bare === folded ? undefined : madeOf(bare, named, peoples))
  );
}

/** The longest beginning decides: «nigérien» is of Niger where «nigérian» is of Nigeria. */
function madeOf(word: string, named: boolean, peoples: Peoples): string | undefined {
  const itself = peoples.own.get(`${word}$`);
  if (itself !== undefined) return itself;
  for (let length = word.length; length >= peoples.least; length--) {
    const [stem, rest] = [word.slice(0, length), word.slice(length)];
    const own = peoples.own.get(stem);
    if (own !== undefined && peoples.after.test(rest)) return own;
    const name = peoples.names.get(stem);
    if (name === undefined) continue;
    if (peoples.people.test(rest) || (named && peoples.case.test(rest))) return name;
  }
  return undefined;
}

/** Without what spelling leaves open; Hangul is put together again. */
const fold = (word: string): string =>
  foldWord(word).normalize('NFD').replace(marks, '').normalize('NFC');

const whole = (pattern: string): RegExp => new RegExp(`^(?:${fold(pattern)})$`, 'u');

const peoplesOf = perLanguage((language): Peoples | undefined => {
  const all = rules();
  const of = Object.hasOwn(all, language) ? all[language] : undefined;
  if (of === undefined) return undefined;
  const least = of.least ?? fewestLetters;
  return {
    names: namesOf(language, of, least),
    own: ownOf(of.own),
    ...{ people: whole(of.people), case: whole(of.case ?? never), after: whole(of.after) },
    ...{ pre: new RegExp(`^(?:${fold(of.pre ?? never)})`, 'u'), least },
  };
});

function ownOf(own: string): Map<string, string> {
  const stems = new Map<string, string>();
  for (const entry of own.split(';')) {
    const [place = '', ...forms] = entry.split(' ');
    for (const form of forms) stems.set(fold(form), place);
  }
  return stems;
}

/** Names of one word, whole and without what they lose. */
function namesOf(language: string, { cut, pre }: Rules, least: number): Map<string, string> {
  const [end, front] = [
    new RegExp(`(?:${fold(cut)})`, 'u'),
    new RegExp(`^(?:${fold(pre ?? never)})`, 'u'),
  ];
  const stems = new Map<string, string>();
  for (const [place, name] of countryNames(language)) {
    if (!/^[\p{L}\p{M}]+$/u.test(name)) continue;
    const folded = fold(name);
    for (const stem of [folded, folded.replace(front, '').replace(end, '')])
      if (stem.length >= least && !stems.has(stem)) stems.set(stem, place);
  }
  return stems;
}

/** Thirty kilobytes, read when the first text is met. */
let table: Readonly<Record<string, Rules>> | undefined;

const rules = (): Readonly<Record<string, Rules>> => {
  table ??= createRequire(import.meta.url)('./places/peoples.data.json') as Record<string, Rules>;
  return table;
};
