import type { ArticleId, Instant, StoryId } from './ids.ts';

/** A report that belongs to a story but is not stored (yet): a teaser on somebody's page. */
export type Mention = {
  readonly articleId: ArticleId;
  readonly url: string;
  readonly title: string;
};

/** Reports of one event, in whatever outlet. */
export type Story = {
  readonly storyId: StoryId;
  readonly headline: string;
  readonly languages: readonly string[];
  /** Registrable domains of the outlets. */
  readonly sites: readonly string[];
  /** Stored articles that belong to it. */
  readonly articleCount: number;
  /** Teasers whose target is not stored yet; bounded. */
  readonly mentions: readonly Mention[];
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** Under which instant it stands among the latest, where its newest report came soon after that. */
  readonly listedAt?: Instant;
  /** What the story is about, heaviest first: term and weight. */
  readonly terms: readonly (readonly [term: string, weight: number])[];
  readonly places: readonly string[];
  /** Set when this story turned out to be part of another. */
  readonly mergedInto?: StoryId;
  /** Stories that are part of this one now; bounded. */
  readonly absorbed?: readonly StoryId[];
  /** Stories whose reports this one had joined to its own by mistake; bounded. */
  readonly splitOff?: readonly StoryId[];
  /** The story that its first reports were in, until they turned out to tell another event. */
  readonly splitFrom?: StoryId;
  /** Reports that are on their way out of it, until a split that has begun is done. */
  readonly splitting?: { readonly into: StoryId; readonly articleIds: readonly ArticleId[] };
  /** When it closes, unless another report comes. */
  readonly closesAt?: Instant;
  /** The report that came last after it had closed. */
  readonly reopenedAt?: Instant;
  /** Grows with each write; the condition of the next. */
  readonly version: number;
};

export type LinkKind =
  | 'copy'
  | 'same-story'
  | 'follow-up'
  | 'translation'
  | 'suggested'
  | 'on-page';

/** Kinds that say that both ends are of one story. */
export const ofMembers: ReadonlySet<string> = new Set<LinkKind>([
  'copy',
  'same-story',
  'follow-up',
]);

/** Why a link is there, in terms that a person can check. */
export type Evidence = {
  readonly terms: readonly string[];
  readonly names: readonly string[];
  readonly places: readonly string[];
  readonly numbers: readonly string[];
  /** What each of these adds to the score: 0 for what both texts say without being compared by it. */
  readonly weights?: Readonly<Record<string, number>>;
  /** Share of the smaller text's 3-word shingles that the other holds, 0 to 1. */
  readonly containment?: number;
  /** What the page called it, for `on-page`. */
  readonly teaser?: string;
  /** How alike an encoder finds the two: its name, the cosine, and what that adds to the score. */
  readonly vector?: { readonly model: string; readonly cosine: number; readonly weight: number };
};

/** One end of a link; the other end is stored under `otherId`. */
export type Link = {
  readonly articleId: ArticleId;
  readonly otherId: ArticleId;
  readonly kind: LinkKind;
  /** `from`: this article is the source (the original, the earlier, the page that points). */
  readonly role: 'from' | 'to' | 'peer';
  /** 0 to 1. */
  readonly score: number;
  readonly evidence: Evidence;
  readonly linkedAt: Instant;
  /** Of the article at the other end, so that a reader needs no second look. */
  readonly otherUrl: string;
  readonly otherTitle: string;
  /** The story through which they are linked; of a mention: its story, until its article arrives. */
  readonly storyId?: StoryId;
};
