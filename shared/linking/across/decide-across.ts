import type { ArticleId, Instant } from '../../model/ids.ts';
import type { Link } from '../../model/story.ts';
import { areHeard, scriptOf } from '../../text/name-skeleton.ts';
import { primaryLanguage } from '../../text/tokens.ts';
import { bothEnds, inOrder } from '../decide/decide-links.ts';
import { acrossEvidence } from '../evidence/across-evidence.ts';
import { daysApart } from '../likeness/instants.ts';
import type { LinkableText } from '../likeness/signature.ts';
import { inThousandths } from '../likeness/thousandths.ts';
import { dot, type Vector } from '../likeness/vector.ts';
import {
  type AnchorOf,
  anchorsOf,
  anchorWords,
  heardAnchorsOf,
  isCity,
  isPlace,
  isSound,
  sounding,
  spelling,
} from './anchors.ts';
import { type CombinedEvidence, combineEvidence, type PairEvidence } from './combine-evidence.ts';

/** One end of a link across languages. */
export type AcrossEnd = LinkableText & {
  readonly articleId: ArticleId;
  readonly url: string;
  readonly at: Instant;
};

/** From here on nine of ten pairs tell one event; see docs/linking/across-languages.md. */
const leastLikeness = 0.33;
/** In two scripts names are told by sound, which is less: so much, and so many names and numbers. */
const leastHeard = 0.3;
const fewestHeard = 3;
/** A translation keeps so many names, places and numbers of the text that it was made from … */
const fewestInStep = 8;
/** … each about where it stood: so far apart on average, in parts of the text. */
const mostApart = 0.06;
/** … and is about as long. */
const mostLonger = 2;
const comparedWords = 2000;
/** Shorter words are spelt alike by chance. */
const fewestLetters = 3;

/** What is made of two reports in two languages. */
export type AcrossDecision = {
  /** Both ends of a link; none where the two share too little. */
  readonly links: readonly Link[];
  /** Whether their stories are one; only ever with the vectors of an encoder. */
  readonly merges: boolean;
};

type Pair = {
  readonly article: AcrossEnd;
  readonly other: AcrossEnd;
  readonly linkedAt: Instant;
  /** How alike an encoder finds the two stories. */
  readonly vector?: Similarity;
};

/** A cosine and the encoder that it is of. */
export type Similarity = NonNullable<PairEvidence['vector']>;

/**
 * The link between two reports in two languages, from both ends: `translation` where one has
 * the names and numbers of the other in the order of the other, else `suggested`: without a
 * model of meaning nothing more is claimed. With one, the two may be of one story.
 *
 * @returns no link where they share too little, or are in one language
 *
 * @example
 * decideAcross({ article: english, other: french, linkedAt }).links.map(({ kind }) => kind) // ['suggested', 'suggested']
 */
export function decideAcross({ article, other, linkedAt, vector }: Pair): AcrossDecision {
  if (primaryLanguage(article.language) === primaryLanguage(other.language)) return apart;
  const [earlier, later] = inOrder(article, other);
  const heard = areHeard(scriptOf(wholeOf(earlier)), scriptOf(wholeOf(later)));
  const [ours, theirs] = [earlier, later].map(heard ? heardAnchorsOf : anchorsOf);
  if (ours === undefined || theirs === undefined) return apart;
  const compared = { ours, theirs, anchorOf: heard ? sounding : spelling };
  const anchors = Math.min(1, dot(ours, theirs));
  const suggests =
    anchors >= (heard ? leastHeard : leastLikeness) && (!heard || tellsByEar(ours, theirs));
  if (!suggests && vector === undefined) return apart;
  const found = combineEvidence({
    ...{ anchors, suggests, shared: sharedNames(ours, theirs).length },
    inStep: areInStep(earlier, later, compared.anchorOf),
    gapDays: daysApart(later.at, earlier.at, earlier.at),
    ...(vector !== undefined && { vector }),
  });
  if (found === undefined) return apart;
  const { kind, score, merges } = found;
  const evidence = {
    ...acrossEvidence(earlier, later, { ...compared, scale: scaleOf(found, anchors) }),
    ...(vector !== undefined && { vector: vectorEvidence(vector, found) }),
  };
  return { links: bothEnds({ from: earlier, to: later, kind, score, evidence, linkedAt }), merges };
}

const apart: AcrossDecision = { links: [], merges: false };

/** What a shared word adds to the score, by what it adds to the likeness of the anchors. */
const scaleOf = ({ parts }: CombinedEvidence, anchors: number): number =>
  anchors === 0 ? 0 : parts.words / anchors;

const vectorEvidence = ({ model, cosine }: Similarity, { parts }: CombinedEvidence) => ({
  model,
  cosine: inThousandths(cosine),
  weight: inThousandths(parts.vectors),
});

const wholeOf = ({ title, text }: LinkableText): string => `${title}\n${text}`;

/** A name, and with it other names or numbers; two countries and a day are in too many reports. */
function tellsByEar(ours: Vector, theirs: Vector): boolean {
  const shared = sharedNames(ours, theirs);
  return shared.length >= fewestHeard && shared.some((anchor) => isSound(anchor) || isCity(anchor));
}

const sharedNames = (ours: Vector, theirs: Vector): string[] =>
  [...ours.keys()].filter((anchor) => theirs.has(anchor) && !isPlace(anchor));

/** Whether the same names, places and numbers come in the same order, at about the same places. */
function areInStep(a: AcrossEnd, b: AcrossEnd, anchorOf: AnchorOf): boolean {
  const [first, second] = [firstPlaces(a, anchorOf), firstPlaces(b, anchorOf)];
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
function firstPlaces({ title, text, language }: AcrossEnd, anchorOf: AnchorOf) {
  const words = anchorWords(`${title}\n${text}`, { language, anchorOf, limit: comparedWords });
  const places = new Map<string, number>();
  for (const [at, { anchor }] of words.entries())
    if (anchor !== undefined && !places.has(anchor))
      if (isPlace(anchor) || anchor.length >= fewestLetters) places.set(anchor, at / words.length);
  return { places, length: words.length };
}
