import { setTimeout } from 'node:timers/promises';
import { BlockedAddressError, SiteUnavailableError, UnusableAnswerError } from '../../errors.ts';
import { pauseMinutes } from '../../polling/backoff.ts';
import { retryAfterMinutes } from '../../polling/retry-after.ts';
import type { HostState, HostStore } from '../../ports/hosts.ts';
import type { AskHub, HubAnswer } from '../../ports/subscriptions.ts';
import type { Clock, FetchWeb, WebResponse } from '../../ports/web.ts';
import { parseUrl } from '../../url/parse-url.ts';
import { awaitTurn, type HostGate, stateOf } from '../politeness/host-gate.ts';

export type HubPoliteness = {
  readonly fetchWeb: FetchWeb;
  readonly hosts: HostStore;
  readonly now: Clock;
  readonly spacingMs: number;
};

/** A hub may serve thousands of our feeds; who finds it busy asks again at the next poll. */
const maxWaitMs = 2500;
const maxProblem = 200;

/** Asks hubs, in line with everybody else who asks the host. */
export function askHubPolitely({ fetchWeb, ...politeness }: HubPoliteness): AskHub {
  const sleep = (milliseconds: number) => setTimeout(milliseconds);
  const gate: HostGate = { ...politeness, maxWaitMs, sleep };
  return async (hub, form) => {
    const address = parseUrl(hub);
    if (address === undefined) return { kind: 'refused', problem: 'the hub is not an address' };
    const state = await stateOf(address.host, gate);
    if ((await awaitTurn(state, gate)) !== undefined) return { kind: 'busy' };
    try {
      const response = await fetchWeb({ url: hub, accept: '*/*', form });
      await remember(state, { gate, response });
      return answerOf(response);
    } catch (error) {
      if (
        error instanceof SiteUnavailableError ||
        error instanceof UnusableAnswerError ||
        error instanceof BlockedAddressError
      )
        return { kind: 'refused', problem: error.message };
      throw error;
    }
  };
}

/** Any status of success will do: some hubs verify at once and answer 204 (WebSub, 5.1.2 asks for 202). */
function answerOf({ status, body }: WebResponse): HubAnswer {
  if (status >= 200 && status < 300) return { kind: 'accepted' };
  const said = new TextDecoder().decode(body.subarray(0, maxProblem)).trim();
  return { kind: 'refused', problem: `status ${status}${said === '' ? '' : `: ${said}`}` };
}

type Answered = { readonly gate: HostGate; readonly response: WebResponse };

/** As for any other host, a 429 pauses it for everybody. */
async function remember(
  { host, refusals }: HostState,
  { gate, response: { status, headers } }: Answered,
): Promise<void> {
  const now = gate.now();
  if (status !== 429) {
    if (refusals > 0) await gate.hosts.update(host, { refusals: 0 }, now);
    return;
  }
  const minutes =
    retryAfterMinutes(headers['retry-after'], now.getTime()) ?? pauseMinutes(refusals + 1);
  const pausedUntil = new Date(now.getTime() + Math.ceil(minutes * 60_000)).toISOString();
  await gate.hosts.update(host, { pausedUntil, refusals: refusals + 1 }, now);
}
