import type { ArticleId, Instant } from '../model/ids.ts';
import type { Evidence, Link } from '../model/story.ts';
import { primaryLanguage } from '../text/tokens.ts';
import { anchorsOf, anchorWords, isNumber, isPlace } from './anchors.ts';
import { bothEnds, inOrder } from './decide-links.ts';
import { weightsOf } from './evidence.ts';
import type { LinkableText } from './signature.ts';
import { dot, type Vector } from './vector.ts';

/** One end of a link across languages. */
export type AcrossEnd = LinkableText & {
  readonly articleId: ArticleId;
  readonly url: string;
  readonly at: Instant;
};

/** From here on nine of ten pairs tell one event; see docs/linking.md. */
const leastLikeness = 0.33;
/** A translation keeps so many names, places and numbers of the text that it was made from … */
const fewestInStep = 8;
/** … each about where it stood: so far apart on average, in parts of the text. */
const mostApart = 0.06;
/** … and is about as long. */
const mostLonger = 2;
const comparedWords = 2000;
/** Shorter words are spelt alike by chance. */
const fewestLetters = 3;
const shownNames = 10;
const shownNumbers = 5;

/**
 * The link between two reports in two languages, from both ends: `translation` where one has
 * the names and numbers of the other in the order of the other, else `suggested`: without a
 * model of meaning nothing more is claimed.
 *
 * @returns no link where they share too little, or are in one language
 *
 * @example
 * linkAcross({ article: english, other: french, linkedAt }).map(({ kind }) => kind) // ['suggested', 'suggested']
 */
export function linkAcross({
  article,
  other,
  linkedAt,
}: {
  readonly article: AcrossEnd;
  readonly other: AcrossEnd;
  readonly linkedAt: Instant;
}): Link[] {
  if (primaryLanguage(article.language) === primaryLanguage(other.language)) return [];
  const [earlier, later] = inOrder(article, other);
  const [ours, theirs] = [anchorsOf(earlier), anchorsOf(later)];
  const score = Math.min(1, dot(ours, theirs));
  if (score < leastLikeness) return [];
  const evidence = anchorEvidence(earlier, ours, theirs);
  const kind = areInStep(earlier, later) ? 'translation' : 'suggested';
  return bothEnds({ from: earlier, to: later, kind, score, evidence, linkedAt });
}

/** Whether the same names, places and numbers come in the same order, at about the same places. */
function areInStep(a: AcrossEnd, b: AcrossEnd): boolean {
  const [first, second] = [firstPlaces(a), firstPlaces(b)];
  const longer = first.length / Math.max(1, second.length);
  if (longer > mostLonger || longer < 1 / mostLonger) return false;
  let apart = 0;
  let shared = 0;
  for (const [anchor, at] of first.places) {
    const other = second.places.get(anchor);
    if (other === undefined) continue;
    shared++;
    apart += Math.abs(at - other);
  }
  return shared >= fewestInStep && apart / shared <= mostApart;
}

/** For each anchor of a text where it comes first, as a part of the text. */
function firstPlaces({ title, text, language }: AcrossEnd) {
  const words = anchorWords(`${title}\n${text}`, language, comparedWords);
  const places = new Map<string, number>();
  for (const [at, { anchor }] of words.entries())
    if (!places.has(anchor) && (isPlace(anchor) || anchor.length >= fewestLetters))
      places.set(anchor, at / words.length);
  return { places, length: words.length };
}

function anchorEvidence(a: AcrossEnd, ours: Vector, theirs: Vector): Evidence {
  const printed = new Map<string, string>();
  for (const { anchor, token } of anchorWords(`${a.title}\n${a.text}`, a.language, comparedWords))
    if (!printed.has(anchor)) printed.set(anchor, token.word);
  const shared = [...ours]
    .map(([anchor, weight]) => ({ anchor, weight: weight * (theirs.get(anchor) ?? 0) }))
    .filter(({ weight }) => weight > 0)
    .sort((x, y) => y.weight - x.weight || (x.anchor < y.anchor ? -1 : 1));
  const show = (pick: (anchor: string) => boolean, most: number) =>
    shared
      .filter(({ anchor }) => pick(anchor))
      .slice(0, most)
      .map(({ anchor, weight }) => ({ shown: printedForm(anchor, printed), weight }));
  const names = show((anchor) => !isPlace(anchor) && !isNumber(anchor), shownNames);
  const places = show(isPlace, shownNames);
  const numbers = show(isNumber, shownNumbers);
  const shownOf = (parts: typeof names) => parts.map(({ shown }) => shown);
  return {
    ...{ terms: [], names: shownOf(names), places: shownOf(places), numbers: shownOf(numbers) },
    weights: weightsOf([...names, ...places, ...numbers]),
  };
}

const printedForm = (anchor: string, printed: ReadonlyMap<string, string>): string =>
  isPlace(anchor) || isNumber(anchor) ? anchor.slice(1) : (printed.get(anchor) ?? anchor);
