import type { DiscardReason } from '../shared/model/article.ts';

const words: Readonly<Record<DiscardReason, string>> = {
  gone: 'the page is not there',
  refused: 'the site refuses it',
  unavailable: 'the site was out of reach for days',
  'not-html': 'not a web page',
  'too-large': 'too large',
  'blocked-address': 'an address that we may not contact',
  robots: 'robots.txt disallows it',
  rights: 'its publisher reserves it',
  'taken-down': 'it was taken down on request',
  'bad-url': 'its address is none',
  'redirect-loop': 'it redirects in circles',
  empty: 'an empty page',
  'index-page': 'a list of articles, not an article',
  'consent-wall': 'a consent wall',
  'bot-challenge': 'a bot challenge',
  'soft-404': 'a “not found” page',
  'media-only': 'pictures or video without text',
  paywall: 'behind a paywall',
  'script-shell': 'an empty shell that a script would fill',
  'too-short': 'too little text',
};

/** Why a page became no article, as a person says it. */
export const reasonInWords = (reason: string): string => words[reason as DiscardReason] ?? reason;
