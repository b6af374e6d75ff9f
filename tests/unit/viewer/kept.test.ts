import { describe, expect, it } from 'vitest';
import { kept } from '../../../shared/viewer/kept.ts';

function counting(results: readonly (number | Error)[]) {
  const left = [...results];
  let now = 0;
  let reads = 0;
  const read = kept(
    async () => {
      reads++;
      const result = left.shift();
      if (result instanceof Error) throw result;
      return result;
    },
    { freshMs: 10, staleMs: 100 },
    () => now,
  );
  const wait = (ms: number) => {
    now += ms;
  };
  return { read, reads: () => reads, wait };
}

describe('what is kept', () => {
  it('is read once for all who ask at the same time, and soon after', async () => {
    const { read, reads, wait } = counting([1, 2]);
    expect(await Promise.all([read(), read()])).toEqual([1, 1]);
    wait(9);
    expect(await read()).toBe(1);
    expect(reads()).toBe(1);
  });

  it('is served once more when it is old, and read anew behind that', async () => {
    const { read, reads, wait } = counting([1, 2]);
    await read();
    wait(50);
    expect(await read()).toBe(1);
    await expect.poll(read).toBe(2);
    expect(reads()).toBe(2);
  });

  it('is waited for when it is too old', async () => {
    const { read, wait } = counting([1, 2]);
    await read();
    wait(100);
    expect(await read()).toBe(2);
  });

  it('is no failure: the next who asks tries again', async () => {
    const { read } = counting([new Error('down'), 2]);
    await expect(read()).rejects.toThrow('down');
    expect(await read()).toBe(2);
  });

  it('stays as it is while it cannot be read anew', async () => {
    const { read, reads, wait } = counting([1, new Error('down'), 3]);
    await read();
    wait(50);
    expect(await read()).toBe(1);
    await expect.poll(reads).toBe(2);
    await expect.poll(read).toBe(3);
  });
});
