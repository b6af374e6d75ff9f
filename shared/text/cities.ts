import { createRequire } from 'node:module';
import { addName, type NameIndex, nameAt, namesIn, perLanguage } from './place-names.ts';
import { primaryLanguage, type Token } from './tokens.ts';

const withoutCapital = /^\p{Ll}/u;

/**
 * Each token that names a city or region that news is often from, or begins to, with its
 * English name: `Aleppo` for Alep, حلب and 阿勒颇.
 *
 * @example
 * citiesIn(tokensOf('Combats à Alep', 'fr'), 'fr').values().next().value // 'Aleppo'
 */
export function citiesIn(tokens: readonly Token[], language: string): Map<Token, string> {
  const primary = primaryLanguage(language);
  const index = indexOf(primary);
  const found = new Map<Token, string>();
  let past = 0;
  for (const [at, token] of tokens.entries()) {
    if (at < past || withoutCapital.test(token.word)) continue;
    const city = nameAt(index, { tokens, at, language: primary });
    if (city === undefined) continue;
    found.set(token, city.place);
    past = at + city.length;
  }
  return found;
}

const indexOf = perLanguage((language): NameIndex => {
  const index: NameIndex = new Map();
  const pick = namesIn(language);
  for (const rows of Object.values(cities()))
    for (const row of rows.split(';')) {
      const names = row.split(',');
      for (const name of pick(names)) addName(index, { name, place: names[0] ?? name, language });
    }
  return index;
});

/** By country; names of one city with a comma between them, the English one first. */
const cities = (): Readonly<Record<string, string>> =>
  createRequire(import.meta.url)('./places/cities.data.json');
