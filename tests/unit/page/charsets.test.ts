import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { decodePage } from '../../../shared/page/decode-page.ts';
import { councilTexts } from '../../builders/council-texts.ts';

type Language = keyof typeof councilTexts;

/** Which languages are tried in an encoding; the bytes are made by a library that shares nothing with ours. */
const encodings: readonly (readonly [string, readonly Language[]])[] = [
  ['windows-1252', ['en', 'fr', 'de', 'es']],
  ['iso-8859-1', ['sv', 'pt']],
  ['iso-8859-15', ['fr', 'it']],
  ['iso-8859-2', ['pl', 'cs', 'hu']],
  ['windows-1250', ['pl', 'cs', 'ro']],
  ['windows-1251', ['ru', 'uk']],
  ['iso-8859-5', ['ru']],
  ['koi8-r', ['ru']],
  ['windows-1253', ['el']],
  ['iso-8859-7', ['el']],
  ['windows-1254', ['tr']],
  ['iso-8859-9', ['tr']],
  ['windows-1255', ['he']],
  ['iso-8859-8', ['he']],
  ['windows-1256', ['ar', 'fa']],
  ['iso-8859-6', ['ar']],
  ['windows-1257', ['lv']],
  ['windows-1258', ['vi']],
  ['windows-874', ['th']],
  ['gb18030', ['zh']],
  ['gbk', ['zh']],
  ['big5', ['zh-Hant']],
  ['shift_jis', ['ja']],
  ['euc-jp', ['ja']],
  ['euc-kr', ['ko']],
  ['utf-16le', ['en', 'ar']],
  ['utf-16be', ['en', 'zh']],
];
const cases = encodings.flatMap(([encoding, all]) =>
  all.map((language) => ({ encoding, language })),
);

function aPage(language: Language, encoding: string, head = '') {
  // Not every letter of a text is in every encoding of its language: what the bytes hold counts.
  const text = iconv.decode(iconv.encode(councilTexts[language], encoding), encoding);
  const html = `<html lang="${language}"><head>${head}<title>x</title></head><body><nav><a href="/">Home</a></nav><article><p>${text}</p></article></body></html>`;
  return { text, bytes: Uint8Array.from(iconv.encode(html, encoding)) };
}

function read(bytes: Uint8Array, contentType?: string) {
  const page = decodePage(bytes, contentType);
  return { ...page, text: /<p>(.*)<\/p>/s.exec(page.pieces.join(''))?.[1] };
}

describe('a page in a legacy encoding', () => {
  it.each(cases)('is read as $encoding declares it ($language)', ({ encoding, language }) => {
    const { text, bytes } = aPage(language, encoding);
    expect(read(bytes, `text/html; charset=${encoding}`).text).toBe(text);
  });

  it.each(cases)(
    'is read where nothing declares $encoding ($language)',
    ({ encoding, language }) => {
      const { text, bytes } = aPage(language, encoding);
      expect(read(bytes).text).toBe(text);
    },
  );

  it.each(cases)('is read as $encoding though it claims UTF-8 ($language)', (each) => {
    const { text, bytes } = aPage(each.language, each.encoding);
    expect(read(bytes, 'text/html; charset=utf-8').text).toBe(text);
  });

  it.each(cases)('is read as $encoding though it claims Latin-1 ($language)', (each) => {
    const { text, bytes } = aPage(each.language, each.encoding, '<meta charset="iso-8859-1">');
    expect(read(bytes).text).toBe(text);
  });

  it('is read where it claims the encoding of another script', () => {
    const claims = ['windows-1251', 'windows-1256', 'windows-1253', 'windows-1255', 'gb2312'];
    const wrong: string[] = [];
    for (const { encoding, language } of cases.filter(({ encoding }) =>
      /^windows-125/.test(encoding),
    ))
      for (const claim of claims) {
        const { text, bytes } = aPage(language, encoding);
        if (read(bytes, `text/html; charset=${claim}`).text !== text)
          wrong.push(`${language} in ${encoding} said to be ${claim}`);
      }
    expect(wrong).toEqual([]);
  });

  it('is read where it claims an encoding of another family', () => {
    const pairs = [
      ...([
        ['big5', 'zh-Hant', 'gb2312'],
        ['gb18030', 'zh', 'big5'],
        ['gbk', 'zh', 'big5'],
      ] as const),
      ...([
        ['gbk', 'zh', 'euc-kr'],
        ['gb18030', 'zh', 'windows-1251'],
      ] as const),
      ...([
        ['euc-kr', 'ko', 'gb2312'],
        ['euc-kr', 'ko', 'big5'],
      ] as const),
      ...([
        ['shift_jis', 'ja', 'gb2312'],
        ['euc-jp', 'ja', 'gb2312'],
      ] as const),
      ...([
        ['iso-8859-5', 'ru', 'windows-1251'],
        ['koi8-r', 'ru', 'windows-1251'],
      ] as const),
      ...([
        ['windows-1253', 'el', 'windows-1251'],
        ['windows-1256', 'ar', 'windows-1251'],
      ] as const),
      ...([
        ['windows-1250', 'pl', 'windows-1251'],
        ['windows-1254', 'tr', 'iso-8859-1'],
      ] as const),
      ...([
        ['windows-1252', 'fr', 'windows-1251'],
        ['windows-1255', 'he', 'gb2312'],
      ] as const),
    ];
    const wrong: string[] = [];
    for (const [encoding, language, claim] of pairs) {
      const { text, bytes } = aPage(language, encoding);
      const html = Buffer.from(bytes)
        .toString('latin1')
        .replace(/ lang="[^"]*"/, '');
      const page = read(
        Uint8Array.from(Buffer.from(html, 'latin1')),
        `text/html; charset=${claim}`,
      );
      if (page.text !== text) wrong.push(`${language} in ${encoding} said to be ${claim}`);
    }
    expect(wrong).toEqual([]);
  });

  it('keeps a declaration that is right, whatever language the template names', () => {
    const { text, bytes } = aPage('ru', 'windows-1251');
    const html = Buffer.from(bytes).toString('latin1').replace('lang="ru"', 'lang="en"');
    const page = read(
      Uint8Array.from(Buffer.from(html, 'latin1')),
      'text/html; charset=windows-1251',
    );
    expect(page).toMatchObject({ text, encodingFrom: 'declared' });
  });
});

describe('byte order marks', () => {
  it.each([
    ['utf-8', [0xef, 0xbb, 0xbf]],
    ['utf-16le', [0xff, 0xfe]],
    ['utf-16be', [0xfe, 0xff]],
  ] as const)('tell %s, whatever else is declared', (encoding, mark) => {
    const { text, bytes } = aPage('ar', encoding);
    const page = read(Uint8Array.from([...mark, ...bytes]), 'text/html; charset=windows-1252');
    expect(page).toMatchObject({ text, encoding, encodingFrom: 'bom' });
    expect(page.pieces[0]).toMatch(/^<html/);
  });
});

describe('windows-1252', () => {
  it('reads bytes 0x80 to 0x9f as the Encoding Standard does, on every Node', () => {
    const bytes = Uint8Array.from({ length: 32 }, (_, at) => at + 0x80);
    for (const label of ['windows-1252', 'iso-8859-1', 'latin1', 'us-ascii'])
      expect(
        decodePage(Uint8Array.from([...bytes, 0x61]), `text/html; charset=${label}`).pieces.join(
          '',
        ),
      ).toBe('€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸa');
  });
});
