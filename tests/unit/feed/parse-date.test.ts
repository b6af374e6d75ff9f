import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseFeedDate } from '../../../shared/feed/parse-date.ts';
import { ofDates } from './variations/of-dates.ts';

describe('parseFeedDate', () => {
  it.each([
    ['Tue, 03 Jun 2025 08:00:00 GMT', '2025-06-03T08:00:00.000Z'],
    ['Tue, 3 Jun 2025 08:00 EST', '2025-06-03T13:00:00.000Z'],
    ['Tues., 3rd June 2025 at 8:05 p.m. CEST', '2025-06-03T18:05:00.000Z'],
    ['03 Jun 25 08:00:00 +0530', '2025-06-03T02:30:00.000Z'],
    ['2025-06-03T08:00:00.1234567-03:00', '2025-06-03T11:00:00.123Z'],
    ['2025-06-03 08:00', '2025-06-03T08:00:00.000Z'],
    ['20250603', '2025-06-03T00:00:00.000Z'],
    ['2025-06', '2025-06-01T00:00:00.000Z'],
    ['2025-154', '2025-06-03T00:00:00.000Z'],
    ['Tue Jun  3 08:00:00 2025', '2025-06-03T08:00:00.000Z'],
    ['Tuesday, June 3, 2025 - 3:07pm', '2025-06-03T15:07:00.000Z'],
    ['Tue, 06/03/2025 - 19:19', '2025-06-03T19:19:00.000Z'],
    ['Tue, 03/06/2025 - 19:19', '2025-06-03T19:19:00.000Z'],
    ['03.06.25', '2025-06-03T00:00:00.000Z'],
    ['mar., 3 juin 2025 08:00:00 +0200', '2025-06-03T06:00:00.000Z'],
    ['3. März 2025', '2025-03-03T00:00:00.000Z'],
    ['الثلاثاء، ٣ يونيو ٢٠٢٥ ٠٨:٠٠', '2025-06-03T08:00:00.000Z'],
    ['3 حزيران 2025', '2025-06-03T00:00:00.000Z'],
    ['2025년 06월 03일 오후 3:00:00', '2025-06-03T06:00:00.000Z'],
    ['1748937600', '2025-06-03T08:00:00.000Z'],
    ['Wed, 31 Dec 2025 24:00:00 GMT', '2026-01-01T00:00:00.000Z'],
    ['Tue, 03 Jun 2025 08:00:00 Europe/Berlin', '2025-06-03T06:00:00.000Z'],
    ['2025-01-03 08:00:00 Europe/Berlin', '2025-01-03T07:00:00.000Z'],
    ['Tue, 03 Jun 2025 08:00:00 Nowhere/Atall', '2025-06-03T08:00:00.000Z'],
    ['Tue, 03 Jun 2025 08:00:00 ET', '2025-06-03T12:00:00.000Z'],
    ['Fri, 03 Jan 2025 08:00:00 ET', '2025-01-03T13:00:00.000Z'],
  ])('reads %s', (text, instant) => {
    expect(parseFeedDate(text)).toBe(instant);
  });

  it.each([
    '',
    'yesterday',
    '0001-01-01T00:00:00Z',
    '2025-13-01',
    '31 Feb 2025',
    '2025-06-03T25:00:00Z',
    '2025-06-03T08:00:00+99:00',
    '2025-06-03T08:00:00+00:xx',
    '12:30',
    '22013',
  ])('reads no date in %j', (text) => {
    expect(parseFeedDate(text)).toBeUndefined();
  });

  it.each(ofDates)('takes %j for %s', (text, instant) => {
    expect(parseFeedDate(text)).toBe(instant);
  });

  it('reads back any date that the formats of the standards write', () => {
    const day = fc.date({
      min: new Date('1970-01-01'),
      max: new Date('2099-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(day, (date) => {
        const seconds = new Date(Math.floor(date.getTime() / 1000) * 1000);
        expect(parseFeedDate(date.toISOString())).toBe(date.toISOString());
        expect(parseFeedDate(seconds.toUTCString())).toBe(seconds.toISOString());
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('answers any text with an instant or with nothing', () => {
    const word = fc.constantFrom(
      'Jan',
      'Tue,',
      '2025',
      '12',
      '99',
      ':',
      '10:11',
      '+',
      '-0500',
      'T',
      'Z',
      'pm',
      '/',
      '٣',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(word, fc.string())), (words) => {
        expect(parseFeedDate(words.join(''))).toSatisfy(
          (instant) =>
            instant === undefined || (typeof instant === 'string' && instant.length === 24),
        );
      }),
      { seed: 12, numRuns: 1000 },
    );
  });
});
