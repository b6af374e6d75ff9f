import type { Feed } from '../../shared/model/feed.ts';
import { newFeed } from '../../shared/pipeline/polling/apply-feed-list.ts';
import { randomFrom } from '../random.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** So many items does a document list. */
const listed = 10;
/** So many publications lie before the start. */
const before = 40;

type Kind = {
  readonly name: string;
  readonly share: number;
  readonly every: number;
  /** Moments are spread at random, as those of people are, rather than by a clock. */
  readonly atRandom?: boolean;
  /** Nothing is published at night. */
  readonly byDay?: boolean;
  /** Articles of one moment. */
  readonly batch?: number;
  /** The bars: minutes to an article at the median, polls on any day. */
  readonly medianMinutes?: number;
  readonly mostADay?: number;
};

export const kinds: readonly Kind[] = [
  { name: 'hourly', share: 0.08, every: hour, medianMinutes: 15 },
  { name: 'hourly, at random', share: 0.08, every: hour, atRandom: true, medianMinutes: 15 },
  { name: 'hourly, by day', share: 0.04, every: hour, byDay: true, medianMinutes: 15 },
  { name: 'six a day', share: 0.3, every: 4 * hour, atRandom: true },
  { name: 'daily', share: 0.3, every: day, atRandom: true },
  { name: 'weekly', share: 0.1, every: 7 * day, mostADay: 4 },
  { name: 'weekly, three at once', share: 0.1, every: 7 * day, batch: 3, mostADay: 4 },
];

/** A feed, and all instants at which it publishes. */
export type Source = {
  readonly feed: Feed;
  readonly kind: Kind;
  readonly instants: readonly number[];
};

/** The sources of all hosts, the same in every run. */
export function makeSources(count: number, hosts: number, time: Time): Source[] {
  return Array.from({ length: count }, (_, at) => {
    const kind = kindOf((at * 0.618034) % 1);
    const url = `https://host${at % hosts}.example/${at}.xml`;
    const feed = newFeed({ url, tags: [] }, 'cli', new Date(time.start).toISOString());
    return { feed, kind, instants: instantsOf(kind, time, randomFrom(at + 1)) };
  });
}

export type Time = { readonly start: number; readonly end: number };

function kindOf(part: number): Kind {
  let left = part;
  const found = kinds.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return found ?? (kinds[0] as Kind);
}

function instantsOf(kind: Kind, { start, end }: Time, random: () => number): number[] {
  const { every, atRandom = false, byDay = false, batch = 1 } = kind;
  const instants: number[] = [];
  let at = start - every * (before - random());
  while (at < end) {
    const isNight = byDay && new Date(at).getUTCHours() < 7;
    if (!isNight) for (let n = 0; n < batch; n++) instants.push(Math.floor(at));
    at += atRandom ? -Math.log(1 - random()) * every : every;
  }
  return instants;
}

/** What a source's server sends once it has published so many articles. */
export function documentOf({ feed, instants }: Source, published: number): string {
  const items: string[] = [];
  for (let at = published - 1; at >= Math.max(0, published - listed); at--) {
    const date = new Date(instants[at] ?? 0).toUTCString();
    items.push(
      `<item><guid isPermaLink="false">${at}</guid><title>Report ${at}</title>` +
        `<link>${feed.url}/${at}</link><pubDate>${date}</pubDate></item>`,
    );
  }
  return `<rss version="2.0"><channel><title>x</title>${items.join('')}</channel></rss>`;
}
