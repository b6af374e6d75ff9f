declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** An absolute http(s) URL in the form by which we recognise an article again; made by `url/canonical-url.ts`. */
export type CanonicalUrl = Branded<'CanonicalUrl'>;
/** Hash of a feed's URL; made by `url/ids.ts`. */
export type FeedId = Branded<'FeedId'>;
/** Hash of an article's canonical URL; made by `url/ids.ts`. */
export type ArticleId = Branded<'ArticleId'>;
/** Derived from the founding article and stable for ever; made by `url/ids.ts`. */
export type StoryId = Branded<'StoryId'>;

/** An instant as `YYYY-MM-DDTHH:mm:ss.sssZ`, always UTC and of 24 characters, so that text order is time order. */
export type Instant = string;
