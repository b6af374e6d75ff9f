import { BlockedAddressError, SiteUnavailableError, UnusableAnswerError } from '../../errors.ts';
import type { HostState } from '../../ports/hosts.ts';
import type { FetchWeb, WebResponse } from '../../ports/web.ts';
import { awaitTurn, type Deferral, type HostGate, stateOf } from './host-gate.ts';
import { learnFromAnswer, learnFromOutage } from './host-lessons.ts';

export type SiteFileGate = HostGate & {
  readonly fetchWeb: FetchWeb;
  /**
   * Waits for a turn at the host, in the slot that the task has brought along where it still has
   * one: a file that must be read first would otherwise wait for a new slot for ever.
   */
  readonly turn: (state: HostState) => Promise<Deferral | undefined>;
};

/** A file by which a site speaks to robots, as it came, or why there is none. */
export type SiteFile =
  | { readonly kind: 'answered'; readonly response: WebResponse }
  /** Nobody can use what is there: too large, redirects for ever, leads to a private address. */
  | { readonly kind: 'unusable' }
  | { readonly kind: 'unreachable' }
  | Deferral;

/**
 * Asks a site for a file that speaks to robots, in a turn that the caller has waited for.
 *
 * A redirect to another host stands in line there.
 */
export async function readSiteFile(
  { url, accept }: { readonly url: string; readonly accept: string },
  state: HostState,
  gate: SiteFileGate,
): Promise<SiteFile> {
  let at = state;
  let refusal: Deferral | undefined;
  try {
    const response = await gate.fetchWeb({
      ...{ url, accept },
      async beforeHop(next) {
        const { host } = new URL(next);
        if (host === at.host) return;
        at = await stateOf(host, gate);
        refusal = await awaitTurn(at, gate);
        if (refusal !== undefined) throw new Error('the hop was refused');
      },
    });
    await learnFromAnswer(at, response, gate);
    return { kind: 'answered', response };
  } catch (error) {
    if (refusal !== undefined) return refusal;
    if (error instanceof UnusableAnswerError || error instanceof BlockedAddressError)
      return { kind: 'unusable' };
    if (!(error instanceof SiteUnavailableError)) throw error;
    await learnFromOutage(at, gate);
    return { kind: 'unreachable' };
  }
}
