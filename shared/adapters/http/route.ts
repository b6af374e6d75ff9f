import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { BlockedAddressError, SiteUnavailableError } from '../../errors.ts';
import { isPublicAddress } from './public-address.ts';

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

/** Every address of a name. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;

const systemResolve: Resolve = async (hostname) =>
  (await lookup(hostname, { all: true, verbatim: true })).map(({ address }) => address);

const webPorts = new Set([80, 443]);

/**
 * Names that no public site has: single labels, and those that RFC 6761, 6762, 7686, 8375 and
 * cloud providers keep for themselves. A resolver may well know some of them.
 */
const privateName =
  /^[^.]+$|(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|corp|home|home\.arpa|onion|invalid|alt)$/;

/**
 * The guard against requests to private addresses (SSRF), around any resolver.
 *
 * Answers with the very address that was checked, so that a name which resolves to another address
 * a moment later (DNS rebinding) leads nowhere.
 */
export const guardedRoute =
  (resolve: Resolve): Route =>
  async (url) => {
    const refuse = (problem: string) => new BlockedAddressError(shown(url), problem);
    const tls = url.protocol === 'https:';
    if (!tls && url.protocol !== 'http:')
      throw refuse(`${url.protocol.slice(0, 20)} is not the web`);
    if (url.username !== '' || url.password !== '') throw refuse('it carries credentials');
    const port = url.port === '' ? (tls ? 443 : 80) : Number(url.port);
    if (!webPorts.has(port)) throw refuse(`port ${port} is not the web's`);

    const addresses = await addressesOf(url, resolve, refuse);
    const secret = addresses.find((address) => !isPublicAddress(address));
    if (secret !== undefined) throw refuse(`${secret} is not a public address`);
    // A Lambda function outside a VPC has no route for IPv6.
    const address = addresses.find((each) => isIP(each) === 4) ?? addresses[0];
    if (address === undefined) throw new SiteUnavailableError(shown(url), 'it has no address');
    return { address, port, tls };
  };

/** The guarded route of deployed functions; nothing in an environment opens it. */
export const publicRoute: Route = guardedRoute(systemResolve);

async function addressesOf(
  url: URL,
  resolve: Resolve,
  refuse: (problem: string) => Error,
): Promise<readonly string[]> {
  const hostname = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(hostname) > 0) return [hostname];

  const name = hostname.replace(/\.$/, '');
  if (name === '' || privateName.test(name)) throw refuse(`${name} is not a public name`);
  try {
    return await resolve(hostname);
  } catch (cause) {
    throw new SiteUnavailableError(shown(url), `${name} does not resolve`, { cause });
  }
}

/** Without what may be secret or endless. */
const shown = (url: URL): string => `${url.protocol}//${url.host}${url.pathname}`.slice(0, 200);
