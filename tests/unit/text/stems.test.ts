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

  it.each(['zh', 'xx', 'constructor'])('leaves words of %s as they are', (language) => {
    expect(stemOf('reopening', language)).toBe('reopening');
  });

  it('leaves a word as it is on which the Bulgarian stemmer fails', () => {
    expect(stemOf('времени', 'bg')).toBe('времени');
  });
});
