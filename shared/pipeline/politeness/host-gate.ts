import type { Instant } from '../../model/ids.ts';
import type { HostState, HostStore } from '../../ports/hosts.ts';
import type { Clock, PoliteAnswer } from '../../ports/web.ts';

export type HostGate = {
  readonly hosts: HostStore;
  readonly now: Clock;
  /** Shortest time between two requests to one host. */
  readonly spacingMs: number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** For as long a function waits for its slot itself; for longer ones the task goes back to its queue. */
  readonly maxWaitMs: number;
};

export type Deferral = PoliteAnswer & { kind: 'deferred' };

/** A slot is used within this time or lost. */
const toleranceOf = (spacingMs: number): number => Math.min(250, spacingMs / 8);
/** By so much slots are further apart, so that the spacing holds: a busy function sends a moment after it has looked at its clock. */
const marginOf = (spacingMs: number): number => 1.5 * toleranceOf(spacingMs);
/** Below this a round trip to the store would lose every slot; only a server of our own is asked so fast. */
const strictFromMs = 250;
/** Who loses so many slots in a row is too slow to keep to any; the task comes back. */
const maxRounds = 4;
/** A task is sent back so that it arrives a little before its slot: queues are not punctual. */
const arriveEarlySeconds = 3;
const maxDelaySeconds = 900;

/** For how many seconds a queue should hold a task back whose slot is at `slotAt`. */
export const delayUntilSlot = (slotAt: Instant, now: Date): number => {
  const seconds = Math.floor((Date.parse(slotAt) - now.getTime()) / 1000) - arriveEarlySeconds;
  return Math.min(maxDelaySeconds, Math.max(1, seconds));
};

/** What the store knows of a host, or a host that nobody has met. */
export const stateOf = async (host: string, { hosts }: HostGate): Promise<HostState> =>
  (await hosts.find(host)) ?? newHost(host);

export const newHost = (host: string): HostState => ({ host, refusals: 0, outages: 0 });

/**
 * Waits for a turn at a host: at once if it is idle, a moment if others come first.
 *
 * @param slotAt a slot that an earlier try reserved
 * @returns `undefined` when it is our turn now
 */
export async function awaitTurn(
  state: HostState,
  gate: HostGate,
  slotAt?: Instant,
): Promise<Deferral | undefined> {
  const now = gate.now().getTime();
  const paused = state.pausedUntil === undefined ? 0 : Date.parse(state.pausedUntil);
  // Slots after the pause, so that those who wait for its end do not all come at once.
  if (paused > now)
    return { kind: 'deferred', slotAt: await reserve(state, gate, paused), why: 'paused' };

  let slot = slotAt !== undefined && isHeld(slotAt, gate) ? slotAt : await reserve(state, gate);
  for (let round = 0; round < maxRounds; round++) {
    const wait = Date.parse(slot) - gate.now().getTime();
    if (wait > gate.maxWaitMs) break;
    if (wait > 0) await gate.sleep(wait);
    // A store or a timer that was slow has cost us the slot: the next in line may be close.
    if (isHeld(slot, gate)) return undefined;
    slot = await reserve(state, gate);
  }
  return { kind: 'deferred', slotAt: slot, why: 'busy' };
}

const isHeld = (slotAt: Instant, { now, spacingMs }: HostGate): boolean =>
  spacingMs < strictFromMs || now().getTime() <= Date.parse(slotAt) + toleranceOf(spacingMs);

/** For how long a host is left alone after a request. */
export const apartMs = (
  { crawlDelaySeconds = 0 }: HostState,
  { spacingMs }: Pick<HostGate, 'spacingMs'>,
): number => Math.ceil(Math.max(spacingMs, crawlDelaySeconds * 1000) + marginOf(spacingMs));

/** @param from the earliest instant that will do, where that is not now */
export function reserve(
  state: HostState,
  { hosts, now, spacingMs }: HostGate,
  from?: number,
): Promise<Instant> {
  const { host, nextSlotAt = 0 } = state;
  const apart = apartMs(state, { spacingMs });
  return hosts.reserveSlot(host, {
    ...{ now: now(), spacingMs: apart, nextSlotAt },
    ...(from !== undefined && { notBefore: new Date(from) }),
  });
}
