import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { datesOf, readDates } from '../../../shared/text/dates.ts';
import { anyLanguage, anyText, anyZero, inDigitsOf, megabytes } from './any-text.ts';

describe('datesOf', () => {
  it.each([
    ['en', 'On May 12, 2026'],
    ['en', 'the 12th of May'],
    ['ar', 'في ١٢ أيار/مايو'],
    ['fr', 'le 12 mai 2026'],
    ['de', 'am 12. Mai'],
    ['de', '12.05.2026'],
    ['es', 'el 12 de mayo de 2026'],
    ['ru', '12 мая 2026 года'],
    ['uk', '12 травня'],
    ['pl', '12 maja'],
    ['el', '12 Μαΐου'],
    ['tr', '12 Mayıs’ta'],
    ['he', 'ב-12 במאי'],
    ['fa', '۱۲ مه'],
    ['fa', '۲۲ اردیبهشت ۱۴۰۵'],
    ['ur', '12 مئی'],
    ['hi', '१२ मई को'],
    ['bn', '১২ মে'],
    ['th', '๑๒ พฤษภาคม'],
    ['zh', '2026年5月12日'],
    ['ja', '５月１２日'],
    ['ko', '5월 12일'],
    ['vi', 'ngày 12 tháng 5'],
    ['hu', 'május 12-én'],
    ['fi', '12. toukokuuta'],
    ['sw', 'tarehe 12 Mei'],
    ['am', 'ሜይ 12'],
    ['ka', '12 მაისს'],
    ['und', '12 mayo'],
  ])('reads in %s «%s»', (language, text) => {
    expect(datesOf(text, language)).toEqual(['05-12']);
  });

  it('reads months of two words before those that they begin with', () => {
    expect(datesOf('٣ كانون الثاني و٤ كانون الأول', 'ar')).toEqual(['01-03', '12-04']);
  });

  it.each([
    ['en', 'it may 12 people'],
    ['en', '12 Mars missions'],
    ['en', 'on 3/4/2026'],
    ['es', '12 mayores'],
    ['en', '32 May and 30 February'],
    ['en', 'at 12:30 May left'],
    ['en', 'yesterday, on Monday, in May'],
    ['fa', '۲۲ اردیبهشت'],
    ['ar', '12 رمضان'],
  ])('reads none in %s «%s»', (language, text) => {
    expect(datesOf(text, language)).toEqual([]);
  });

  it('reads a slash either way where only one way is a day', () => {
    expect(datesOf('25/12/2025', 'en')).toEqual(['12-25']);
    expect(datesOf('12/25/2025', 'en')).toEqual(['12-25']);
    expect(datesOf('3/4/2026', 'fr')).toEqual(['04-03']);
  });

  it('leaves years and other numbers in the rest', () => {
    const { rest } = readDates('12.05.2026: 187 people, since May 3, 1999', 'en');
    expect(rest.match(/\d+/g)).toEqual(['2026', '187', '1999']);
  });

  it('reads back every day that Intl writes', () => {
    const day = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2026-12-31'),
      noInvalidDate: true,
    });
    const language = fc.constantFrom(
      ...['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'cs', 'ru', 'uk', 'ar', 'he', 'hi', 'bn'],
      ...['tr', 'el', 'sv', 'fi', 'hu', 'ro', 'bg', 'id', 'zh', 'ja', 'ko', 'th', 'vi', 'am', 'ur'],
    );
    const law = fc.property(day, language, (date, tag) => {
      const format = { dateStyle: 'long', timeZone: 'UTC', calendar: 'gregory' } as const;
      const written = new Intl.DateTimeFormat(tag, format).format(date);
      expect(datesOf(written, tag), `${tag}: ${written}`).toEqual([
        date.toISOString().slice(5, 10),
      ]);
    });
    fc.assert(law, { seed: 7, numRuns: 200 });
  });

  it('minds no script of digits', () => {
    const law = fc.property(anyText(), anyLanguage(), anyZero(), (text, language, zero) => {
      const plain = `${text} 12 May, 2026-05-12`;
      expect(readDates(inDigitsOf(plain, zero), language)).toEqual(readDates(plain, language));
    });
    fc.assert(law, { seed: 8, numRuns: 200 });
  });

  it('finds in the rest no date that it told already', () => {
    const law = fc.property(anyText(), anyLanguage(), (text, language) => {
      const { dates, rest } = readDates(text, language);
      for (const date of dates) expect(date).toMatch(/^(?:0\d|1[0-2])-[0-3]\d$/);
      expect(rest.length).toBeLessThanOrEqual(text.length + dates.length * 8);
    });
    fc.assert(law, { seed: 9, numRuns: 100 });
  });

  it.each(megabytes.map((text) => [text.slice(0, 6), text]))(
    'comes to the end of a megabyte of «%s»',
    (_, text) => {
      expect(() => readDates(text, 'en')).not.toThrow();
    },
  );
});
