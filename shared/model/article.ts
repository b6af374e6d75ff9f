import type { ArticleId, CanonicalUrl, FeedId, Instant, StoryId } from './ids.ts';
import type { RightsSignal } from './rights.ts';

/** Where a fact on a page came from, best first. */
export type FactSource =
  /** The outlet's own rules, `shared/page/publishers/`. */
  | 'publisher'
  | 'json-ld'
  | 'meta'
  | 'microdata'
  /** A link, or link element, that says what it is: `rel=canonical`, `rel=tag`. */
  | 'link'
  | 'time-element'
  | 'url'
  | 'text'
  | 'feed'
  | 'fetched';

/** Where a headline stands as it was chosen, best first. */
export type TitleSource =
  | 'publisher'
  | 'json-ld'
  | 'heading'
  | 'meta'
  | 'title-element'
  | 'text'
  | 'feed';

export type Precision = 'second' | 'minute' | 'day';

/** A story that a page points to from a "related" block, kept apart from its body. */
export type RelatedLink = {
  readonly url: CanonicalUrl;
  /** The headline, or the teaser where the block shows no headline. */
  readonly title: string;
  /** Text under the headline, where there is any. */
  readonly teaser?: string;
};

/** What a page or its server says about re-use. */
export type RightsSignals = {
  /** Directives of `robots` meta elements and `X-Robots-Tag`, lower-case, sorted: `noindex`, `noarchive`, `noai`, … */
  readonly robots: readonly string[];
  /** From then on the page is not to be found: `unavailable_after`. */
  readonly unavailableAfter?: Instant;
  /** Text and data mining reserved (TDM Reservation Protocol), by the page or by its site. */
  readonly tdmReserved?: boolean;
  readonly tdmPolicy?: string;
  readonly license?: string;
  readonly copyright?: string;
  readonly paywalled?: boolean;
  /** The signals for whose sake the text is not stored; absent where it is. */
  readonly withheld?: readonly RightsSignal[];
};

export type Dateline = {
  /** The place as printed: `واشنطن`, `PARIS`; a report may be signed by its agency alone. */
  readonly place?: string;
  /** The agency as printed, where the dateline names one: `Reuters`, `AFP`. */
  readonly agency?: string;
};

export type PublishedAt = {
  readonly at: Instant;
  readonly from: FactSource;
  readonly precision: Precision;
  /** The offset in which it was given, `+02:00`, or `Z`; absent where it was given in none. */
  readonly zone?: string;
};

/** One block of an article's body, in reading order. */
export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly string[] }
  | { readonly kind: 'caption'; readonly text: string }
  | { readonly kind: 'preformatted'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[] };

/** Text direction of a script. */
export type Direction = 'ltr' | 'rtl';

/** What a page says of its article, beside the body. */
export type ArticleFacts = {
  readonly title: string;
  /** The first sentences, at most 300 characters. */
  readonly lead: string;
  readonly wordCount: number;
  readonly authors: readonly string[];
  readonly section?: string;
  readonly tags: readonly string[];
  /** BCP 47; `und` when nothing tells. */
  readonly language: string;
  readonly direction: Direction;
  readonly dateline?: Dateline;
  readonly imageUrl?: string;
  readonly modifiedAt?: Instant;
  readonly related: readonly RelatedLink[];
  readonly rights: RightsSignals;
  /** The note by which a page owns up to a change: «Correction: an earlier version …». */
  readonly correction?: string;
  readonly liveblog?: boolean;
  /** The text was decoded in a wrong encoding, most likely by its publisher. */
  readonly mojibake?: boolean;
};

/** What else a page tells, kept with the version that it told it in: mostly where each fact was found. */
export type VersionFacts = {
  readonly titleFrom?: TitleSource;
  readonly authorsFrom?: FactSource;
  readonly sectionFrom?: FactSource;
  readonly tagsFrom?: FactSource;
  readonly imageFrom?: FactSource;
  /** What of the page names its canonical address, where that is plausible. */
  readonly canonicalFrom?: FactSource;
  readonly modifiedFrom?: FactSource;
  /** The rules of its outlet that found something on the page: `almarfa@2026-01-01`. */
  readonly publisherRules?: string;
  /** The offset in which the page gives the time of publication, where it gives one. */
  readonly publishedZone?: string;
  readonly siteName?: string;
  /** What the page prints between headline and text to sum it up; absent where that is its first paragraph. */
  readonly standfirst?: string;
};

/** What the extractor reads on one page; the pipeline adds identity and history. */
export type ExtractedArticle = ArticleFacts &
  Omit<VersionFacts, 'publishedZone'> & {
    readonly blocks: readonly Block[];
    /** The body as plain text, a block a line. */
    readonly text: string;
    /** What the page calls its own address, only where that is plausible. */
    readonly canonicalUrl?: CanonicalUrl;
    readonly published?: PublishedAt;
  };

/** A fact that a feed may tell where the page does not. */
export type FactOfFeed = 'title' | 'authors';

/**
 * The thin record in the Articles table: what of its newest version is asked for without its text. It is
 * written twice, and each kilobyte is paid for; see docs/decisions/0019-thin-record.md.
 */
export type Article = ArticleFacts & {
  readonly articleId: ArticleId;
  readonly state: 'live' | 'removed';
  /** The address that answered, after redirects. */
  readonly url: string;
  readonly canonicalUrl: CanonicalUrl;
  /** Registrable domain of the outlet: `bbc.co.uk`. */
  readonly site: string;
  readonly feedId?: FeedId;
  readonly publishedAt: Instant;
  readonly publishedFrom: FactSource;
  readonly publishedPrecision: Precision;
  /** What its feed tells of it, and its page does not. */
  readonly fromFeed?: readonly FactOfFeed[];
  readonly fetchedAt: Instant;
  /** When this record last got a new revision. */
  readonly changedAt: Instant;
  /** Key of the raw bytes in the archive bucket; absent where the text is withheld. */
  readonly rawKey?: string;
  /** Of title and body text, 32 hexadecimal digits. */
  readonly contentHash: string;
  /** 1 for the first version seen. */
  readonly revision: number;
  readonly extractorVersion: number;
  /** Set by link-article, as is `linkedRevision`: the last revision that was linked. */
  readonly storyId?: StoryId;
  readonly linkedRevision?: number;
  /** When it came into its story from another; set by link-article, too. */
  readonly movedAt?: Instant;
  /** What the server said of this version, by which it is asked whether there is another. */
  readonly etag?: string;
  readonly lastModified?: string;
  /** Since when its page cannot be found; a second look, a day later, decides. */
  readonly goneSince?: Instant;
};

/** An address that is known but holds no article of its own. */
export type NonArticle =
  | {
      readonly articleId: ArticleId;
      readonly state: 'alias';
      readonly url: string;
      /** The article that this address leads to. */
      readonly aliasOf: ArticleId;
    }
  | {
      readonly articleId: ArticleId;
      readonly state: 'discarded';
      readonly url: string;
      readonly reason: DiscardReason;
      /** What the reason is about: a status, a word count. */
      readonly detail: string;
      readonly feedId?: FeedId;
      readonly discardedAt: Instant;
    };

/** What is left of an article that was deleted on request; while it stands, none takes its place. */
export type Tombstone = {
  readonly articleId: ArticleId;
  readonly state: 'taken-down';
  readonly url: string;
  readonly site: string;
  readonly takenDownAt: Instant;
  readonly takenDownBy: string;
  readonly takedownReason: string;
  /** What its page pointed to in any version; its links stand there. */
  readonly pointsTo?: readonly ArticleId[];
  /** When the log of changes tells of it. */
  readonly changedAt: Instant;
  /** What the deletion has to know until it is done; absent once it is. */
  readonly pending?: { readonly storyId?: StoryId; readonly day?: string };
};

export type ArticleRecord = Article | NonArticle | Tombstone;

/** Why a page did not become an article; each is final for this version of the page. */
export type DiscardReason =
  | 'gone'
  | 'refused'
  | 'unavailable'
  | 'too-large'
  | 'blocked-address'
  | 'robots'
  | 'rights'
  | 'taken-down'
  | 'bad-url'
  | 'redirect-loop'
  | NotArticleReason;

/** Why the extractor refuses a page. */
export type NotArticleReason =
  | 'not-html'
  | 'empty'
  | 'index-page'
  | 'consent-wall'
  | 'bot-challenge'
  | 'soft-404'
  | 'media-only'
  | 'paywall'
  | 'script-shell'
  | 'too-short';

export type RevisionKind =
  | 'first'
  | 'headline'
  /** A note on the page owns up to a mistake. */
  | 'correction'
  /** Another text, which the page or its feed says was changed. */
  | 'body'
  /** Another text, and nothing says so. */
  | 'silent-edit'
  /** The publisher's terms changed: text was withheld, given back, or is merely to be used otherwise. */
  | 'rights'
  /** Other facts (authors, dates, links) of the same text; only where an extractor came to see them. */
  | 'facts'
  | 'removed'
  | 'restored';

/** Why there is a version although the page is what it was: we have learnt to read it better. */
export type RevisionCause = 'extractor';

/** How much of a text was changed, in words: moving a paragraph changes none. */
export type EditSize = { readonly inserted: number; readonly deleted: number };

/** One observed version of an article, with its full text; a removal has none of a page's facts. */
export type Revision = VersionFacts & {
  readonly articleId: ArticleId;
  readonly revision: number;
  readonly kind: RevisionKind;
  /** Absent where the page itself was changed. */
  readonly cause?: RevisionCause;
  /** Of another text than that of the version before, where that was at hand. */
  readonly edit?: EditSize;
  readonly observedAt: Instant;
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly contentHash: string;
  /** Absent where the text is withheld. */
  readonly rawKey?: string;
  readonly extractorVersion: number;
  /** What its page points to in a related block; absent where that is nothing. */
  readonly pointsTo?: readonly ArticleId[];
  /** The end of the text is more than an item of the table holds; the archived page has it. */
  readonly truncated?: true;
};
