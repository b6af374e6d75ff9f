import type { Route } from '../../shared/adapters/http/route.ts';
import type { LoopbackWeb } from './loopback-web.ts';

/**
 * Leads the hosts of a loopback web to this machine, and every other host where `fallback` says.
 *
 * The guard against private addresses stays in force: only the hosts of `web` get around it, and
 * no deployed function can reach this file (a layer rule forbids the import).
 */
export function loopbackRoute(web: Pick<LoopbackWeb, 'hosts' | 'portOf'>, fallback: Route): Route {
  return async (url) => {
    if (!web.hosts.has(url.hostname)) return fallback(url);
    return { address: '127.0.0.1', port: web.portOf(url), tls: false };
  };
}
