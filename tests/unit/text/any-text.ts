import fc from 'fast-check';

/** Pieces of text in the scripts of news, with what breaks readers: marks, controls, lone surrogates. */
const pieces = [
  ...['a', 'Ž', 'ß', 'İ', 'ﬁ', 'Ａ', '١', '۲', '४', '๕', '７', '5', '12', '2026'],
  ...['سوريا', 'ﷲ', 'ـ', 'َ', 'كانون', 'الثاني', 'ی', 'Москва', 'мая', 'Αθήνα', 'ς', 'תל', 'אביב'],
  ...['दिल्ली', '्', '़', '中国', '月', '日', 'カ', 'ﾊﾟ', '서울', 'กรุง', 'አዲስ', 'თბილისი', 'Ọ̀yọ́'],
  ...[' ', '\n', '.', '/', '-', '’', ':', '\u200f', '\u200d', '\u0000', '\ud83d', '\udc00', '😀'],
  ...['May', 'of', 'de', 'March', 'United', 'States', 'constructor', '__proto__', '$&'],
];

/** Any text at all: whole words, bits of words, and whatever a string can hold. */
export const anyText = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' ')),
    // Any code point; fast-check's own strings of them take seconds to set up.
    fc
      .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 40 })
      .map((codes) => String.fromCodePoint(...codes)),
    // Any code unit: surrogates need no partner.
    fc
      .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 30 })
      .map((units) => String.fromCharCode(...units)),
  );

/** Tags of languages with and without resources, and what is no tag. */
export const anyLanguage = (): fc.Arbitrary<string> =>
  fc.constantFrom(
    ...['ar', 'en', 'en-US', 'zh-Hant', 'ja', 'ru', 'fa', 'hi', 'tr', 'he', 'th', 'am', 'ka', 'yo'],
    ...['und', '', '!!', 'constructor', 'x-y-z', 'ÄÖ'],
  );

const zeros = ['٠', '۰', '०', '๐', '０', '০'];

/** The same text with its ASCII digits in those of another script. */
export const inDigitsOf = (text: string, zero: string): string =>
  text.replace(/[0-9]/g, (digit) =>
    String.fromCodePoint((zero.codePointAt(0) ?? 0) + Number(digit)),
  );

export const anyZero = (): fc.Arbitrary<string> => fc.constantFrom(...zeros);

/** Each of a megabyte: one word, one run, numbers, days, names, marks, halves of pairs. */
export const megabytes: readonly string[] = [
  'a'.repeat(1_000_000),
  '漢'.repeat(1_000_000),
  '12 '.repeat(333_000),
  '12 May '.repeat(140_000),
  'Saudi '.repeat(166_000),
  '\u0651'.repeat(1_000_000),
  '\ud800'.repeat(1_000_000),
];
