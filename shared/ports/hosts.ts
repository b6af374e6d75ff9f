import type { Instant } from '../model/ids.ts';

/** What all workers together know of a host. */
export type HostState = {
  readonly host: string;
  /** Until when nobody asks it anything: it answered 429, or cannot be reached. */
  readonly pausedUntil?: Instant;
  /** How often in a row it has answered 429. */
  readonly refusals: number;
  /** How often in a row it could not be reached at all. */
  readonly outages: number;
  /** From its robots.txt; held here too, so that who does not read that file keeps to it. */
  readonly crawlDelaySeconds?: number;
};

/** What is kept of a robots.txt: the part that concerns us. */
export type RobotsRecord = {
  /** `https://news.example` */
  readonly origin: string;
  readonly fetchedAt: Instant;
  readonly freshUntil: Instant;
  readonly text: string;
  /** Since when it cannot be had; then `text` is the last that could. */
  readonly unreachableSince?: Instant;
  /** From the site's `tdmrep.json`; absent until an article page of the site was asked for. */
  readonly tdm?: TdmRecord;
};

/** What is kept of a `/.well-known/tdmrep.json`: its rules, none for most sites. */
export type TdmRecord = { readonly freshUntil: Instant; readonly text: string };

export type HostStore = {
  find(host: string): Promise<HostState | undefined>;
  /**
   * Hands out the next instant at which the host may be asked; never the same to two callers, nor
   * two that are closer than the spacing of the earlier.
   */
  reserveSlot(
    host: string,
    request: { readonly now: Date; readonly spacingMs: number },
  ): Promise<Instant>;
  /** Changes what is given, and nothing that another worker may have learnt meanwhile. */
  update(host: string, changes: Partial<Omit<HostState, 'host'>>, now: Date): Promise<void>;
  findRobots(origin: string): Promise<RobotsRecord | undefined>;
  saveRobots(record: RobotsRecord): Promise<void>;
};
