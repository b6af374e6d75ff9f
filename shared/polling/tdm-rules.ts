import robotsParser from 'robots-parser';
import type { SiteReservation } from '../model/rights.ts';
import { parseUrl } from '../url/parse-url.ts';

const maxBytes = 500 * 1024;
const maxRules = 500;
/** Every character of a rule may be matched against every one of an address. */
const maxRulesLength = 20_000;
const maxLocation = 500;
/** Each multiplies the ways in which an address may match. */
const maxStars = 10;
const maxPolicy = 500;
const maxMatchedPath = 2000;

/**
 * What is kept of a `/.well-known/tdmrep.json` (TDM Reservation Protocol): its rules as those of a
 * robots.txt, `Disallow` where mining is reserved, each with its policy behind it.
 *
 * Locations are patterns as in robots.txt, and the longest that matches holds. What is no such file
 * reserves nothing: sites answer a missing page with all kinds of documents.
 *
 * @returns `undefined` for what is not even JSON
 *
 * @example
 * tdmRulesIn(bytesOf('[{"location":"/news/*","tdm-reservation":1}]')) // 'User-agent: *\nDisallow: /news/*'
 */
export function tdmRulesIn(bytes: Uint8Array): string | undefined {
  if (bytes.length > maxBytes) return '';
  const rules = listIn(bytes);
  if (rules === undefined) return undefined;
  const kept: string[] = [];
  let length = 0;
  for (const rule of rules.slice(0, maxRules)) {
    const line = lineOf(rule);
    if (line === undefined) continue;
    length += line.length;
    if (length > maxRulesLength) break;
    kept.push(line);
  }
  return kept.length === 0 ? '' : ['User-agent: *', ...kept].join('\n');
}

/**
 * What rules kept by {@link tdmRulesIn} say of an address; nothing where none of them is about it.
 *
 * @example
 * reservationAt('User-agent: *\nDisallow: /news/*', 'https://news.example/news/a') // { reserved: true }
 */
export function reservationAt(rules: string, url: string): SiteReservation | undefined {
  const address = parseUrl(url);
  if (rules === '' || address === undefined) return undefined;
  const { origin, pathname, search } = address;
  const asked = `${origin}${`${pathname}${search}`.slice(0, maxMatchedPath)}`;
  const at = robotsParser(`${origin}/robots.txt`, rules).getMatchingLineNumber(asked, '*');
  const line = rules.split('\n')[at - 1];
  if (line === undefined) return undefined;
  const policy = /#(.+)$/.exec(line)?.[1]?.trim();
  return { reserved: line.startsWith('Disallow'), ...(policy !== undefined && { policy }) };
}

function listIn(bytes: Uint8Array): unknown[] | undefined {
  try {
    const content: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return Array.isArray(content) ? content : [content];
  } catch {
    return undefined;
  }
}

function lineOf(rule: unknown): string | undefined {
  if (typeof rule !== 'object' || rule === null) return undefined;
  const {
    location,
    'tdm-reservation': said,
    'tdm-policy': policy,
  } = rule as Record<string, unknown>;
  const isReserved = String(said) === '1';
  if (typeof location !== 'string' || location === '' || (!isReserved && String(said) !== '0'))
    return undefined;
  if (location.length > maxLocation || /[\s#]/.test(location)) return undefined;
  if (location.split('*').length - 1 > maxStars) return undefined;
  const path = location.startsWith('/') ? location : `/${location}`;
  const isPolicy = typeof policy === 'string' && /^https?:\/\/\S+$/.test(policy);
  const behind = isPolicy && policy.length <= maxPolicy ? ` # ${policy}` : '';
  return `${isReserved ? 'Disallow' : 'Allow'}: ${path}${behind}`;
}
