/** The socket that a URL leads to. */
export type Destination = {
  /** An IP literal that was checked. */
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
};

/**
 * Decides where a request may connect to; asked again at each redirect.
 *
 * @throws BlockedAddressError when it may not
 * @throws SiteUnavailableError when the name does not resolve
 */
export type Route = (url: URL) => Promise<Destination>;

/** To be written: the guarded route of deployed functions. */
export const publicRoute: Route = async () => {
  throw new Error('not written yet');
};
