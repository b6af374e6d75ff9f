import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { narrow, narrowAlphabet } from '../../../shared/text/narrow-alphabet.ts';

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...'aZé9 \u0301Ясабب中𝒜𐐀🙂(-\ue123'), maxLength: 60 }),
);

const classes = [
  ['letter', /\p{L}/gu],
  ['upper', /\p{Lu}/gu],
  ['uncased', /\p{Lo}/gu],
  ['mark', /\p{M}/gu],
] as const;

describe('a narrow alphabet', () => {
  it.each(classes)('holds just the characters that Unicode calls %s', (kind, wanted) => {
    const { narrowed, patternOf } = narrowAlphabet('éابЯс中');
    const one = patternOf(`^[${narrow[kind]}]`);
    fc.assert(
      fc.property(text, (printed) => {
        const found = [...printed].filter((character) => one.test(narrowed(character).text));
        expect(found).toEqual(printed.match(wanted) ?? []);
      }),
    );
  });

  it('gives back what was printed at each place', () => {
    const { narrowed } = narrowAlphabet('بé');
    fc.assert(
      fc.property(text, fc.nat(60), fc.nat(60), (printed, from, to) => {
        expect(narrowed(printed).printed(from, to)).toBe([...printed].slice(from, to).join(''));
      }),
    );
  });

  it('keeps letters apart that patterns name', () => {
    const { narrowed, patternOf } = narrowAlphabet('واس');
    expect(patternOf('واس').test(narrowed('الرياض - واس').text)).toBe(true);
    expect(patternOf('واس').test(narrowed('الرياض - واج').text)).toBe(false);
  });

  it('tells where the groups of a pattern stand', () => {
    const { narrowed, patternOf } = narrowAlphabet('');
    const opening = narrowed('𝒜lep – Пожар');
    const [, group] = patternOf(`– ([${narrow.letter}]+)`).exec(opening.text)?.indices ?? [];
    expect(group && opening.printed(...group)).toBe('Пожар');
  });

  it('forgets letters that no pattern names before they fill the memory', () => {
    const { narrowed, patternOf } = narrowAlphabet('ب');
    for (let code = 0x4e00; code < 0x9fff; code++) narrowed(String.fromCodePoint(code));
    expect(patternOf('ب').test(narrowed('باب').text)).toBe(true);
  });
});
