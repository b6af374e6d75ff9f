import type { EmbeddingModelName } from '../../model/embedding.ts';

/** What is known of two reports in two languages; the same whichever of them is named first. */
export type PairEvidence = {
  /** Cosine of what stays the same in another language, 0 to 1; see `anchors.ts`. */
  readonly anchors: number;
  /** Different names and numbers that both have; countries do not count. */
  readonly shared: number;
  /** Whether the anchors alone are enough to suggest a link; see `decide-across.ts`. */
  readonly suggests: boolean;
  /** Whether names and numbers come in the same order, at about the same places. */
  readonly inStep: boolean;
  /** Days between the two. */
  readonly gapDays: number;
  /** How alike an encoder finds them; absent where there is none, or no vector of one of them. */
  readonly vector?: { readonly model: EmbeddingModelName; readonly cosine: number };
};

export type CombinedEvidence = {
  readonly kind: 'same-story' | 'translation' | 'suggested';
  /** Whether the two stories are one. */
  readonly merges: boolean;
  /** 0 to 1: what the words and the vectors add up to, less as time lies between. */
  readonly score: number;
  /** The part of the score that is the words', and the part that is the vectors'. */
  readonly parts: { readonly words: number; readonly vectors: number };
};

/**
 * Between which cosines an encoder tells something. Below the first it has placed two news of one
 * day side by side because both are news; from the second on it could not place a translation
 * nearer. Encoders use their space differently: Cohere's third puts all texts into a narrow cone,
 * so that strangers are at 0.4 already; the other two spread them. The figures are what is known
 * of the models in general, chosen on the careful side and **not measured on news**:
 * `bench/linking-encoder.ts` with `--embedder` measures them on an account that has the model.
 */
const tells: Readonly<Record<EmbeddingModelName, { from: number; full: number }>> = {
  'titan-v2': { from: 0.25, full: 0.7 },
  'cohere-multilingual-v3': { from: 0.5, full: 0.85 },
  'cohere-v4': { from: 0.3, full: 0.75 },
};

/** Of the score. Meaning finds what is told in other words, anchors say whether it is the same. */
const vectorPart = 0.6;
const wordsPart = 0.4;
/** Anchors of two reports of one event are seldom more alike, nor need they be. */
const fullAnchors = 0.5;
/** Reports of one day are as good as of one hour; after so many days the pair counts for nothing. */
const wholeDays = 1;
const lastDays = 5;

/**
 * A wrong merge is for ever. Each of these must hold, so that no one kind of evidence is enough: by the
 * least likeness of anchors, even an encoder that found everything alike would merge one in ten of the
 * unrelated pairs of `bench/linking-encoder.ts`, and the best one could merge half of the related ones.
 */
const merging = { meaning: 0.7, anchors: 0.2, score: 0.68, shared: 2, gapDays: 2 };
/** A suggestion is looked at by a person. */
const suggesting = { meaning: 0.5, score: 0.45, shared: 1 };

/** How much an encoder says, 0 to 1. */
const meaningOf = ({ model, cosine }: NonNullable<PairEvidence['vector']>): number => {
  const { from, full } = tells[model];
  return Math.min(1, Math.max(0, (cosine - from) / (full - from)));
};

/** Cosines from here on may make a pair that is worth reading. */
export const leastCosine = (model: EmbeddingModelName): number => {
  const { from, full } = tells[model];
  return from + suggesting.meaning * (full - from);
};

const nearness = (gapDays: number): number =>
  Math.min(1, Math.max(0, (lastDays - gapDays) / (lastDays - wholeDays)));

/**
 * What lexical and vector evidence add up to. More of any of it never makes less of a pair; vectors
 * alone, without a shared name or number and without nearness in time, make nothing of it; and
 * vectors that find nothing alike veto what words alone would suggest.
 *
 * @returns nothing where the two are not to be linked
 *
 * @example
 * combineEvidence({ anchors: 0.4, shared: 6, suggests: true, inStep: false, gapDays: 0 })?.kind // 'suggested'
 */
export function combineEvidence(evidence: PairEvidence): CombinedEvidence | undefined {
  const { anchors, suggests, inStep, vector } = evidence;
  const kind = inStep ? 'translation' : 'suggested';
  if (vector === undefined || !Number.isFinite(vector.cosine))
    return suggests
      ? { kind, merges: false, score: anchors, parts: { words: anchors, vectors: 0 } }
      : undefined;

  const meaning = meaningOf(vector);
  const near = nearness(evidence.gapDays);
  const parts = {
    words: near * wordsPart * Math.min(1, anchors / fullAnchors),
    vectors: near * vectorPart * meaning,
  };
  const score = parts.words + parts.vectors;
  if (isOne(evidence, meaning, score))
    return { kind: inStep ? 'translation' : 'same-story', merges: true, score, parts };
  const found =
    meaning >= suggesting.meaning &&
    score >= suggesting.score &&
    evidence.shared >= suggesting.shared;
  return found || (suggests && meaning > 0) ? { kind, merges: false, score, parts } : undefined;
}

const isOne = (
  { anchors, shared, gapDays }: PairEvidence,
  meaning: number,
  score: number,
): boolean =>
  meaning >= merging.meaning &&
  anchors >= merging.anchors &&
  score >= merging.score &&
  shared >= merging.shared &&
  gapDays <= merging.gapDays;
