import { describe, expect, it } from 'vitest';
import { parseStamp } from '../../../shared/dates/parse-stamp.ts';
import { parseVisibleDate } from '../../../shared/dates/parse-visible-date.ts';

describe('parseVisibleDate', () => {
  for (const [text, language, day] of [
    ['Veröffentlicht am 3. Mai 2024, 17:47 Uhr', 'de', '2024-05-03T17:47'],
    ['May 3, 2024 5:30 p.m.', 'en', '2024-05-03T17:30'],
    ['Friday 3rd May 2024', 'en', '2024-05-03'],
    ['Sept. 28, 2024', 'en', '2024-09-28'],
    ['1er janvier 2024 à 10h30', 'fr', '2024-01-01T10:30'],
    ['3 de mayo de 2024', 'es', '2024-05-03'],
    ['Ημερομηνία: 9 Νοεμβρίου 2011', 'el', '2011-11-09'],
    ['9 Декабря 2011, 11:44', 'ru', '2011-12-09T11:44'],
    ['20 listopada 2023', 'pl', '2023-11-20'],
    ['20. listopada 2023.', 'hr', '2023-10-20'],
    ['2012. január 5.', 'hu', '2012-01-05'],
    ['5 Ocak 2024', 'tr', '2024-01-05'],
    ['28 بتاريخ آب/أغسطس 2013', 'ar', undefined],
    ['28 آب/أغسطس 2013', 'ar', '2013-08-28'],
    ['٢٨ جانفي ٢٠٢٤', 'ar', '2024-01-28'],
    ['٢٥ ربيع الأول ١٤٤٦', 'ar', '2024-09-28'],
    ['۷ مهر ۱۴۰۳', 'fa', '2024-09-28'],
    ['۱۴۰۳/۷/۷', 'fa', '2024-09-28'],
    ['28 בספטמבר 2024', 'he', '2024-09-28'],
    ['28 सितंबर 2024', 'hi', '2024-09-28'],
    ['28 กันยายน 2567', 'th', '2024-09-28'],
    ['28 ก.ย. 67 09:15 น.', 'th', '2024-09-28T09:15'],
    ['2011年12月15日 23:21', 'zh', '2011-12-15T23:21'],
    ['2024년 9월 28일', 'ko', '2024-09-28'],
    ['ngày 28 tháng 9 năm 2024', 'vi', '2024-09-28'],
    ['12/01/2025', 'en-GB', '2025-01-12'],
    ['12/01/2025', 'en-US', '2025-12-01'],
    ['31/12/2025', 'en-US', '2025-12-31'],
    ['Call 555 0199 for 3 tickets', 'en', undefined],
    ['31 February 2024', 'en', undefined],
  ] as const) {
    it(`reads «${text}» (${language})`, () => {
      const at = parseVisibleDate(text, language)?.at;
      if (day === undefined) expect(at).toBeUndefined();
      else expect(at?.startsWith(day)).toBe(true);
    });
  }
});

describe('the zone of a printed date', () => {
  it.each([
    ['5 مايو 2026 9:15 م بتوقيت مكة المكرمة', '2026-05-05T18:15', '+03:00'],
    ['5 مايو 2026 12:15 (توقيت أبوظبي)', '2026-05-05T08:15', '+04:00'],
    ['5 مايو 2026 12:15 بتوقيت غرينتش+3', '2026-05-05T09:15', '+03:00'],
    ['5 أيار 2026 | 12:15 بتوقيت بيروت', '2026-05-05T09:15', '+03:00'],
    ['5 كانون الثاني 2026 | 12:15 بتوقيت بيروت', '2026-01-05T10:15', '+02:00'],
    ['۱۵ اردیبهشت ۱۴۰۵ ساعت ۱۲:۱۵ به وقت تهران', '2026-05-05T08:45', '+03:30'],
    ['May 5, 2026, 12:15 p.m. ET', '2026-05-05T16:15', '-04:00'],
    ['Jan. 5, 2026, 12:15 p.m. ET', '2026-01-05T17:15', '-05:00'],
    ['5 مايو 2026 12:15 بتوقيت المريخ', '2026-05-05T12:15', undefined],
  ])('is read from «%s»', (text, at, zone) => {
    const stamp = parseVisibleDate(text);
    expect([stamp?.at, stamp?.zone]).toEqual([`${at}:00.000Z`, zone]);
  });
});

describe('parseStamp', () => {
  for (const [text, at, precision, zone] of [
    ['2024-05-03T15:47+02:00', '2024-05-03T13:47:00.000Z', 'minute', '+02:00'],
    ['2024-05-03', '2024-05-03T00:00:00.000Z', 'day', undefined],
    ['2024-05-03T15:47', '2024-05-03T15:47:00.000Z', 'minute', undefined],
    ['20240503T154700Z', '2024-05-03T15:47:00.000Z', 'second', 'Z'],
    ['2024-05-03 15:47:42.389000+00:00', '2024-05-03T15:47:42.000Z', 'second', 'Z'],
    ['Fri, 03 May 2024 15:47:00 BST', '2024-05-03T14:47:00.000Z', 'second', '+01:00'],
    ['2024-05-03T15:47:00-03:30', '2024-05-03T19:17:00.000Z', 'second', '-03:30'],
    ['1714751220', '2024-05-03T15:47:00.000Z', 'second', 'Z'],
  ] as const) {
    it(`reads ${text}`, () => {
      expect(parseStamp(text)).toEqual({ at, precision, ...(zone !== undefined && { zone }) });
    });
  }

  it('refuses what is no date', () => {
    for (const text of ['', 'soon', '2024-13-01', '2024-02-30', '0000-00-00', '99999']) {
      expect(parseStamp(text)).toBeUndefined();
    }
  });
});
