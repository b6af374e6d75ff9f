import { cityOffset } from './city-zones.ts';
import { withPlainYears } from './east-asian-years.ts';
import { findNamedDay } from './find-named-day.ts';
import { foldDateText } from './fold-date-text.ts';
import { gregorianDay } from './other-calendars.ts';
import { type Stamp, stampOf, zoneOf } from './parse-stamp.ts';

type Found = {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly end: number;
};

const YEAR_FIRST =
  /(?<!\d)(1[34]\d{2}|19\d{2}|20\d{2}|25\d{2})\s?[-/.年년]\s?(\d{1,2})\s?[-/.月월]\s?(\d{1,2})(?!\d)/;
const YEAR_LAST =
  /(?<!\d)(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(1[34]\d{2}|19\d{2}|20\d{2}|25\d{2})(?!\d)/;
const YEAR_SHORT = /(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{2})(?!\d)/;
/** `ngày 28 tháng 9 năm 2024` names its month by number. */
const VIETNAMESE = /(\d{1,2})\s+thang\s+(\d{1,2})(?:\s+nam|,)?\s+(\d{4})/;
/** `5 พค 69`: of 2569, in front of which no date on the web is. */
const THAI_SHORT_YEAR = /(?<=\d [\u0e01-\u0e4e]{2,12} )[4-9]\d(?![\d:])/;
const TIME =
  /(?:(午前|午後|上午|下午|晚上|오전|오후) ?)?(?<!\d)(\d{1,2})\s?(?:[:٫]|h|uhr|时|時|시|\.(?=\d{2}(?!\d|\.\d)))\s?(\d{2})?(?:[:分](\d{2}))?\s?(a\.?m\.?|p\.?m\.?|ص|م|مساء|صباحا)?(?![\d.])/;
const AFTER_NOON = /^(p|م|午後|下午|晚上|오후)/;
const ZONE =
  /(?:utc|gmt)\s?([+-]\d{1,2}(?::?\d{2})?)|(?<!\p{L})(utc|gmt|bst|cest|cet|west|wet|mesz|mez|msk|edt|est|cdt|cst|mdt|mst|pdt|pst|ist|pkt|gst|wib|ict|hkt|sgt|jst|kst|eest|eet|trt|sast|eat|cat|aest|aedt|awst|nzst|nzdt|brt|мск)(?!\p{L})|[ap]\.?m\.? (et|ct|mt|pt)(?!\p{L})/u;

/**
 * Reads the first date in a printed text, in any of some seventy languages and four calendars;
 * day before month where only figures are given, unless the language is American English.
 *
 * @example parseVisibleDate('Veröffentlicht am 3. Mai 2024, 17:47 Uhr', 'de')
 * // { at: '2024-05-03T17:47:00.000Z', precision: 'minute' }
 */
export function parseVisibleDate(text: string, language?: string): Stamp | undefined {
  const folded = withPlainYears(foldDateText(text))
    .replace(VIETNAMESE, '$1/$2/$3')
    .replace(THAI_SHORT_YEAR, '25$&');
  if (!/\d/.test(folded)) return undefined;
  const found = numericDate(folded, language) ?? namedDate(folded, language);
  if (found === undefined) return undefined;
  return withTime(folded, found);
}

function numericDate(text: string, language: string | undefined): Found | undefined {
  const first = YEAR_FIRST.exec(text);
  if (first !== null) {
    const end = first.index + first[0].length;
    return toGregorian(Number(first[1]), Number(first[2]), Number(first[3]), end);
  }
  const last = YEAR_LAST.exec(text) ?? YEAR_SHORT.exec(text);
  if (last === null) return undefined;
  const year = Number(last[3]) < 100 ? 2000 + Number(last[3]) : Number(last[3]);
  const [a, b] = [Number(last[1]), Number(last[2])];
  const monthFirst =
    b > 12 || (a <= 12 && /^en-(us|ph)$/i.test(language ?? '') && last[0].includes('/'));
  const end = last.index + last[0].length;
  return monthFirst ? toGregorian(year, a, b, end) : toGregorian(year, b, a, end);
}

function namedDate(text: string, language: string | undefined): Found | undefined {
  const named = findNamedDay(text, language);
  if (named === undefined) return undefined;
  const { year, month, day, end, calendar } = named;
  if (calendar === 'gregorian' || year > 1800) return toGregorian(year, month, day, end);
  const gregorian = gregorianDay(calendar, { year, month, day });
  return gregorian === undefined ? undefined : { ...gregorian, end };
}

/** Thai years count from 543 BC, Persian ones from AD 622. */
function toGregorian(year: number, month: number, day: number, end: number): Found | undefined {
  if (year > 2400) return { year: year - 543, month, day, end };
  if (year > 1800) return { year, month, day, end };
  const calendar = year < 1420 ? 'persian' : 'islamic-umalqura';
  const gregorian = gregorianDay(calendar, { year, month, day });
  return gregorian === undefined ? undefined : { ...gregorian, end };
}

/** A time stands behind its date, or just in front of it. */
function withTime(text: string, { year, month, day, end }: Found): Stamp | undefined {
  const time = TIME.exec(text.slice(end, end + 40)) ?? TIME.exec(text.slice(0, Math.min(end, 40)));
  const parts = { year: String(year), month: String(month), day: String(day) };
  if (time?.[3] === undefined) return stampOf(parts);
  const [, before, hour, minute, second, behind] = time;
  const mark = before ?? behind;
  const half = mark === undefined ? undefined : AFTER_NOON.test(mark) ? 'pm' : 'am';
  const given = { ...parts, hour, minute, second, half };
  const printed = ZONE.exec(text.slice(end));
  const zone = printed?.[1] ?? printed?.[2]?.replace('мск', 'msk') ?? printed?.[3];
  const stamp = stampOf({ ...given, zone: zone ?? zoneOfCity(text, stampOf(given)) });
  return stamp ?? stampOf(parts);
}

/** As an offset, where a city is named. */
function zoneOfCity(text: string, local: Stamp | undefined): string | undefined {
  if (local === undefined) return undefined;
  const minutes = cityOffset(text, new Date(local.at));
  return minutes === undefined ? undefined : zoneOf(minutes);
}
