import type { Evidence } from '../model/story.ts';
import { placeName } from '../text/place-name.ts';

/**
 * What two reports share, heaviest first, each word once: a name goes before the words it is made of,
 * and countries go by their names, for «IN» and «IT» are words. What adds nothing is left out.
 *
 * @example
 * evidenceWords({ terms: ['Yara', 'storm'], names: ['Storm Yara'], places: [], numbers: ['131'] })
 * // ['Storm Yara', '131']
 */
export function evidenceWords(evidence: Evidence, limit = 12): string[] {
  const { names, places, terms, numbers, weights = {} } = evidence;
  const weighed = new Map(Object.entries(weights));
  const weightOf = (word: string) => weighed.get(word) ?? 0;
  const tells = (word: string) => weighed.get(word) !== 0;
  const countries = places.filter(tells).map((place) => placeName(place));
  const spoken = [...names, ...countries].join(' ').toLowerCase().split(/\s+/);
  const others = terms.filter((term) => !spoken.includes(term.toLowerCase()));
  const heaviest = [...others, ...numbers]
    .filter(tells)
    .toSorted((a, b) => weightOf(b) - weightOf(a));
  return [...new Set([...names, ...countries, ...heaviest])].slice(0, limit);
}
