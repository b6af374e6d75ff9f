import { describe, expect, it } from 'vitest';
import { placeName } from '../../../shared/text/place-name.ts';

describe('placeName', () => {
  it.each([
    ['SA', 'en', 'Saudi Arabia'],
    ['SA', 'ar', 'المملكة العربية السعودية'],
    ['UN', 'en', 'United Nations'],
    ['EU', 'fr', 'Union européenne'],
    ['Aleppo', 'en', 'Aleppo'],
    ['SA', 'no such language', 'Saudi Arabia'],
    ['', 'en', ''],
  ])('calls %s in %s what readers do: %s', (place, language, name) => {
    expect(placeName(place, language)).toBe(name);
  });
});
