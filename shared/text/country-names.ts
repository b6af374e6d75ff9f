import { perLanguage } from './place-names.ts';

/** Words that are seldom the country when they look like its name. */
const misleading = new Map<string, readonly string[]>(
  Object.entries({
    // «مالي» is “financial” first.
    ar: ['ML'],
    // Michael and Chad, and the dinner; Granada is in Spain; Maurice, Mauricio; a reunion is no
    // island; «того» is a pronoun.
    en: ['TD', 'GE'],
    es: ['RE', 'GD', 'MU'],
    fr: ['MU'],
    it: ['RE'],
    pt: ['RE'],
    ru: ['TG'],
  }),
);
/**
 * Codes for what is no country (outlying Oceania, pseudo-locales, the whole world), and islands
 * whose names are other words: New Jersey, Christmas, a song in Turkish.
 */
const skippedEverywhere = new Set(['QO', 'XA', 'XB', 'ZZ', 'EZ', 'JE', 'CX', 'CQ']);

/**
 * The names of countries in a language, long ones and short ones, as the runtime knows them.
 *
 * @example
 * countryNames('de').find(([place]) => place === 'SY') // ['SY', 'Syrien']
 */
export const countryNames = perLanguage(
  (language): readonly (readonly [place: string, name: string])[] => {
    const skipped = misleading.get(language) ?? [];
    const names = (['long', 'short'] as const).map((style) => displayNames(language, style));
    return codes()
      .filter((place) => !skipped.includes(place))
      .flatMap((place) => names.map((of) => [place, of?.of(place) ?? ''] as const))
      .filter(([place, name]) => name !== '' && name !== place);
  },
);

let known: readonly string[] | undefined;

/** Two letters that no country has are answered with themselves, and left out. */
function codes(): readonly string[] {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const english = displayNames('en', 'long');
  known ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((place) => !skippedEverywhere.has(place) && english?.of(place) !== undefined)
    .filter(isCurrent);
  return known;
}

/** Codes of former countries (`CS`, `RH`) are answered with the names of those that followed. */
const isCurrent = (place: string): boolean =>
  Intl.getCanonicalLocales(`und-${place}`)[0] === `und-${place}`;

function displayNames(language: string, style: 'long' | 'short'): Intl.DisplayNames | undefined {
  try {
    return new Intl.DisplayNames([language], { type: 'region', fallback: 'none', style });
  } catch {
    return undefined; // a tag that is no language
  }
}
