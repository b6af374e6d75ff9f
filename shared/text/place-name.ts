import { perLanguage } from './place-names.ts';

const code = /^[A-Z]{2}$/;

/**
 * What a reader calls a place that texts were found to name; one that is no code stays as it is.
 *
 * @example
 * placeName('SA') // 'Saudi Arabia'
 * placeName('SA', 'ar') // 'المملكة العربية السعودية'
 * placeName('Aleppo') // 'Aleppo'
 */
export function placeName(place: string, language = 'en'): string {
  if (!code.test(place)) return place;
  return names(language).of(place) ?? place;
}

const names = perLanguage((language) => {
  try {
    return new Intl.DisplayNames([language], { type: 'region' });
  } catch {
    return new Intl.DisplayNames(['en'], { type: 'region' }); // a tag that is no language
  }
});
