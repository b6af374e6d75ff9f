import { crc32 } from 'node:zlib';
import { randomFrom } from '../../../bench/random.ts';
import type { AwsFault } from './aws-faults.ts';
import type { Fault } from './fault-lab.ts';
import type { StartedFault } from './web-faults.ts';

/** How often each fault was met, by its name. */
export type Tally = Map<string, number>;

/** Every call that a fault is about fails by it. */
export const always = ({ service, operation, meddle }: AwsFault): Fault => ({
  aws: (call, forward) =>
    call.service === service && call.operation === operation ? meddle(call, forward) : forward(),
});

type Drawing = {
  readonly seed: number;
  /** Of calls, how many fail. */
  readonly share: number;
  /** Goes on from what earlier runs have met. */
  readonly tally: Tally;
};

/** Now and then, as a seed draws, a call fails by that of its faults which was met least often. */
export function nowAndThen(faults: readonly AwsFault[], { seed, share, tally }: Drawing): Fault {
  const random = randomFrom(seed);
  return {
    aws({ service, operation, ...call }, forward) {
      const possible = faults.filter(
        (fault) => fault.service === service && fault.operation === operation,
      );
      const fault = leastMet(possible, tally);
      if (fault === undefined || random() > share) return forward();
      note(fault.name, tally);
      return fault.meddle({ service, operation, ...call }, forward);
    },
  };
}

type Site = { readonly name: string; readonly started: StartedFault };

/**
 * Now and then a request to the web leads to a site that fails: which request of an address does not
 * depend on what is asked for beside it.
 */
export function webNowAndThen(sites: readonly Site[], { seed, share, tally }: Drawing): Fault {
  const draws = new Map<string, () => number>();
  return {
    web: (route) => async (url) => {
      const random = draws.get(url.href) ?? randomFrom(seed + crc32(url.href));
      draws.set(url.href, random);
      const site = leastMet(sites, tally);
      if (site === undefined || random() > share) return route(url);
      note(site.name, tally);
      return site.started.route(url);
    },
  };
}

function leastMet<One extends { readonly name: string }>(
  all: readonly One[],
  tally: Tally,
): One | undefined {
  const met = ({ name }: One) => tally.get(name) ?? 0;
  return all.reduce<One | undefined>(
    (least, one) => (least === undefined || met(one) < met(least) ? one : least),
    undefined,
  );
}

const note = (name: string, tally: Tally): void => void tally.set(name, (tally.get(name) ?? 0) + 1);
