import { expect, it } from 'vitest';
import { allOf, atMost, mapped, wantedOf } from '../../../shared/collections/streams.ts';

/** Numbers from 1 on, and how many of them were read. */
function numbers(end = Number.POSITIVE_INFINITY) {
  const read: number[] = [];
  async function* from1() {
    for (let n = 1; n <= end; n++) {
      read.push(n);
      yield n;
    }
  }
  return { stream: from1(), read };
}

it('reads no more of a stream than is asked for', async () => {
  const { stream, read } = numbers();
  expect(await allOf(atMost(stream, 3))).toEqual([1, 2, 3]);
  expect(read).toEqual([1, 2, 3]);
});

it('reads nothing where nothing is asked for, and all where no limit is given', async () => {
  const none = numbers();
  expect(await allOf(atMost(none.stream, 0))).toEqual([]);
  expect(none.read).toEqual([]);
  expect(await allOf(atMost(numbers(4).stream))).toEqual([1, 2, 3, 4]);
});

it('counts only what is wanted', async () => {
  const { stream, read } = numbers();
  const even = wantedOf(stream, (n) => n % 2 === 0);
  expect(await allOf(mapped(atMost(even, 2), (n) => n * 10))).toEqual([20, 40]);
  expect(read).toEqual([1, 2, 3, 4]);
});
