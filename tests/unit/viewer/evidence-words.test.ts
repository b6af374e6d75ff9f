import { describe, expect, it } from 'vitest';
import { evidenceWords } from '../../../shared/viewer/evidence-words.ts';

const nothing = { terms: [], names: [], places: [], numbers: [] };

describe('evidenceWords', () => {
  it('puts names before the words that they are made of', () => {
    const evidence = { ...nothing, terms: ['Yara', 'storm'], names: ['Storm Yara'] };
    expect(evidenceWords(evidence)).toEqual(['Storm Yara']);
  });

  it('calls countries by their names, for «IN» and «IT» are words', () => {
    const evidence = { ...nothing, places: ['IN', 'IT', 'Aleppo'], terms: ['bridge'] };
    expect(evidenceWords(evidence)).toEqual(['India', 'Italy', 'Aleppo', 'bridge']);
  });

  it('puts the heavier of words and numbers first', () => {
    const weights = { bridge: 0.1, '131': 0.3 };
    const evidence = { ...nothing, terms: ['bridge'], numbers: ['131'], weights };
    expect(evidenceWords(evidence)).toEqual(['131', 'bridge']);
    expect(evidenceWords(evidence, 1)).toEqual(['131']);
  });

  it('leaves out what adds nothing to the score', () => {
    const weights = { bridge: 0.1, '10': 0, SA: 0 };
    const evidence = { ...nothing, terms: ['bridge'], numbers: ['10'], places: ['SA'], weights };
    expect(evidenceWords(evidence)).toEqual(['bridge']);
  });
});
