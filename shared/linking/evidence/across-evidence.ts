import type { Evidence } from '../../model/story.ts';
import { perLanguage } from '../../text/place-names.ts';
import { foldWord, primaryLanguage } from '../../text/tokens.ts';
import { type AnchorOf, anchorWords, isCity, isNumber, isPlace } from '../across/anchors.ts';
import type { LinkableText } from '../likeness/signature.ts';
import type { Vector } from '../likeness/vector.ts';
import { weightsOf } from './evidence.ts';
import { isSmall, type ReadText } from './read-words.ts';
import { sharedPhrases } from './shared-phrases.ts';

/** Words of a text in which what is shared is looked for: names come back all through a report. */
const lookedAt = 500;
const shownNames = 8;
const shownTerms = 4;
const shownPlaces = 8;
const shownNumbers = 4;

type Anchored = {
  /** What each of the two is compared by; see `anchors.ts`. */
  readonly ours: Vector;
  readonly theirs: Vector;
  readonly anchorOf: AnchorOf;
  /** What a shared word adds to the score, by what it adds to the likeness of the anchors. */
  readonly scale: number;
};

/**
 * What two texts in two languages share, as the first of them prints it: names and the words beside
 * them, words that are spelt alike, places, numbers and days.
 *
 * @example
 * acrossEvidence(english, french, anchored).names // ['Emmanuel Macron', 'Thilo Sarrazin']
 */
export function acrossEvidence(a: LinkableText, b: LinkableText, anchored: Anchored): Evidence {
  const { anchorOf } = anchored;
  const shared = sharedAnchors(anchored);
  const places = shared
    .filter(({ anchor }) => isPlace(anchor) || isCity(anchor))
    .map(({ anchor, weight }) => ({ shown: anchor.slice(1), weight }))
    .slice(0, shownPlaces);
  const ofPlaces = new Set(places.flatMap(({ shown }) => shown.split(/[ -]/).map(foldWord)));
  const words = new Map(
    shared.flatMap(({ anchor, weight }) =>
      /^[@=#]/.test(anchor) || ofPlaces.has(anchor) ? [] : [[anchor, weight]],
    ),
  );
  const phrases = sharedPhrases(readAnchors(a, anchorOf), readAnchors(b, anchorOf), words);
  // A word that both languages have in small letters is no name.
  const names = phrases.filter(({ shown }) => !isSmall(shown)).slice(0, shownNames);
  const terms = phrases.filter(({ shown }) => isSmall(shown)).slice(0, shownTerms);
  const inNames = new Set(names.flatMap(({ shown }) => shown.split(/[ -]/)));
  const numbers = shared
    .filter(({ anchor }) => isNumber(anchor) && !year.test(anchor) && !inNames.has(anchor.slice(1)))
    .map(({ anchor, weight }) => ({ shown: numberOrDay(anchor, a.language), weight }))
    .slice(0, shownNumbers);
  const shownOf = (parts: readonly { readonly shown: string }[]) => parts.map(({ shown }) => shown);
  return {
    ...{ terms: shownOf(terms), names: shownOf(names) },
    ...{ places: shownOf(places), numbers: shownOf(numbers) },
    weights: weightsOf([...names, ...terms, ...places, ...numbers]),
  };
}

const year = /^#(?:19|20)\d\d$/;

/** The heaviest first. */
function sharedAnchors({ ours, theirs, scale }: Anchored) {
  return [...ours]
    .map(([anchor, weight]) => ({ anchor, weight: scale * weight * (theirs.get(anchor) ?? 0) }))
    .filter(({ weight }) => weight > 0)
    .sort((x, y) => y.weight - x.weight || (x.anchor < y.anchor ? -1 : 1));
}

function readAnchors({ title, text, language }: LinkableText, anchorOf: AnchorOf): ReadText {
  const whole = `${title}\n${text}`;
  const words = anchorWords(whole, { language, anchorOf, limit: lookedAt });
  return {
    ...{ text: whole, titleLength: title.length, language },
    tokens: words.map(({ token }) => token),
    keys: words.map(({ anchor }) => anchor),
  };
}

const dayOfYear = /^#(\d\d)-(\d\d)$/;

/** `12-31` is written out, as the language writes it. */
function numberOrDay(anchor: string, language: string): string {
  const [, month, day] = dayOfYear.exec(anchor) ?? [];
  if (month === undefined || day === undefined) return anchor.slice(1);
  // A leap year has them all.
  return dayFormat(primaryLanguage(language)).format(
    Date.UTC(2024, Number(month) - 1, Number(day)),
  );
}

const dayFormat = perLanguage((language) => {
  const format = { day: 'numeric', month: 'long', timeZone: 'UTC' } as const;
  try {
    return new Intl.DateTimeFormat(`${language}-u-ca-gregory-nu-latn`, format);
  } catch {
    return new Intl.DateTimeFormat('en', format); // a tag that is no language
  }
});
