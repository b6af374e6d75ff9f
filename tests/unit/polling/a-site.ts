import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { httpFetchWeb } from '../../../shared/adapters/http/fetch-web.ts';
import { publicRoute, type Route } from '../../../shared/adapters/http/route.ts';
import type { Feed } from '../../../shared/model/feed.ts';
import { fetchPolitely } from '../../../shared/pipeline/politeness/fetch-politely.ts';
import { type Poll, pollFeed } from '../../../shared/pipeline/polling/poll-feed.ts';
import { aFeed } from '../../builders/a-feed.ts';
import { memoryHostStore } from '../../builders/a-host.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;
export const start = Date.parse('2026-01-05T10:00:00Z');
export const userAgent = 'Newsloom/0.1 (+https://newsloom.example/about; news archive)';

export type Seen = { readonly url: string; readonly headers: IncomingHttpHeaders };
type Answer = (request: Seen, response: ServerResponse, count: number) => void;

const running: { stop(): Promise<unknown> }[] = [];
afterEach(async () => {
  for (const site of running.splice(0)) await site.stop();
});

/** A web server on loopback that remembers what it was asked; stopped after the test. */
export async function aSite(answer: Answer) {
  const requests: Seen[] = [];
  const server = createServer((request, response) => {
    const seen = { url: request.url ?? '', headers: request.headers };
    requests.push(seen);
    answer(seen, response, requests.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push({
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { requests, host, base: `http://${host}` };
}

export const answerWith =
  (status: number, headers: Record<string, string> = {}, body: string | Uint8Array = '') =>
  (_request: Seen, response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/rss+xml', ...headers });
    response.end(body);
  };

/** The deployed guard, but for the sites of the test. */
export const routeTo =
  (...hosts: readonly string[]): Route =>
  async (url) =>
    hosts.includes(url.host) && url.protocol === 'http:'
      ? { address: url.hostname, port: Number(url.port), tls: false }
      : publicRoute(url);

type Site = { readonly host: string; readonly base: string };
type Reader = {
  /** One poll at a virtual time, with the state that the last one left. */
  poll(at: number): Promise<Poll>;
  feed(): Feed;
};

/** Somebody who polls a feed of a site; readers that share `hosts` share what is known of hosts. */
export function aReader(
  site: Site,
  path = '/feed.xml',
  { hosts = memoryHostStore(), others = [] as readonly string[], timeoutMs = 25_000 } = {},
): Reader {
  let feed = aFeed({ url: `${site.base}${path}` });
  return {
    feed: () => feed,
    async poll(at) {
      const now = () => new Date(at);
      const fetchWeb = httpFetchWeb({
        ...{ route: routeTo(site.host, ...others), userAgent },
        ...{ timeoutMs, maxBytes: 1_000_000 },
      });
      const fetch = fetchPolitely({
        ...{ fetchWeb, hosts, now, spacingMs: 2000, agent: 'newsloom', maxWaitMs: 0 },
      });
      const poll = await pollFeed(feed, { fetch, now });
      if (poll.kind !== 'deferred') feed = poll.feed;
      return poll;
    },
  };
}

/** In hours from `at`, when the feed is due next. */
export const hoursToNext = (poll: Poll, at = start): number => {
  if (poll.kind === 'deferred') return (Date.parse(poll.slotAt) - at) / hour;
  return (Date.parse(poll.feed.nextPollAt ?? '') - at) / hour;
};
