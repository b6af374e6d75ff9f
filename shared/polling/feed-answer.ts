/** What a site answered to a request for a feed, after redirects. */
export type FeedAnswer = {
  readonly status: number;
  /** The address that answered. */
  readonly finalUrl: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly redirects: readonly { readonly status: number; readonly url: string }[];
};
