import { expect, it } from 'vitest';
import { LatestTexts } from '../../../shared/text/latest-texts.ts';

/** Keeps count of what was made. */
function lengthsOf(most: number) {
  const made: string[] = [];
  const latest = new LatestTexts<number>(most);
  const lengthOf = (text: string) =>
    latest.of(text, () => {
      made.push(text);
      return text.length;
    });
  return { made, lengthOf };
}

it('makes once what is asked for twice', () => {
  const { made, lengthOf } = lengthsOf(10);
  expect([lengthOf('bridge'), lengthOf('bridge')]).toEqual([6, 6]);
  expect(made).toEqual(['bridge']);
});

it('keeps what is asked for again, and forgets what is not', () => {
  const { made, lengthOf } = lengthsOf(2);
  for (const text of ['ferry', 'bridge', 'storm', 'ferry', 'flood', 'quake']) lengthOf(text);
  made.length = 0;
  for (const text of ['ferry', 'bridge']) lengthOf(text);
  expect(made).toEqual(['bridge']);
});

it('keeps no text that is very long', () => {
  const { made, lengthOf } = lengthsOf(10);
  const long = 'a'.repeat(100_000);
  expect([lengthOf(long), lengthOf(long)]).toEqual([100_000, 100_000]);
  expect(made).toHaveLength(2);
});
