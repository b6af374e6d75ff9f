import { setImmediate as settle } from 'node:timers/promises';

/** Time that passes only when all that can happen has happened. */
export function virtualTime(start = '2026-01-05T10:00:00.000Z') {
  let at = Date.parse(start);
  const waiting: { readonly due: number; readonly wake: () => void }[] = [];
  return {
    now: () => new Date(at),
    /** Resolves after so many milliseconds of this time. */
    sleep: (ms: number): Promise<void> =>
      new Promise((wake) => void waiting.push({ due: at + ms, wake })),
    /** Lets time pass until nobody waits any more. */
    async run(): Promise<void> {
      for (;;) {
        await settle();
        waiting.sort((a, b) => a.due - b.due);
        const next = waiting.shift();
        if (next === undefined) return;
        at = next.due;
        next.wake();
      }
    },
  };
}
