/** What one address answers. */
export type WebAnswer = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

/** A web that fits into this process: hosts, and what their addresses answer. */
export type WebContent = {
  /** Host names without ports, as `URL.hostname` spells them. */
  readonly hosts: ReadonlySet<string>;
  /**
   * @param visit which request for this address it is, from 1: a page may ask to come back later
   * @returns `undefined` where there is no such page
   */
  readonly lookup: (
    url: URL,
    visit: number,
  ) => WebAnswer | undefined | Promise<WebAnswer | undefined>;
};

/** A web whose feeds are known, so that a run can start from them. */
export type WebWithFeeds = WebContent & { readonly feeds: readonly string[] };
