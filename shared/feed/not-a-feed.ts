import { NotAFeedError } from '../errors.ts';
import { plainText } from '../text/plain-text.ts';

/** The error that says what a document is, where it is no feed. */
export function notAFeed(text: string): NotAFeedError {
  return new NotAFeedError(describe(text.slice(0, 200_000)));
}

function describe(text: string): string {
  const start = text.trimStart();
  if (start === '') return 'the document is empty';
  if (/^[[{]/.test(start)) return describeJson(start);
  if (isChallenge(text)) return `${htmlPage(text)} that asks whether we are a robot, not a feed`;
  if (/<html\b|<!doctype\s+html|<body\b|<head\b/i.test(text))
    return `${htmlPage(text)}, not a feed`;
  const root = /<([a-z_][\w.:-]{0,80})/i.exec(start)?.[1];
  if (/^<[?!]?[a-z]/i.test(start) && root !== undefined)
    return `an XML document with the root element <${root}>, not a feed`;
  return `neither XML nor JSON: it starts with «${start.slice(0, 60).replace(/\s+/g, ' ').trim()}»`;
}

function describeJson(start: string): string {
  const keys = [...start.slice(0, 2000).matchAll(/"([\w-]{1,40})"\s{0,9}:/g)].map(([, key]) => key);
  const listed = [...new Set(keys)].slice(0, 5).join(', ');
  return listed === ''
    ? 'JSON, but no JSON Feed'
    : `JSON, but no JSON Feed: it has the keys ${listed}`;
}

/** Marks of pages that stand in for the one that was asked for, until a browser runs their script. */
const CHALLENGE =
  /cf-challenge|cf_chl_|challenge-platform|just a moment\.\.\.|attention required! \| cloudflare|_incapsula_resource|ddos-guard|px-captcha|datadome|checking your browser|are you a robot|g-recaptcha|hcaptcha|awswafcookiedomainlist|akamai.{0,20}challenge/i;

const isChallenge = (text: string): boolean => CHALLENGE.test(text);

function htmlPage(text: string): string {
  const title = /<title\b[^<>]{0,200}>([^<]{1,300})/i.exec(text)?.[1];
  const plain = title === undefined ? '' : plainText(title).slice(0, 120);
  return plain === '' ? 'an HTML page' : `an HTML page titled «${plain}»`;
}
