import type { WebAnswer, WebWithFeeds } from '../../local/web/web-content.ts';
import { languageOf, type MadeReport, madeNews } from '../load/made-news.ts';
import { type Random, randomOf } from '../load/made-words.ts';

const hour = 3_600_000;
const day = 24 * hour;

export type SoakWeb = {
  readonly outlets: number;
  readonly perDay: number;
  readonly start: number;
  readonly end: number;
  readonly seed: number;
};

/** What an outlet has printed, and what it has done to it since. */
export type Printed = {
  readonly url: string;
  readonly outlet: number;
  readonly report: MadeReport;
  /** When it is corrected, if it ever is. */
  readonly correctedAt: number | undefined;
  /** When it is taken off the site, if it ever is. */
  readonly removedAt: number | undefined;
};

/** From when to when an outlet has a feed, or a site that answers. */
type Span = { readonly from: number; readonly to: number };

const correctedShare = 0.15;
const removedShare = 0.03;
/** Outlets that begin later, or end earlier, or stop for a few days. */
const unsteadyShare = 0.5;
/** A day on which a site does not answer, so often. */
const outageEveryDays = 9;
const listed = 40;

/** Outlets that come and go, correct themselves, take pages away, and are out of reach for a day. */
export class SoakOutlets {
  readonly printed: readonly Printed[];
  readonly feeds: readonly string[];
  readonly #byUrl: ReadonlyMap<string, Printed>;
  readonly #byOutlet: readonly (readonly Printed[])[];
  readonly #lives: readonly Span[];
  readonly #outages: readonly (readonly Span[])[];
  readonly #languages: readonly string[];

  constructor({ outlets, perDay, start, end, seed }: SoakWeb) {
    const random = randomOf(seed, 'outlets');
    const each = Array.from({ length: outlets }, (_, outlet) => outlet);
    this.#lives = each.map(() => lifeOf({ from: start, to: end }, random));
    this.#outages = each.map(() => outagesIn({ from: start, to: end }, random));
    this.#languages = each.map((outlet) => languageOf(outlet, outlets));
    this.printed = this.#print({ outlets, perDay, start, end, seed }, random);
    this.#byUrl = new Map(this.printed.map((one) => [one.url, one]));
    this.#byOutlet = each.map((outlet) => this.printed.filter((one) => one.outlet === outlet));
    this.feeds = each.map(feedUrl);
  }

  #print({ outlets, perDay, start, end, seed }: SoakWeb, random: Random): Printed[] {
    const printed: Printed[] = [];
    for (const report of madeNews({ sources: outlets, perDay, start, seed })) {
      const { at, source: outlet, id } = report;
      if (at >= end) break;
      const later = (share: number, within: number) =>
        random() < share ? at + hour + random() * within : undefined;
      const fate = { correctedAt: later(correctedShare, day), removedAt: later(removedShare, day) };
      if (isIn(this.#lives[outlet], at))
        printed.push({ url: `https://${hostOf(outlet)}/${id}`, outlet, report, ...fate });
    }
    return printed;
  }

  /** The feeds that an operator has in the list at this moment: those of outlets that are there. */
  feedsAt(now: number): readonly string[] {
    return this.feeds.filter((_, outlet) => isIn(this.#lives[outlet], now));
  }

  /** Whether the outlet was in reach for so long after this moment, and at it. */
  answersFor(outlet: number, from: number, milliseconds: number): boolean {
    const to = from + milliseconds;
    const life = this.#lives[outlet];
    const isUp = !this.#outages[outlet]?.some((one) => one.from < to && from < one.to);
    return life !== undefined && to < life.to && isUp;
  }

  at(now: number): WebWithFeeds {
    return {
      hosts: new Set(this.feeds.map((url) => new URL(url).hostname)),
      feeds: this.feedsAt(now),
      lookup: ({ hostname, pathname, href }) => {
        const outlet = Number(/^paper(\d+)\./.exec(hostname)?.[1]);
        if (this.#outages[outlet]?.some((span) => isIn(span, now))) return answer(503, 'down');
        if (pathname === '/feed.xml') return this.#feed(outlet, now);
        const found = this.#byUrl.get(href);
        if (found === undefined || found.report.at > now) return undefined;
        if (found.removedAt !== undefined && found.removedAt <= now) return answer(410, 'gone');
        return answer(200, pageOf(found, now), 'text/html; charset=utf-8');
      },
    };
  }

  #feed(outlet: number, now: number): WebAnswer {
    const language = this.#languages[outlet] ?? 'en';
    const there = this.#byOutlet[outlet]?.filter(
      ({ report, removedAt = Number.POSITIVE_INFINITY }) => report.at <= now && now < removedAt,
    );
    const items = (there ?? []).slice(-listed).map((one) => entryOf(one, now));
    return answer(
      200,
      `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper ${outlet}</title><language>${language}</language>${items.join('')}</channel></rss>`,
      'application/rss+xml',
    );
  }
}

const hostOf = (outlet: number) => `paper${outlet}.example`;
const feedUrl = (outlet: number) => `https://${hostOf(outlet)}/feed.xml`;
const isIn = (span: Span | undefined, at: number): boolean =>
  span !== undefined && span.from <= at && at < span.to;

function lifeOf({ from, to }: Span, random: Random): Span {
  if (random() >= unsteadyShare) return { from, to };
  const [a, b] = [random(), random()].toSorted((one, other) => one - other) as [number, number];
  return random() < 0.5
    ? { from: from + a * (to - from), to }
    : { from, to: from + b * (to - from) };
}

/** Whole days on which a site is out of reach. */
function outagesIn({ from, to }: Span, random: Random): Span[] {
  const outages: Span[] = [];
  for (let at = from + random() * outageEveryDays * day; at < to; ) {
    outages.push({ from: at, to: at + day });
    at += (0.5 + random()) * outageEveryDays * day;
  }
  return outages;
}

const isCorrected = ({ correctedAt }: Printed, now: number) =>
  correctedAt !== undefined && correctedAt <= now;

/** The headline that it has now; a correction puts another one over it. */
export const titleAt = (one: Printed, now: number): string =>
  isCorrected(one, now) ? `${one.report.title} *` : one.report.title;

function entryOf(one: Printed, now: number): string {
  const published = new Date(one.report.at).toUTCString();
  return `<item><title>${titleAt(one, now)}</title><link>${one.url}</link><guid>${one.url}</guid><pubDate>${published}</pubDate></item>`;
}

function pageOf(one: Printed, now: number): string {
  const { report, correctedAt = 0 } = one;
  const published = new Date(report.at).toISOString();
  const modified = new Date(Math.max(report.at, isCorrected(one, now) ? correctedAt : 0));
  const paragraphs = isCorrected(one, now)
    ? [...report.paragraphs.slice(0, -1), report.paragraphs.at(0) ?? '']
    : report.paragraphs;
  return `<!doctype html><html lang="${report.language}"><head><title>${titleAt(one, now)}</title>
<link rel="canonical" href="${one.url}"><meta property="article:published_time" content="${published}">
<meta property="article:modified_time" content="${modified.toISOString()}"></head>
<body><article><h1>${titleAt(one, now)}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`;
}

const answer = (status: number, text: string, type = 'text/plain'): WebAnswer => ({
  status,
  headers: { 'content-type': type },
  body: Buffer.from(text),
});
