import { describe, expect, it } from 'vitest';
import { startsWithCapital } from '../../../shared/text/capital.ts';

describe('startsWithCapital', () => {
  it('agrees with Unicode on every character', () => {
    const others: string[] = [];
    for (let code = 0; code <= 0x10ffff; code++) {
      const word = `${String.fromCodePoint(code)}x`;
      if (startsWithCapital(word) !== /^\p{Lu}/u.test(word)) others.push(code.toString(16));
    }
    expect(others).toEqual([]);
  });

  it('finds none in nothing', () => {
    expect(startsWithCapital('')).toBe(false);
  });
});
