import { setTimeout } from 'node:timers/promises';
import { SiteUnavailableError, UnusableAnswerError } from '../../errors.ts';
import { reservationAt } from '../../polling/tdm-rules.ts';
import type { HostState, HostStore, RobotsRecord, TdmRecord } from '../../ports/hosts.ts';
import type {
  Clock,
  FetchPolitely,
  FetchWeb,
  PoliteAnswer,
  PoliteRequest,
} from '../../ports/web.ts';
import { parseUrl } from '../../url/parse-url.ts';
import { apartMs, awaitTurn, type Deferral, newHost, reserve, stateOf } from './host-gate.ts';
import { learnFromAnswer, learnFromOutage } from './host-lessons.ts';
import { askRobots, type RobotsGate } from './robots-gate.ts';
import { askTdm } from './tdm-gate.ts';

export type Politeness = {
  readonly fetchWeb: FetchWeb;
  readonly hosts: HostStore;
  readonly now: Clock;
  /** Shortest time between two requests to one host. */
  readonly spacingMs: number;
  /** The name under which robots.txt files know us: the first word of the user agent. */
  readonly agent: string;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** For as long a request waits for its turn; for longer ones it is deferred. */
  readonly maxWaitMs?: number;
  /** Who would wait longer after a file that speaks to robots is deferred, without a slot; nobody unless given. */
  readonly maxWaitAfterFileMs?: number;
};

/**
 * Fetches at the pace that a host allows, together with all other workers: one slot at a time,
 * nothing while it is paused (429) or out of reach, nothing that robots.txt forbids.
 *
 * A redirect to another host stands in line there. A 503 is no matter of the whole host.
 */
export function fetchPolitely(politeness: Politeness): FetchPolitely {
  const { maxWaitMs = 5000, sleep = (milliseconds) => setTimeout(milliseconds) } = politeness;
  const gate: Gate = { ...politeness, maxWaitMs, sleep };
  return async (request) => {
    const visit = new Visit(request, gate);
    return (await visit.enter(request.url, request.slotAt)) ?? visit.fetch();
  };
}

type Gate = Omit<RobotsGate, 'turn'> & Pick<Politeness, 'maxWaitAfterFileMs'>;

/** One request with all its hops; remembers where it has got to. */
class Visit {
  readonly #request: PoliteRequest;
  readonly #gate: RobotsGate;
  /** Held at the host that is asked, until the first request to it takes it. */
  #slotAt: string | undefined;
  readonly #first: string;
  #state: HostState;
  #refusal: PoliteAnswer | undefined;
  /** How often it has stood in line. */
  #turns = 0;
  /** How often at the host that is asked. */
  #turnsHere = 0;
  readonly #maxWaitAfterFileMs: number;
  /** Of the site that was asked last. */
  #tdm: TdmRecord | undefined;

  constructor(request: PoliteRequest, gate: Gate) {
    this.#request = request;
    this.#maxWaitAfterFileMs = gate.maxWaitAfterFileMs ?? Number.POSITIVE_INFINITY;
    this.#gate = { ...gate, turn: (state) => this.#turn(state) };
    this.#first = hostOf(request.url);
    this.#state = newHost(this.#first);
  }

  /** @returns `undefined` when `url` may be asked for now */
  async enter(url: string, slotAt?: string): Promise<PoliteAnswer | undefined> {
    this.#slotAt = slotAt;
    this.#turnsHere = 0;
    if (this.#request.obeyRobots) {
      const refusal = await this.#askRobots(url);
      if (refusal !== undefined) return refusal;
    } else this.#state = await stateOf(hostOf(url), this.#gate);
    return this.#turn(this.#state);
  }

  async #turn(state: HostState): Promise<Deferral | undefined> {
    const slotAt = this.#slotAt;
    this.#slotAt = undefined;
    this.#turns++;
    const apart = apartMs(state, this.#gate);
    const isFirst = this.#turnsHere++ === 0;
    if (isFirst || apart <= this.#maxWaitAfterFileMs) return awaitTurn(state, this.#gate, slotAt);
    const next = new Date(this.#gate.now().getTime() + apart).toISOString();
    return { kind: 'deferred', slotAt: next, why: 'after-file' };
  }

  async fetch(): Promise<PoliteAnswer> {
    const { slotAt: _slot, obeyRobots: _robots, askTdm: _tdm, ...request } = this.#request;
    try {
      const beforeHop = (url: string) => this.#hop(url);
      const response = await this.#gate.fetchWeb({ ...request, beforeHop });
      await learnFromAnswer(this.#state, response, this.#gate);
      const reservation = reservationAt(this.#tdm?.text ?? '', response.finalUrl);
      return { kind: 'answered', response, ...(reservation !== undefined && { reservation }) };
    } catch (error) {
      if (this.#refusal !== undefined) return this.#refusal;
      if (error instanceof SiteUnavailableError) await learnFromOutage(this.#state, this.#gate);
      throw error;
    }
  }

  async #askRobots(url: string): Promise<PoliteAnswer | undefined> {
    const host = hostOf(url);
    const known = await this.#gate.hosts.findWithRobots(host, new URL(url).origin);
    this.#state = known.state ?? newHost(host);
    if (isPaused(this.#state, this.#gate.now())) return undefined; // the turn says for how long
    const turns = this.#turns;
    const refusal = await this.#allowedHere(url, known.robots);
    // Only a file that was asked for can have taught us anything of its host.
    if (this.#turns > turns) this.#state = await stateOf(host, this.#gate);
    return refusal;
  }

  /** Within a host a redirect is part of the request; elsewhere it is one of its own. */
  async #hop(url: string): Promise<void> {
    const isSame = hostOf(url) === this.#state.host;
    const refusal = isSame ? await this.#allowedAt(url) : await this.enter(url);
    if (refusal === undefined) return;
    this.#refusal = refusal.kind === 'deferred' ? await this.#comeBack(refusal.slotAt) : refusal;
    throw new Error('the hop was refused');
  }

  async #allowedAt(url: string): Promise<PoliteAnswer | undefined> {
    if (!this.#request.obeyRobots) return undefined;
    return this.#allowedHere(url, await this.#gate.hosts.findRobots(new URL(url).origin));
  }

  async #allowedHere(
    url: string,
    robots: RobotsRecord | undefined,
  ): Promise<PoliteAnswer | undefined> {
    const record = await askRobots(url, { state: this.#state, robots }, this.#gate);
    if ('kind' in record) return record;
    if (!this.#request.askTdm) return undefined;
    const tdm = await askTdm(record, this.#state, this.#gate);
    if ('kind' in tdm) return tdm;
    this.#tdm = tdm;
    return undefined;
  }

  /** The next try starts at the first host again, so that it needs a slot there. */
  async #comeBack(slotAt: string): Promise<PoliteAnswer> {
    const first = await stateOf(this.#first, this.#gate);
    return {
      kind: 'deferred',
      slotAt: await reserve(first, this.#gate, Date.parse(slotAt)),
      why: 'busy',
    };
  }
}

/** With its port, where it has one: other ports are other servers. */
function hostOf(url: string): string {
  const address = parseUrl(url);
  if (address !== undefined) return address.host;
  throw new UnusableAnswerError(url.slice(0, 200), 'bad-url', 'not an address');
}

const isPaused = ({ pausedUntil }: HostState, now: Date): boolean =>
  pausedUntil !== undefined && Date.parse(pausedUntil) > now.getTime();
