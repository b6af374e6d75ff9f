import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { httpFetchWeb } from '../../../../shared/adapters/http/fetch-web.ts';
import { guardedRoute, type Route } from '../../../../shared/adapters/http/route.ts';
import { BlockedAddressError, UnusableAnswerError } from '../../../../shared/errors.ts';
import { answerWith, aSite } from '../../polling/a-site.ts';
import { hostileAnswers, hostileHosts, hostileUrls, malformedUrls } from './hostile-addresses.ts';

const limits = {
  ...{ userAgent: 'Newsloom/0.1 (+https://newsloom.example/)', timeoutMs: 25_000, maxBytes: 1000 },
};

/** How many connections this process has begun, whoever asked for them. */
let sockets = 0;
const count = () => {
  sockets++;
};
beforeEach(() => {
  sockets = 0;
  subscribe('net.client.socket', count);
});
afterEach(() => unsubscribe('net.client.socket', count));

/** The deployed guard over a name server of our own; only the site of the test is let through. */
const guarding =
  (host: string, resolve: (name: string) => string[]): Route =>
  async (url) =>
    url.host === host
      ? { address: url.hostname, port: Number(url.port), tls: false }
      : guardedRoute(async (name) => resolve(name))(url);

/** Asks a site whose every page redirects to `location`; says what came of it. */
async function follow(locations: readonly string[], resolve = () => ['93.184.215.14']) {
  const site = await aSite((request, response) => {
    const at = Number(/^\/(\d+)/.exec(request.url)?.[1]);
    const location = Buffer.from(locations[at] ?? '', 'utf8').toString('latin1');
    answerWith(at % 2 === 0 ? 302 : 301, { location })(request, response);
  });
  const fetchWeb = httpFetchWeb({ ...limits, route: guarding(site.host, resolve) });
  const outcomes = locations.map((_, at) =>
    fetchWeb({ url: `${site.base}/${at}`, accept: '*/*' }).then(
      () => 'answered',
      (error: unknown) => error,
    ),
  );
  return { site, outcomes: await Promise.all(outcomes) };
}

/** What a `Location` header can carry, and what leads away: `http:x` stays on a site of http. */
const leadsAway = (location: string) =>
  !/[\r\n\0]/.test(location) && !/^http:(?![/\\]{2})/.test(location);

describe('a redirect is refused before a byte is sent when it leads to', () => {
  it('any host of the table, over http and https', async () => {
    const locations = hostileHosts.flatMap((host) => [
      `http://${host}/`,
      `https://${host}/x`,
      `//${host}/`,
    ]);

    const { outcomes } = await follow(locations);

    for (const [at, outcome] of outcomes.entries())
      expect(outcome, locations[at]).toBeInstanceOf(BlockedAddressError);
    expect(sockets).toBe(locations.length); // those to the site itself
  });

  it('any scheme, port, disguise or credentials of the table', async () => {
    const locations = hostileUrls.filter(leadsAway);

    const { outcomes } = await follow(locations);

    const isRefused = (error: unknown) =>
      error instanceof BlockedAddressError || error instanceof UnusableAnswerError;
    for (const [at, outcome] of outcomes.entries())
      expect(isRefused(outcome), locations[at]).toBe(true);
    expect(sockets).toBe(locations.length);
  });

  it('a name that resolves to something private, alone or among public addresses', async () => {
    for (const answer of hostileAnswers) {
      const { outcomes } = await follow(['https://news.example/'], () => [...answer]);
      expect(outcomes[0], answer.join()).toBeInstanceOf(BlockedAddressError);
    }
    expect(sockets).toBe(hostileAnswers.length);
  });

  it('a name that answered honestly a moment ago', async () => {
    const answers = [['127.0.0.1']];
    const { outcomes } = await follow(['http://rebinding.example/'], () => answers.pop() ?? []);

    expect(outcomes[0]).toBeInstanceOf(BlockedAddressError);
  });
});

describe('no connection is even begun for', () => {
  const fetchWeb = httpFetchWeb({ ...limits, route: guardedRoute(async () => ['93.184.215.14']) });
  const tables = {
    hosts: hostileHosts.map((host) => `http://${host}/`),
    hostileUrls,
    malformedUrls,
  };

  it.each(Object.entries(tables))('the table of %s', async (_name, urls) => {
    for (const url of urls)
      await expect(fetchWeb({ url, accept: '*/*' }), url).rejects.toThrow(/./);
    expect(sockets).toBe(0);
  });
});
