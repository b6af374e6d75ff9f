import type { WebWithFeeds } from '../../local/web/web-content.ts';
import { randomFrom } from '../random.ts';
import { answer, feedOf, listed } from './made-web.ts';
import { fillers, pick } from './made-words.ts';

export type MadeFeeds = {
  readonly outlets: number;
  /** Articles of an outlet, at random times. */
  readonly perDay: number;
  readonly start: number;
  readonly end: number;
};

const day = 24 * 3_600_000;

/** Many feeds with the rhythm of people, full from the start, and no pages behind them. */
export function madeFeeds({ outlets, perDay, start, end }: MadeFeeds) {
  const hosts = Array.from({ length: outlets }, (_, outlet) => `paper${outlet}.example`);
  const feeds = hosts.map((host) => `https://${host}/feed.xml`);
  const numberOf = new Map(hosts.map((host, outlet) => [host, outlet]));
  const instants = hosts.map((_, outlet) => {
    const random = randomFrom(outlet + 1);
    const all: number[] = [];
    for (let at = start - ((listed + 5) / perDay) * day; at < end; all.push(at))
      at += (-Math.log(1 - random()) / perDay) * day;
    return all;
  });
  const at = (now: number): WebWithFeeds => ({
    hosts: new Set(hosts),
    feeds,
    lookup({ hostname, pathname }) {
      const outlet = numberOf.get(hostname);
      if (pathname !== '/feed.xml' || outlet === undefined) return undefined;
      const published = instants[outlet]?.filter((instant) => instant <= now) ?? [];
      const newest = published.slice(-listed).map((instant) => entryAt(hostname, instant));
      return answer(feedOf(hostname, newest), 'application/rss+xml');
    },
  });
  return { feeds, at };
}

/** What a feed says of an article: the same each time it is asked. */
function entryAt(host: string, at: number) {
  const random = randomFrom(Math.floor(at));
  const words = Array.from({ length: 45 }, () => pick(fillers, random));
  const url = `https://${host}/news/${Math.floor(at)}`;
  return { at, url, title: words.slice(0, 9).join(' '), paragraphs: [words.slice(9).join(' ')] };
}
