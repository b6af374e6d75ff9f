import { createRequire } from 'node:module';
import { startsWithCapital } from './capital.ts';
import { countryNames } from './country-names.ts';
import { LatestTexts } from './latest-texts.ts';
import { peopleFinder } from './peoples.ts';
import { addName, type NameIndex, nameAt, namesIn, perLanguage } from './place-names.ts';
import { primaryLanguage, type Token, tokensOf } from './tokens.ts';

/** The words of a text that are looked at. */
const lookedAt = 300;
/** «un», «uno», «eu» and «ab» are no unions, though UN, UNO, EU and AB are. */
const shortWord = /^\p{Ll}{1,3}$/u;
const shortUnits = 6;

/**
 * The countries, unions and their capitals that a text names, as ISO 3166 codes (and `EU`,
 * `UN`), in order of first mention: the same codes in whatever language.
 *
 * @example
 * placesOf('Saudi ministers met in Damascus', 'en') // ['SA', 'SY']
 * placesOf('وصل الوزراء إلى العاصمة السعودية', 'ar') // ['SA']
 */
export const placesOf = (text: string, language: string): readonly string[] =>
  latest.of(`${text.length} ${text}${language}`, () => [
    ...new Set(placesIn(tokensOf(text, language, lookedAt), language).values()),
  ]);

/** Of titles and leads. */
const latest = new LatestTexts<readonly string[]>(500);

/** Each token that names a place or its people, or begins to, with the place. */
export function placesIn(tokens: readonly Token[], language: string): Map<Token, string> {
  const primary = primaryLanguage(language);
  return find(tokens, primary, peopleFinder(primary));
}

/**
 * {@link placesIn}, by the names of places alone. Within one language «Ghanaian» tells more as
 * a rare word than as one more mention of Ghana; see docs/linking/ablation.md.
 */
export const namedPlacesIn = (tokens: readonly Token[], language: string): Map<Token, string> =>
  find(tokens, primaryLanguage(language));

function find(
  tokens: readonly Token[],
  language: string,
  otherwise?: (word: string) => string | undefined,
): Map<Token, string> {
  const index = indexOf(language);
  const found = new Map<Token, string>();
  let around: { readonly place: string; readonly end: number } | undefined;
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token === undefined) continue;
    // Most words begin no name, and need no closer look.
    const { known } = token;
    known.beginsPlace ??= index.has(token.term);
    if (!known.beginsPlace && otherwise === undefined) continue;
    // In English every people and place has a capital; «turkey» and «polish» are none.
    if (language === 'en' && !startsWithCapital(token.word)) continue;
    if (token.word.length <= shortUnits && shortWord.test(token.word)) continue;
    const name = known.beginsPlace ? nameAt(index, { tokens, at, language }) : undefined;
    const place = name?.place ?? otherwise?.(token.word);
    // «Guinea» is another country in «Papua New Guinea».
    if (place === undefined || (around && at < around.end && place !== around.place)) continue;
    found.set(token, place);
    around = { place, end: at + (name?.length ?? 1) };
  }
  return found;
}

/** Made when a language is first met: a few milliseconds, from the runtime's own names. */
const indexOf = perLanguage((language): NameIndex => {
  const index: NameIndex = new Map();
  const pick = namesIn(language);
  for (const [place, forms] of Object.entries(governments()))
    for (const name of pick(forms.split(','))) addName(index, { name, place, language });
  for (const [place, name] of countryNames(language)) addName(index, { name, place, language });
  return index;
});

/**
 * Names of peoples, capitals and what stands for a government, in whatever language; a comma
 * between them.
 */
const governments = (): Readonly<Record<string, string>> =>
  createRequire(import.meta.url)('./places/governments.data.json');
