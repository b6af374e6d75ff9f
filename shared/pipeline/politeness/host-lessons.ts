import { pauseMinutes } from '../../polling/backoff.ts';
import { retryAfterMinutes } from '../../polling/retry-after.ts';
import type { HostState, HostStore } from '../../ports/hosts.ts';
import type { Clock, WebResponse } from '../../ports/web.ts';

type Learning = { readonly hosts: HostStore; readonly now: Clock };

/** After so many failures to reach a host in a row, everybody leaves it alone for a while. */
const outagesToPause = 5;
const shortestOutageMinutes = 10;
const longestOutageMinutes = 6 * 60;

/** What an answer says of its host, whatever was asked for: a 429 pauses it, any other ends its troubles. */
export async function learnFromAnswer(
  { host, refusals, outages }: HostState,
  { status, headers }: Pick<WebResponse, 'status' | 'headers'>,
  { hosts, now: clock }: Learning,
): Promise<void> {
  const now = clock();
  if (status !== 429) {
    if (refusals > 0 || outages > 0) await hosts.update(host, { refusals: 0, outages: 0 }, now);
    return;
  }
  const asked = retryAfterMinutes(headers['retry-after'], now.getTime());
  const pausedUntil = minutesOn(now, asked ?? pauseMinutes(refusals + 1));
  await hosts.update(host, { refusals: refusals + 1, outages: 0, pausedUntil }, now);
}

/** What it says of a host that it could not be reached: nothing much, until it happens again and again. */
export async function learnFromOutage(
  { host, outages: before }: HostState,
  { hosts, now: clock }: Learning,
): Promise<void> {
  const now = clock();
  const outages = before + 1;
  if (outages < outagesToPause) return hosts.update(host, { outages }, now);
  const minutes = shortestOutageMinutes * 2 ** Math.min(10, outages - outagesToPause);
  const pausedUntil = minutesOn(now, Math.min(longestOutageMinutes, minutes));
  await hosts.update(host, { outages, pausedUntil }, now);
}

const minutesOn = (now: Date, minutes: number): string =>
  new Date(now.getTime() + Math.ceil(minutes * 60_000)).toISOString();
