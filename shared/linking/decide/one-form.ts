import { placesOf } from '../../text/places.ts';

type Text = { readonly language: string; readonly title: string; readonly text: string };

/**
 * Whether two texts that are worded alike are two reports by one form, as of the calls of two kings: each headline
 * names a country that the other text never mentions.
 *
 * @example
 * areOfOneForm(
 *   { language: 'en', title: 'King of Jordan calls', text: '' },
 *   { language: 'en', title: 'King of Bahrain calls', text: '' },
 * ) // true
 */
export function areOfOneForm(a: Text, b: Text): boolean {
  const [ours, theirs] = [a, b].map(({ title, language }) => placesOf(title, language));
  return names(ours, theirs, b) && names(theirs, ours, a);
}

/** Whether a headline names a country that neither the other headline nor the text under it has. */
function names(
  places: readonly string[] = [],
  others: readonly string[] = [],
  other: Text,
): boolean {
  const own = places.filter((place) => !others.includes(place));
  if (own.length === 0) return false;
  const told = placesOf(other.text, other.language);
  return own.some((place) => !told.includes(place));
}
