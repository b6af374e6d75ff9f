import { parseUrl } from '../url/parse-url.ts';

/**
 * An address that a page may link to; whatever else a feed or a page calls one is not.
 *
 * @example
 * webAddress('javascript:alert(1)') // undefined
 */
export function webAddress(url: string): string | undefined {
  const { protocol, href } = parseUrl(url) ?? {};
  return protocol === 'https:' || protocol === 'http:' ? href : undefined;
}
