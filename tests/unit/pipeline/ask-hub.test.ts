import { describe, expect, it } from 'vitest';
import { BlockedAddressError, SiteUnavailableError } from '../../../shared/errors.ts';
import { askHubPolitely } from '../../../shared/pipeline/polling/ask-hub.ts';
import type { WebRequest, WebResponse } from '../../../shared/ports/web.ts';
import { memoryHostStore } from '../../builders/a-host.ts';

const now = new Date('2026-01-05T10:00:00.000Z');
const hub = 'https://hub.example/';

function asking(said: Partial<WebResponse> | Error, hosts = memoryHostStore()) {
  const requests: WebRequest[] = [];
  const ask = askHubPolitely({
    ...{ hosts, now: () => now, spacingMs: 10_000 },
    async fetchWeb(request) {
      requests.push(request);
      if (said instanceof Error) throw said;
      return {
        status: 202,
        finalUrl: hub,
        headers: {},
        body: new Uint8Array(),
        redirects: [],
        ...said,
      };
    },
  });
  return { ...{ requests, hosts }, ask: (form = { 'hub.mode': 'subscribe' }) => ask(hub, form) };
}

describe('asking a hub', () => {
  it.each([200, 202, 204])('is accepted by status %i', async (status) => {
    const { ask, requests } = asking({ status });
    expect(await ask()).toEqual({ kind: 'accepted' });
    expect(requests).toEqual([{ url: hub, accept: '*/*', form: { 'hub.mode': 'subscribe' } }]);
  });

  it('is refused by every other status, in the words of the hub', async () => {
    const body = new TextEncoder().encode(`topic unknown${'!'.repeat(5000)}`);
    const answer = await asking({ status: 400, body }).ask();
    expect(answer).toMatchObject({
      kind: 'refused',
      problem: expect.stringMatching(/^status 400: topic unknown!{187}$/),
    });
    expect(await asking({ status: 301 }).ask()).toMatchObject({ problem: 'status 301' });
  });

  it('is refused by a hub that cannot be reached, or must not be', async () => {
    for (const error of [
      new SiteUnavailableError(hub, 'took too long'),
      new BlockedAddressError(hub, 'it is private'),
    ])
      expect(await asking(error).ask()).toEqual({ kind: 'refused', problem: error.message });
    await expect(asking(new Error('a bug')).ask()).rejects.toThrow('a bug');
  });

  it('waits in line at the hub like everybody else', async () => {
    const { ask, requests } = asking({});
    await ask();
    expect(await ask()).toEqual({ kind: 'busy' });
    expect(requests).toHaveLength(1);
  });

  it('pauses a hub for everybody that has had enough', async () => {
    const { ask, hosts } = asking({ status: 429, headers: { 'retry-after': '120' } });
    expect(await ask()).toMatchObject({ kind: 'refused' });
    expect(hosts.hosts.states['hub.example']).toMatchObject({
      ...{ refusals: 1, pausedUntil: '2026-01-05T10:02:00.000Z' },
    });
    const later = asking({}, hosts);
    expect(await later.ask()).toEqual({ kind: 'busy' });
    expect(later.requests).toEqual([]);
  });
});
