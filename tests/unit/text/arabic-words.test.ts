import { describe, expect, it } from 'vitest';
import {
  isFiller,
  isGivenName,
  isNewsVerb,
  isTitleOfPerson,
  withoutAnd,
} from '../../../shared/text/arabic-words.ts';

describe('what is known of Arabic words', () => {
  it('names that people are given, however they are spelt, and not the preposition that folds to one', () => {
    for (const name of ['محمد', 'أحمد', 'احمد', 'عبدالعزيز', 'عبدالله', 'فرانك'])
      expect(isGivenName(name), name).toBe(true);
    for (const word of ['على', 'عبدالة', 'وزير', 'الأمير', ''])
      expect(isGivenName(word), word).toBe(false);
  });

  it('titles with the article', () => {
    expect(isTitleOfPerson('الدكتور')).toBe(true);
    expect(isTitleOfPerson('دكتور')).toBe(false);
  });

  it('verbs of news that have the form of nouns, also behind an «and» and of a woman', () => {
    for (const verb of ['أكد', 'وأكد', 'واصل', 'أعلنت', 'وارتفعت'])
      expect(isNewsVerb(verb)).toBe(true);
    for (const noun of ['قصف', 'ارتفاع', 'وفاة']) expect(isNewsVerb(noun)).toBe(false);
  });

  it('fillers, also behind a particle', () => {
    for (const word of ['قرب', 'غداً', 'ومغفرته', 'بواسع', 'الموافق'])
      expect(isFiller(word)).toBe(true);
    for (const word of ['الذهب', 'قرية', 'مسجد']) expect(isFiller(word)).toBe(false);
  });

  it('an «and» from a first letter', () => {
    expect(['وتوعية', 'ومطاحن', 'وإصابة'].map(withoutAnd)).toEqual(['توعية', 'مطاحن', 'إصابة']);
    for (const word of ['وزارة', 'وفاة', 'ولاية', 'وكالات', 'واشنطن', 'ولد'])
      expect(withoutAnd(word)).toBe(word);
  });
});
