import { describe, expect, it } from 'vitest';
import { stemOf } from '../../../shared/text/stems.ts';

describe('stemOf', () => {
  it.each([
    ['reopening', 'en', 'reopen'],
    ['häuser', 'de', 'haus'],
    ['المدارس', 'ar', 'مدارس'],
    ['мостовете', 'bg', 'мост'],
  ])('reduces %s in %s to %s', (word, language, stem) => {
    expect(stemOf(word, language)).toBe(stem);
  });

  it.each(['zh', 'ja', 'th', 'vi'])('leaves words of %s as they are', (language) => {
    expect(stemOf('reopening', language)).toBe('reopening');
  });

  it.each(['xx', 'und', 'constructor'])('takes the beginning of a long word in %s', (language) => {
    expect(stemOf('reopening', language)).toBe('reope');
    expect(stemOf('reope', language)).toBe('reope');
    expect(stemOf('20261130', language)).toBe('20261130');
  });

  it('cuts through no character', () => {
    expect(stemOf('𞤓𞤢𞤤𞤢𞤪', 'ff').isWellFormed()).toBe(true);
  });

  it('leaves a word as it is on which the Bulgarian stemmer fails', () => {
    expect(stemOf('времени', 'bg')).toBe('времени');
  });
});
