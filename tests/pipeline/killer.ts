import { type Gate, throughGate } from './outside-calls.ts';

/** The nth time that a step makes a call. */
export type CallPoint = { readonly step: string; readonly call: string; readonly nth: number };

/** Just before: the call is never made. Just after: it is made, and nobody hears the answer. */
export type Death = CallPoint & { readonly when: 'before' | 'after' };

/** Whoever was killed makes no call any more. */
class KilledError extends Error {
  override readonly name = 'KilledError';
}

/** Hears of every call. */
type OnCall = (point: CallPoint) => void;

/** Counts the calls that invocations make, and kills the one that makes a certain call. */
export class Killer {
  private readonly onCall: OnCall;
  private counts = new Map<string, number>();
  private death: Death | undefined;
  /** Set while a request to the web is out whose answer nobody shall hear. */
  private onServed: (() => void) | undefined;

  constructor(onCall: OnCall) {
    this.onCall = onCall;
  }

  /** Counts anew from here on, and kills whoever comes to this point. */
  aim(death?: Death): void {
    this.counts = new Map();
    this.death = death;
    this.onServed = undefined;
  }

  /** Whether somebody came to the point. */
  get hasKilled(): boolean {
    return this.death === undefined;
  }

  /** The web calls this when it has an answer. */
  served(): void {
    this.onServed?.();
  }

  /**
   * Runs an invocation of a step, and ends it where the point is.
   *
   * @returns whether it came to its own end
   */
  async survives(step: string, run: () => Promise<unknown>): Promise<boolean> {
    const out = new Set<Promise<unknown>>();
    const life = { isOver: false };
    try {
      await throughGate(this.gateOf(step, life, out), run);
    } catch (error) {
      if (!life.isOver) throw error;
    }
    // Calls that were out when it was killed reach the service, before anything is delivered again.
    while (out.size > 0) await Promise.allSettled(out);
    return !life.isOver;
  }

  private gateOf(step: string, life: { isOver: boolean }, out: Set<Promise<unknown>>): Gate {
    const end = () => {
      life.isOver = true;
      this.death = undefined;
    };
    return async (call, send) => {
      if (life.isOver) throw new KilledError();
      const when = this.count(step, call);
      if (when === 'before') {
        end();
        throw new KilledError();
      }
      if (when === 'after' && call.startsWith('GET web')) this.onServed = end;
      const sent = send();
      out.add(sent);
      try {
        await sent;
      } finally {
        out.delete(sent);
        if (when === 'after' && this.onServed === undefined) end();
      }
      if (life.isOver) throw new KilledError();
      return sent;
    };
  }

  private count(step: string, call: string): Death['when'] | undefined {
    const key = `${step} ${call}`;
    const nth = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, nth);
    this.onCall({ step, call, nth });
    const { death } = this;
    const isIt = death?.step === step && death.call === call && death.nth === nth;
    return isIt ? death.when : undefined;
  }
}
