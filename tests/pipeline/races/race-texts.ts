import type { ArticleId } from '../../../shared/model/ids.ts';
import { canonicalUrl } from '../../../shared/url/canonical-url.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';

const headline = 'Harbour crane collapses in Port Selwyn, injuring seven dockers';

const sentences = [
  'A harbour crane collapsed in Port Selwyn on Saturday morning and injured seven dockers, the port authority said.',
  'Port director Maren Tolvik said the crane, built in 1987, had passed its inspection in March.',
  'The Selwyn container terminal was closed, and forty ships waited outside the harbour until the evening.',
  'Union leader Idris Bakewell demanded an inquiry into the maintenance contract with Hallmark Lifting.',
] as const;

const asides = [
  'Shops along the quay opened late and the ferry to the islands was cancelled for the day.',
  'A spokesman declined to say how long the work would take or what it would cost in the end.',
  'Neighbours gathered behind the barriers with coffee and umbrellas and watched in silence.',
  'The mayor cut short a visit abroad and promised to answer questions from the public on Monday.',
  'Schools in the district were told to keep their pupils inside until the afternoon.',
] as const;

export const reportUrl = (nth: number): string => `https://site-${nth}.example/crane`;

/** A report of one event that is like the others and a copy of none. */
export function report(nth: number, corrected?: string) {
  const turned = [...sentences.slice(nth % 2), ...sentences.slice(0, nth % 2)];
  const aside = asides[nth % asides.length] ?? '';
  return {
    url: reportUrl(nth),
    title: `${headline}${nth % 3 === 0 ? '' : ` – report ${nth}`}${corrected ? ' (corrected)' : ''}`,
    paragraphs: [
      ...turned,
      `${aside} This is report number ${nth} of this paper.`,
      ...(corrected ? [corrected] : []),
    ],
    publishedAt: new Date(Date.parse('2030-05-05T09:00:00.000Z') + 60_000 * nth).toISOString(),
  };
}

export function idOf(url: string): ArticleId {
  const canonical = canonicalUrl(url, url);
  if (canonical === undefined) throw new Error(`${url} is no address`);
  return articleIdOf(canonical);
}
