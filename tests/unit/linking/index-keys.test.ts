import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstLookups,
  furtherTerm,
  postingTerms,
} from '../../../shared/linking/candidates/candidates.ts';
import { inStream } from '../../../shared/linking/candidates/index-keys.ts';
import { signatureOf } from '../../../shared/linking/likeness/signature.ts';
import { storyIdOf } from '../../../shared/url/ids.ts';
import { aReport } from '../../builders/a-story.ts';

const keysOf = (title: string, text: string) => [
  ...signatureOf({ language: 'en', title, text }).keys.keys(),
];
const storyId = storyIdOf(aReport().articleId);
const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

describe('the keys of a report', () => {
  it('are names before other words that are as rare', () => {
    const found = keysOf(
      '',
      'On Friday the quixotic burglar left Dunmore for Castlebar by zeppelin.',
    );
    expect(found.slice(0, 2).sort()).toEqual(['castlebar', 'dunmor']);
  });

  it('are numbers last: others round them', () => {
    const found = keysOf('', 'The flood cut off 4817 people in Dunmore.');
    expect(found.indexOf('4817')).toBeGreaterThan(found.indexOf('flood'));
  });

  it('are eight at most, and of one word each', () => {
    const found = keysOf(
      '',
      'Anna Blum, Carl Dorn, Erik Falk, Gerd Hahn, Ines Jung and Kurt Lang met.',
    );
    expect(found).toHaveLength(8);
    expect(found.filter((key) => key.includes(' '))).toEqual([]);
  });

  it('are filed under what tells in the stream', () => {
    const damping = new Map([['a', 0.2]]);
    expect(inStream(new Map([...'abc'].map((key) => [key, 1])), damping)).toEqual(['b', 'c', 'a']);
  });
});

describe('the postings of a story', () => {
  it('are four for a text and six for a teaser, whose every word may come back', () => {
    const filed = { storyId, language: 'en', keys, crowd: 0 };
    expect(postingTerms({ ...filed, size: 50 })).toEqual(['en#', 'en#a', 'en#b', 'en#c', 'en#d']);
    expect(postingTerms({ ...filed, size: 9 })).toHaveLength(7);
  });

  it('are one in a quiet stream, whose roster leads to each story', () => {
    const quiet = { storyId, language: 'en', keys, crowd: 3, quiet: true };
    expect(postingTerms({ ...quiet, size: 50 })).toEqual(['en#', 'en#a']);
    expect(postingTerms({ ...quiet, size: 9 })).toEqual(['en#', 'en#a']);
  });

  it('are met by what a second try looks up first, in whatever order they were filed', () => {
    const looked = new Set(keys.slice(0, firstLookups).map((key) => `en#${key}`));
    fc.assert(
      fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (inAnyOrder) => {
        const filed = { storyId, language: 'en', keys: inAnyOrder, crowd: 1000, size: 50 };
        expect(postingTerms(filed).some((term) => looked.has(term))).toBe(true);
      }),
    );
  });

  it('become one more where the best key of a second report was in the first', () => {
    const posted = { at: '2026-01-05T09:00:00.000Z', terms: ['en#a'], crowd: 0 };
    const sum = new Map([...'abd'].map((term) => [term, 1]));
    const story = { language: 'en', posted, sum };
    expect(furtherTerm(['b', 'd'], story)).toBe('en#b');
    expect(furtherTerm(['a', 'b'], story)).toBeUndefined();
    expect(furtherTerm(['c', 'b'], story)).toBeUndefined();
  });

  it('end at twelve', () => {
    const isFull = (count: number) => {
      const terms = Array.from({ length: count }, (_, at) => `en#${at}`);
      const posted = { at: '2026-01-05T09:00:00.000Z', terms, crowd: 0 };
      return furtherTerm(['a'], { language: 'en', posted, sum: new Map([['a', 1]]) }) === undefined;
    };
    expect([isFull(11), isFull(12)]).toEqual([false, true]);
  });
});
