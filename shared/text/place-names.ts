import { startsWithCapital } from './capital.ts';
import { writerOf } from './scripts.ts';
import { foldWord, type Token, tokensOf } from './tokens.ts';

type Name = {
  readonly place: string;
  /** Its first word as printed. */
  readonly first: string;
  /** The terms that follow the first one. */
  readonly rest: readonly string[];
};

/** Names by their first term, the longest first. */
export type NameIndex = Map<string, readonly Name[]>;

const longestName = 6;
/** `tr:AB`: a name in Turkish, in other languages a word. */
const ofOneLanguage = /^(\w\w):(.*)$/;

/** Picks the names of a table that texts of a language hold. */
export function namesIn(language: string): (forms: readonly string[]) => string[] {
  const writes = writerOf(language);
  return (forms) =>
    forms.flatMap((form) => {
      const [, of = language, name = form] = ofOneLanguage.exec(form) ?? [];
      return of === language && writes(name) ? [name] : [];
    });
}

/** Makes a name findable in texts of a language; of two alike the first stays. */
export function addName(
  index: NameIndex,
  { name, place, language }: { readonly name: string; readonly place: string; language: string },
): void {
  const [token, ...others] = tokensOf(name, language, longestName);
  if (token === undefined) return;
  const rest = others.map(({ term }) => term);
  const names = index.get(token.term) ?? [];
  const isKnown = names.some(
    (one) => one.first === token.word && one.rest.join(' ') === rest.join(' '),
  );
  if (isKnown) return;
  // «South Korea» before what it begins with.
  const all = [...names, { place, first: token.word, rest }];
  index.set(
    token.term,
    all.sort((a, b) => b.rest.length - a.rest.length),
  );
}

/**
 * The name that begins at a token.
 *
 * @returns what it names, and of how many tokens it is
 */
export function nameAt(
  index: NameIndex,
  { tokens, at, language }: { readonly tokens: readonly Token[]; at: number; language: string },
): { readonly place: string; readonly length: number } | undefined {
  const token = tokens[at];
  const names = token && index.get(token.term);
  const found = names?.find(
    ({ first, rest }) => follows(tokens, at, rest) && isWritten(token?.word ?? '', first, language),
  );
  return found && { place: found.place, length: 1 + found.rest.length };
}

const follows = (tokens: readonly Token[], at: number, rest: readonly string[]): boolean =>
  rest.every((term, offset) => tokens[at + 1 + offset]?.term === term);

/** Languages that print a name whole, whatever they add to it; others cut off its last letter. */
const whole: ReadonlySet<string> = new Set(
  'en fr de es pt it ca nl af sv da nb nn no id ms tr az fi et hu eu'.split(' '),
);
const abbreviation = /^\p{Lu}{2,3}$/u;
const longestEnding = 3;
/** Of a shorter name, too little is left when a letter is cut off. */
const longEnough = 5;

/**
 * Stems bring words together that are not one: «madre» is not Madrid, «hinter» not Hint, «un»
 * not UN, «رياضي» not الرياض. So letters, and case where there is one, are held against the
 * name's own.
 */
function isWritten(word: string, name: string, language: string): boolean {
  if (word === name) return true;
  if (isArabic.test(name)) return isWrittenInArabic(foldWord(word), foldWord(name));
  if (isHebrew.test(name))
    return word.includes(name.slice(0, Math.max(longEnough, name.length) - 1));
  if (abbreviation.test(name)) return word === word.toUpperCase();
  if (startsWithCapital(name) && !startsWithCapital(word)) return false;
  const [found, wanted] = [foldWord(word), foldWord(name)];
  if (found.length > wanted.length + longestEnding) return false;
  const shared = sharedStart(found, wanted);
  if (shared === wanted.length) return true;
  // «Сирии» has lost the last letter of «Сирия».
  return !whole.has(language) && wanted.length >= longEnough && shared === wanted.length - 1;
}

/** Small words stand before a name in one with it: «בסוריה». */
const isHebrew = /^\p{Script=Hebrew}/u;
const isArabic = /^\p{Script=Arabic}/u;
const particle = /^[وف]?[بكل]?/;
const article = /^ال/;
/** «للسعودية»: the article has lost its alef. */
const forThe = /^([وف]?)لل/;
/** «سوريا» and «سورية» are one. */
const lastVowel = /[اه]$/;

function isWrittenInArabic(word: string, name: string): boolean {
  const ending = lastVowel.test(name) ? lastVowel : /$/;
  const wanted = name.replace(ending, '');
  const found = word.replace(ending, '');
  const bare = found.replace(particle, '').replace(article, '');
  return [found, found.replace(forThe, 'ال'), found.replace(particle, ''), bare].includes(wanted);
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

/** What is made for each language that is met; past a bound it starts afresh, so that tags cannot fill it. */
export function perLanguage<Made>(make: (language: string) => Made): (language: string) => Made {
  const made = new Map<string, Made>();
  return (language) => {
    const known = made.get(language);
    if (known !== undefined || made.has(language)) return known as Made;
    if (made.size >= mostLanguages) made.clear();
    const fresh = make(language);
    made.set(language, fresh);
    return fresh;
  };
}

const mostLanguages = 60;
