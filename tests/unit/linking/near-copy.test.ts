import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  containment,
  copyContainment,
  sketchOf,
} from '../../../shared/linking/likeness/near-copy.ts';
import { wordsIn } from '../../../shared/text/tokens.ts';

const words = (seed: number, length: number) =>
  Array.from({ length }, (_, at) => `w${(seed * 7919 + at * 104_729 + at * at * 31) % 5000}`);
const text = (list: readonly string[]) => ({ text: list.join(' '), language: 'en' });
const sketch = (list: readonly string[]) => new Set(sketchOf(wordsIn(text(list).text, 'en')));
const sharesSketch = (a: readonly string[], b: readonly string[]) =>
  [...sketch(a)].some((hash) => sketch(b).has(hash));
const seeds = fc.integer({ min: 1, max: 10_000 });

describe('containment', () => {
  it('is 1 for a text and its first half, whichever comes first', () => {
    const law = fc.property(seeds, (seed) => {
      const whole = words(seed, 200);
      const half = whole.slice(0, 100);
      expect(containment(text(whole), text(half))).toBe(1);
      expect(containment(text(half), text(whole))).toBe(1);
    });
    fc.assert(law, { seed: 1, numRuns: 30 });
  });

  it('stays above the bar of a copy when one word in ten is another', () => {
    const law = fc.property(seeds, (seed) => {
      const original = words(seed, 300);
      const reworded = original.map((word, at) => (at % 10 === 3 ? `x${at}` : word));
      expect(containment(text(original), text(reworded))).toBeGreaterThan(copyContainment);
    });
    fc.assert(law, { seed: 2, numRuns: 30 });
  });

  it('is low for two texts that share a footer', () => {
    const footer = words(4, 20);
    const [a, b] = [1, 2].map((seed) => [...words(seed, 200), ...footer]);
    expect(containment(text(a ?? []), text(b ?? []))).toBeLessThan(0.2);
  });

  it('is low for two short texts whose long footer is the same', () => {
    const footer = words(4, 60);
    const [a, b] = [1, 2].map((seed) => [...words(seed, 40), ...footer]);
    expect(containment(text(a ?? []), text(b ?? []))).toBeLessThan(copyContainment);
  });

  it('is low for one frame with other numbers', () => {
    const frame = words(5, 240);
    const report = (day: number) =>
      text(frame.map((word, at) => (at % 8 === 5 ? `${1000 + day * 317 + at}` : word)));
    expect(containment(report(1), report(2))).toBeLessThan(copyContainment);
  });

  it('is high for a short copy whose first and last sentences were left alone', () => {
    const law = fc.property(seeds, (seed) => {
      const original = words(seed, 90);
      const edited = original.map((word, at) =>
        at > 35 && at < 60 && at % 8 === 0 ? `x${at}` : word,
      );
      expect(containment(text(original), text(edited))).toBeGreaterThan(copyContainment);
    });
    fc.assert(law, { seed: 4, numRuns: 30 });
  });

  it('is high for a copy in which most of its few numbers were changed', () => {
    const original = words(6, 200).map((word, at) => (at % 35 === 9 ? `${100 + at}` : word));
    const updated = original.map((word, at) => (at % 35 === 9 && at > 50 ? `${900 + at}` : word));
    expect(containment(text(original), text(updated))).toBeGreaterThan(copyContainment);
  });

  it('is low for two days of one form that has the same numbers in other places', () => {
    const weather = ({ day, low, noon, wind, rain, top }: Record<string, string | number>) =>
      text([
        `Weather for the coast on ${day}. The day begins with fog in the valleys and temperatures near ${low} degrees. By noon it will be ${noon} degrees in the harbour and 15 on the plateau, with winds of ${wind} kilometres an hour. The chance of rain is ${rain} percent. Tomorrow will be warmer, with ${top} degrees at most, the weather office said.`,
      ]);
    const monday = weather({ day: 'Monday', low: 7, noon: 20, wind: 31, rain: 60, top: 24 });
    const friday = weather({ day: 'Friday', low: 20, noon: 24, wind: 60, rain: 31, top: 7 });
    expect(containment(monday, friday)).toBeLessThan(copyContainment);
  });

  it('is high for a copy in which common words gave way to rare ones', () => {
    const common =
      'people said after first when city house water found years which would other their night could years market police'.split(
        ' ',
      );
    const original = Array.from(
      { length: 120 },
      (_, at) => common[(Math.imul(at + 1, 0x9e3779b1) >>> 9) % 19] ?? '',
    );
    const edited = original.slice(0, 115).map((word, at) => (at % 10 === 7 ? `qz${at}` : word));
    expect(containment(text(original), text(edited))).toBeGreaterThan(copyContainment);
    expect(containment(text(edited), text(original))).toBeGreaterThan(copyContainment);
  });

  it('says nothing of a text that is too short', () => {
    expect(containment(text(words(1, 10)), text(words(1, 10)))).toBeUndefined();
  });
});

describe('sketchOf', () => {
  it('is shared by a text and what was cut from its end', () => {
    const law = fc.property(seeds, (seed) => {
      const whole = words(seed, 300);
      expect(sharesSketch(whole, whole.slice(0, 180))).toBe(true);
    });
    fc.assert(law, { seed: 3, numRuns: 30 });
  });

  it('is not shared by other texts', () => {
    expect(sharesSketch(words(1, 300), words(2, 300))).toBe(false);
  });
});
