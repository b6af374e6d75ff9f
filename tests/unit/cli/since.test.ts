import { describe, expect, it } from 'vitest';
import { cursorOption, readSince } from '../../../cli/since.ts';

const now = new Date('2026-01-05T12:00:00.000Z');

describe('--since', () => {
  it.each([
    ['30m', '2026-01-05T11:30:00.000Z'],
    ['24h', '2026-01-04T12:00:00.000Z'],
    ['2w', '2025-12-22T12:00:00.000Z'],
    ['99999w', '1970-01-01T00:00:00.000Z'],
    ['2026-01-03', '2026-01-03T00:00:00.000Z'],
    ['2026-01-03 09:30', '2026-01-03T09:30:00.000Z'],
    ['2026-01-03T09:30Z', '2026-01-03T09:30:00.000Z'],
    ['2026-01-03T09:30:15.5+02:00', '2026-01-03T07:30:15.500Z'],
  ])('reads %s as %s, wherever the reader lives', (value, instant) => {
    expect(readSince(value, now)).toBe(instant);
  });

  it.each([
    '',
    'yesterday',
    '24',
    '1y',
    '2026',
    '2026-13-01',
    '2026-02-30',
    '2026-01-03T25:00',
    '-1d',
    '2026-01-03 x',
  ])('refuses «%s» and says what it understands', (value) => {
    expect(() => readSince(value, now)).toThrow('Say 24h, 7d');
  });

  it('goes on from the cursor of a change', () => {
    const read = cursorOption({ now: () => now });
    const cursor = `2026-01-05T10:00:00.000Z#a${'0'.repeat(24)}#r1`;
    expect(read(cursor)).toBe(cursor);
    expect(read('1d')).toBe('2026-01-04T12:00:00.000Z');
    expect(() => read('2026-01-05T10:00:00.000Z#x')).toThrow('Say 24h');
  });
});
