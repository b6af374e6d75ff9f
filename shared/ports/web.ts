import type { Instant } from '../model/ids.ts';
import type { SiteReservation } from '../model/rights.ts';

/** One request, before redirects. */
export type WebRequest = {
  readonly url: string;
  /** The `Accept` header. */
  readonly accept: string;
  /** Further headers, lower-case names: validators, mostly. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST; then only the redirects that keep the method are followed (307, 308). */
  readonly form?: Readonly<Record<string, string>>;
  /** Called before a redirect is followed; what it throws ends the request. */
  readonly beforeHop?: (url: string) => Promise<void>;
};

export type WebResponse = {
  readonly status: number;
  /** The address that answered. */
  readonly finalUrl: string;
  /** Lower-case names; a header that came twice is joined with `, `, or by lines: `x-robots-tag`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed, even where it is a gzip file. */
  readonly body: Uint8Array;
  /** The hops that led here, in order: status and target. */
  readonly redirects: readonly { readonly status: number; readonly url: string }[];
};

/**
 * Fetches a web resource, following redirects, within limits of time, bytes and hops.
 *
 * @throws SiteUnavailableError when the site cannot be reached, breaks off or takes too long
 * @throws UnusableAnswerError when it sends too much or redirects for ever
 * @throws BlockedAddressError before a byte is sent to an address that is not public
 */
export type FetchWeb = (request: WebRequest) => Promise<WebResponse>;

export type PoliteRequest = WebRequest & {
  /** A slot that an earlier try reserved at the host, when this is a later try. */
  readonly slotAt?: Instant;
  readonly obeyRobots: boolean;
  /** Whether what the site says of text and data mining is wanted too; only with `obeyRobots`. */
  readonly askTdm?: boolean;
};

export type PoliteAnswer =
  | {
      readonly kind: 'answered';
      readonly response: WebResponse;
      /** What the site that answered says of text and data mining, where it was asked and says anything. */
      readonly reservation?: SiteReservation;
    }
  /**
   * Not now: the host is paused or other requests come first. Try again then, with this slot. After a
   * file for robots, where the caller is not to wait for the next slot, none is reserved yet.
   */
  | { readonly kind: 'deferred'; readonly slotAt: Instant; readonly why: WhyDeferred }
  | { readonly kind: 'disallowed' };

export type WhyDeferred = 'busy' | 'paused' | 'after-file';

/** {@link FetchWeb} at the pace that the host allows, whoever else is asking it. */
export type FetchPolitely = (request: PoliteRequest) => Promise<PoliteAnswer>;

export type Clock = () => Date;
