import { placeForms } from './place-forms.ts';
import { primaryLanguage, type Token, tokensOf } from './tokens.ts';

/** Names whose first term is the key: the terms that follow it, and the place. */
type PlaceIndex = ReadonlyMap<string, readonly { rest: readonly string[]; place: string }[]>;

/** Words that are seldom the country when they look like its name. */
const misleading: Readonly<Record<string, readonly string[]>> = {
  // Michael and Chad; the dinner; «того» is a pronoun.
  en: ['TD', 'GE', 'JE'],
  ru: ['TG'],
};
const indexes = new Map<string, PlaceIndex>();
const mostIndexes = 60;
/** The words of a text that are looked at. */
const lookedAt = 300;

/**
 * The countries, unions and their capitals that a text names, as ISO 3166 codes (and `EU`,
 * `UN`), in order of first mention: the same codes in whatever language.
 *
 * @example
 * placesOf('Saudi ministers met in Damascus', 'en') // ['SA', 'SY']
 * placesOf('وصل الوزراء إلى العاصمة السعودية', 'ar') // ['SA']
 */
export function placesOf(text: string, language: string): string[] {
  return [...new Set(placesIn(tokensOf(text, language, lookedAt), language).values())];
}

/** Each token that names a place, or begins to, with the place. */
export function placesIn(tokens: readonly Token[], language: string): Map<Token, string> {
  const primary = primaryLanguage(language);
  const index = indexOf(primary);
  const found = new Map<Token, string>();
  for (const [at, token] of tokens.entries()) {
    const match = index.get(token.term)?.find(({ rest }) => follows(tokens, at, rest));
    // In English every people and place has a capital; «turkey» and «polish» are none.
    if (match === undefined || shortWord.test(token.word)) continue;
    if (primary !== 'en' || /^\p{Lu}/u.test(token.word)) found.set(token, match.place);
  }
  return found;
}

/** «un», «uno», «eu» and «ab» are no unions, though UN, UNO, EU and AB are. */
const shortWord = /^\p{Ll}{1,3}$/u;

const follows = (tokens: readonly Token[], at: number, rest: readonly string[]): boolean =>
  rest.every((term, offset) => tokens[at + 1 + offset]?.term === term);

/** Made when a language is first met: a few milliseconds, from the runtime's own names. */
function indexOf(language: string): PlaceIndex {
  const known = indexes.get(language);
  if (known !== undefined) return known;
  if (indexes.size >= mostIndexes) indexes.clear();
  const index = new Map<string, { rest: string[]; place: string }[]>();
  const add = (form: string, place: string) => {
    const [first, ...rest] = tokensOf(form, language, 6).map(({ term }) => term);
    if (first === undefined) return;
    const entries = index.get(first) ?? [];
    if (entries.some((entry) => entry.rest.join(' ') === rest.join(' '))) return;
    // The longest name first: «South Korea» before what it begins with.
    index.set(
      first,
      [...entries, { rest, place }].sort((a, b) => b.rest.length - a.rest.length),
    );
  };
  for (const [place, forms] of Object.entries(placeForms))
    for (const form of forms.split(',')) add(form, place);
  for (const [place, name] of countryNames(language)) add(name, place);
  indexes.set(language, index);
  return index;
}

/** Two letters that no country has come back as they are, and are left out. */
function countryNames(language: string): [place: string, name: string][] {
  const names = displayNames(language);
  const skipped = misleading[language] ?? [];
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((place): [string, string][] => {
      const name = skipped.includes(place) ? undefined : names?.of(place);
      return name === undefined || name === place || invented.has(place) ? [] : [[place, name]];
    });
}

/** Codes for what is no country: outlying Oceania, pseudo-locales, the whole world. */
const invented = new Set(['QO', 'XA', 'XB', 'ZZ', 'EZ']);

function displayNames(language: string): Intl.DisplayNames | undefined {
  try {
    return new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
  } catch {
    return undefined; // a tag that is no language
  }
}
