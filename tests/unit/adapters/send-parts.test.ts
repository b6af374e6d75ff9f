import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseMs, sendParts } from '../../../shared/adapters/send-parts.ts';

/** A service that leaves a part as often as its name says, and all that it was asked for. */
function stubborn() {
  const asked: string[][] = [];
  const times = new Map<string, number>();
  const pauses: number[] = [];
  const sending = {
    service: 'table x',
    async send(parts: readonly string[]) {
      asked.push([...parts]);
      return parts.flatMap((part) => {
        const before = times.get(part) ?? 0;
        times.set(part, before + 1);
        return before < Number(part.split('!')[1] ?? 0) ? [{ part }] : [];
      });
    },
    pause: async (attempt: number) => void pauses.push(attempt),
  };
  return { asked, pauses, sending };
}

describe('a request of which a service does a part', () => {
  it('is sent again for what was left, and only for that', async () => {
    const { asked, pauses, sending } = stubborn();
    await sendParts(['a', 'b!2', 'c', 'd!1'], sending);
    expect(asked).toEqual([['a', 'b!2', 'c', 'd!1'], ['b!2', 'd!1'], ['b!2']]);
    expect(pauses).toEqual([1, 2]);
  });

  it('fails after five tries, and says how much was left', async () => {
    const { asked, sending } = stubborn();
    await expect(sendParts(['a', 'b!9'], sending)).rejects.toThrow('table x: 1 of 2 left');
    expect(asked).toHaveLength(5);
  });
});

describe('the pause before another try', () => {
  it('grows, is bounded, and differs by chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, chance) => {
          const pause = pauseMs(attempt, () => chance);
          expect(pause).toBeGreaterThanOrEqual(0);
          expect(pause).toBeLessThan(100 * 2 ** (attempt - 1));
        },
      ),
    );
    const drawn = new Set(Array.from({ length: 20 }, () => pauseMs(4, Math.random)));
    expect(drawn.size).toBeGreaterThan(5);
  });
});
