/** The year before the first of each era. */
const ERAS: Readonly<Record<string, number>> = {
  令和: 2018,
  平成: 1988,
  昭和: 1925,
  大正: 1911,
  民國: 1911,
  民国: 1911,
};
const DIGITS = '〇一二三四五六七八九';

/**
 * Writes years of eras as Gregorian ones, and numbers in Han as figures, where they belong to a date.
 *
 * @example withPlainYears('令和12年五月三日') // '2030年5月3日'
 */
export function withPlainYears(text: string): string {
  if (!/[年月]/.test(text)) return text;
  return text
    .replace(/[〇零一二三四五六七八九十]{1,4}(?=[年月日])/g, inFigures)
    .replace(
      /(令和|平成|昭和|大正|民國|民国) ?(元|\d{1,3}) ?年/g,
      (_, era: string, year: string) =>
        `${(ERAS[era] ?? 0) + (year === '元' ? 1 : Number(year))}年`,
    );
}

/** 二〇三〇 is read digit by digit, 二十三 as a number. */
function inFigures(han: string): string {
  const digit = (char: string) => DIGITS.indexOf(char === '零' ? '〇' : char);
  if (!han.includes('十')) return [...han].map(digit).join('');
  const [tens = '', ones = ''] = han.split('十');
  return String((tens === '' ? 1 : digit(tens)) * 10 + (ones === '' ? 0 : digit(ones)));
}
