import { describe, expect, it } from 'vitest';
import { keyCursor, keyInstant } from '../../../shared/client/key-instants.ts';

describe('an instant that a consumer gives', () => {
  it.each([
    ['2026-01-05', '2026-01-05T00:00:00.000Z'],
    ['2026-01-05T09:00Z', '2026-01-05T09:00:00.000Z'],
    ['2026-01-05T09:00:00Z', '2026-01-05T09:00:00.000Z'],
    ['2026-01-05T11:00:00.5+02:00', '2026-01-05T09:00:00.500Z'],
    ['2026-01-05T09:00:00.123456Z', '2026-01-05T09:00:00.123Z'],
  ])('%s is compared as %s', (given, key) => {
    expect(keyInstant(given)).toBe(key);
    expect(keyCursor(given)).toBe(key);
  });

  it.each(['', 'yesterday', '1767603600', '2026-13-01', '2026-01-05T09:00', '2026-01-05#x'])(
    '«%s» is refused, where it would have found nothing',
    (given) => {
      expect(() => keyInstant(given)).toThrow('is no instant');
      expect(() => keyCursor(given)).toThrow('is no instant');
    },
  );

  it('goes on from the cursor of a change as it stands', () => {
    const cursor = `2026-01-05T09:00:00.000Z#a${'0'.repeat(24)}#r1`;
    expect(keyCursor(cursor)).toBe(cursor);
  });
});
