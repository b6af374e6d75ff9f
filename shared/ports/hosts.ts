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
  /** From when on it may be asked, in milliseconds; others may have moved it on since. */
  readonly nextSlotAt?: number;
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

export type HostChanges = Partial<Omit<HostState, 'host' | 'nextSlotAt'>>;

/** What is known of a host, and of what it says to robots. */
export type KnownHost = { readonly state?: HostState; readonly robots?: RobotsRecord };

export type SlotRequest = {
  readonly now: Date;
  /** The earliest instant that will do, where that is not now. */
  readonly notBefore?: Date;
  readonly spacingMs: number;
  /** From when on the host is free, as far as the caller knows: a right guess is one write less. */
  readonly nextSlotAt?: number;
};

/** Reads may be a moment old: what is shared is kept by conditions, and what is not does no harm. */
export type HostStore = {
  find(host: string): Promise<HostState | undefined>;
  /** The same, and the robots.txt of an origin of the host's, in one request. */
  findWithRobots(host: string, origin: string): Promise<KnownHost>;
  /**
   * Hands out the next instant at which the host may be asked; never the same to two callers, nor
   * two that are closer than the spacing of the earlier.
   */
  reserveSlot(host: string, request: SlotRequest): Promise<Instant>;
  /** Changes what is given, and nothing that another worker may have learnt meanwhile. */
  update(host: string, changes: HostChanges, now: Date): Promise<void>;
  /** As it is at this moment. */
  findRobots(origin: string): Promise<RobotsRecord | undefined>;
  saveRobots(record: RobotsRecord): Promise<void>;
};
