import { crc32 } from 'node:zlib';
import { randomFrom } from '../../../bench/random.ts';
import type { AwsFault } from './aws-faults.ts';
import type { AwsCall } from './aws-proxy.ts';
import type { Fault } from './fault-lab.ts';
import type { StartedFault } from './web-faults.ts';

/** How often each fault was met, by its name. */
export type Tally = Map<string, number>;

/** Every call that a fault is about fails by it. */
export const always = ({ name, service, operation, meddle }: AwsFault, tally: Tally): Fault => ({
  aws(call, forward) {
    if (call.service !== service || call.operation !== operation) return forward();
    note(name, tally);
    return meddle(call, forward);
  },
});

type Drawing = {
  readonly seed: number;
  /** Of calls, how many fail. */
  readonly share: number;
  /** Goes on from what earlier runs have met. */
  readonly tally: Tally;
};

/** Now and then a call fails, by that of its faults which was met least often. */
export function nowAndThen(faults: readonly AwsFault[], { seed, share, tally }: Drawing): Fault {
  const isDrawn = drawing({ seed, share });
  return {
    aws(call, forward) {
      const possible = faults.filter(
        ({ service, operation }) => service === call.service && operation === call.operation,
      );
      const fault = leastMet(possible, tally);
      if (fault === undefined || !isDrawn(textOf(call))) return forward();
      note(fault.name, tally);
      return fault.meddle(call, forward);
    },
  };
}

/** What is asked, without the port of a service, which no two runs share. */
const textOf = ({ operation, url, body }: AwsCall): string =>
  `${operation} ${url} ${body.toString('latin1').replaceAll(/127\.0\.0\.1:\d+/g, '')}`;

type Site = { readonly name: string; readonly started: StartedFault };

/** Now and then a request to the web leads to a site that fails, the one which was met least often. */
export function webNowAndThen(sites: readonly Site[], { seed, share, tally }: Drawing): Fault {
  const isDrawn = drawing({ seed, share });
  return {
    web: (route) => async (url) => {
      const site = leastMet(sites, tally);
      if (site === undefined || !isDrawn(url.href)) return route(url);
      note(site.name, tally);
      return site.started.route(url);
    },
  };
}

/** Which time of the same request fails hangs on the seed, and not on what is asked for beside it. */
function drawing({ seed, share }: Pick<Drawing, 'seed' | 'share'>) {
  const draws = new Map<string, () => number>();
  return (request: string): boolean => {
    const random = draws.get(request) ?? randomFrom(seed + crc32(request));
    draws.set(request, random);
    return random() < share;
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
