import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { findMojibake } from '../../../shared/text/mojibake.ts';
import { councilTexts } from '../../builders/council-texts.ts';

type Language = keyof typeof councilTexts;
const languages = Object.keys(councilTexts) as Language[];
const latin: readonly Language[] = [
  'fr',
  'es',
  'pt',
  'it',
  'sv',
  'pl',
  'cs',
  'hu',
  'tr',
  'ro',
  'vi',
];
const misread = (text: string, was: string, is: string) =>
  iconv.decode(iconv.encode(text, was), is).replace(/\s+/g, ' ');

/** Some sentences' worth of a text, from wherever, as pages are cut. */
const aPart = (all: readonly Language[]) =>
  fc.record({
    language: fc.constantFrom(...all),
    start: fc.nat(40),
    times: fc.integer({ min: 1, max: 4 }),
  });
const partOf = ({ language, start, times }: { language: Language; start: number; times: number }) =>
  `${councilTexts[language].slice(start)} `.repeat(times);
const settings = { seed: 20, numRuns: 150 };

describe('findMojibake', () => {
  it('finds nothing in clean text of any language', () => {
    fc.assert(
      fc.property(aPart(languages), (part) => findMojibake(partOf(part)) === undefined),
      settings,
    );
    for (const language of languages)
      expect(findMojibake(councilTexts[language]), language).toBeUndefined();
  });

  it('recognises UTF-8 that was read byte by byte, and twice over', () => {
    const encodings = [
      'windows-1252',
      'latin1',
      'windows-1256',
      'windows-1251',
      'windows-1250',
      'koi8-r',
      'macintosh',
    ];
    fc.assert(
      fc.property(
        aPart(languages.filter((language) => language !== 'en')),
        fc.constantFrom(...encodings),
        fc.boolean(),
        (part, encoding, twice) => {
          const once = misread(partOf(part), 'utf-8', encoding);
          return findMojibake(twice ? misread(once, 'utf-8', encoding) : once) !== undefined;
        },
      ),
      settings,
    );
  });

  it('recognises another script that was read as Western letters', () => {
    for (const [language, encoding] of [
      ['ar', 'windows-1256'],
      ['fa', 'windows-1256'],
      ['ru', 'windows-1251'],
      ['el', 'windows-1253'],
      ['he', 'windows-1255'],
      ['th', 'windows-874'],
      ['zh', 'gbk'],
      ['ko', 'euc-kr'],
      ['pl', 'iso-8859-2'],
    ] as const)
      expect(
        findMojibake(misread(councilTexts[language], encoding, 'windows-1252')),
        language,
      ).toBeDefined();
  });

  it('recognises Cyrillic of one encoding in another by its turned case', () => {
    expect(findMojibake(misread(councilTexts.ru, 'windows-1251', 'koi8-r'))).toBe('legacy-misread');
  });

  it('recognises UTF-8 that was read as Shift JIS', () => {
    for (const language of [...latin, 'ja', 'ru'] as const)
      expect(
        findMojibake(misread(councilTexts[language], 'utf-8', 'shift_jis')),
        language,
      ).toBeDefined();
  });

  it('recognises what others had replaced', () => {
    const broken = councilTexts.ar.replaceAll('ا', '\ufffd');
    expect(findMojibake(broken)).toBe('replaced');
    expect(findMojibake(`${councilTexts.en.repeat(9)} \ufffd`)).toBeUndefined();
  });

  it('recognises a few quotation marks in an English text', () => {
    const text = `${'The mayor said it would stay open until spring. '.repeat(40)}${'It doesnâ€™t matter. '.repeat(3)}`;
    expect(findMojibake(text)).toBe('utf-8-misread');
  });

  it('leaves capitals, measures and quotations in peace', () => {
    for (const text of [
      'ÉGALITÉ, FRATERNITÉ, À VOIR AUJOURD’HUI – L’ÉTÉ À NÎMES ET À SÈTE',
      'A room of 25 m² at 5 °C costs £3, or ½ of that; © 2026 – «all rights» reserved ±2 %',
      'Die Straße nach „Übersee“ ist gesperrt; Ärger über Öl am Ölmühlweg, Äpfel über Äpfel',
      'INFORMAÇÕES: NÃO À INFLAÇÃO, DIZ CORAÇÃO DE MÃE EM SÃO JOÃO',
    ])
      expect(findMojibake(text), text).toBeUndefined();
  });
});
