import { timingSafeEqual } from 'node:crypto';
import type { FeedId } from '../model/ids.ts';

type Callback = { readonly feedId: FeedId; readonly token: string };

/**
 * The address at which a hub reaches us about one feed; no two feeds share one.
 *
 * @example
 * callbackUrl('https://x.example/', { feedId, token: 'q2…' }) // 'https://x.example/f22a…/q2…'
 */
export const callbackUrl = (base: string, { feedId, token }: Callback): string =>
  `${base.replace(/\/$/, '')}/${feedId}/${token}`;

/**
 * Reads the path of a callback; `undefined` for every path that is none.
 *
 * @example
 * parseCallbackPath('/f22a89282b2b5afc50195/q2w3…') // { feedId: 'f22a89282b2b5afc50195', token: 'q2w3…' }
 */
export function parseCallbackPath(path: string): Callback | undefined {
  const [, feedId, token] = /^\/(f[0-9a-f]{20})\/([\w-]{20,100})$/.exec(path) ?? [];
  if (feedId === undefined || token === undefined) return undefined;
  return { feedId: feedId as FeedId, token };
}

/**
 * Compares two tokens in a time that does not tell where they differ.
 *
 * @example
 * isSameToken('abc', 'abd') // false
 */
export function isSameToken(given: string, stored: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(stored)];
  return a.length === b.length && timingSafeEqual(a, b);
}
