import { item } from '../feed-text.ts';
import type { Variation } from './variation.ts';

const bytes = (text: string, encoding: BufferEncoding) =>
  Uint8Array.from(Buffer.from(text, encoding));
const declared = (label: string, title: string) =>
  `<?xml version="1.0" encoding="${label}"?>${item(`<title>${title}</title>`)}`;
/** A declaration and a title whose bytes are given. */
const inBytes = (label: string | undefined, title: readonly number[]) => {
  const [before = '', after = ''] = (
    label === undefined ? item('<title>|</title>') : declared(label, '|')
  ).split('|');
  return Uint8Array.from([...Buffer.from(before), ...title, ...Buffer.from(after)]);
};
const utf32 = (text: string, mark: boolean) =>
  Uint8Array.from(
    [...(mark ? '\ufeff' : ''), ...text].flatMap((c) => {
      const point = c.codePointAt(0) ?? 0;
      return [(point >> 24) & 255, (point >> 16) & 255, (point >> 8) & 255, point & 255];
    }),
  );
const swapped = (text: string) => bytes(text, 'utf16le').map((_, at, all) => all[at ^ 1] ?? 0);

export const ofEncodings: readonly Variation[] = [
  ['a mark of UTF-8', `\ufeff${declared('utf-8', 'Grüße')}`, { title: 'Grüße', encoding: 'utf-8' }],
  [
    'a mark against a declaration',
    `\ufeff${declared('iso-8859-1', 'Grüße')}`,
    { title: 'Grüße', encoding: 'utf-8' },
  ],
  [
    'a mark against HTTP',
    `\ufeff${declared('utf-8', 'Grüße')}`,
    { title: 'Grüße' },
    { 'content-type': 'text/xml; charset=iso-8859-1' },
  ],
  [
    'UTF-16, little end first',
    bytes(`\ufeff${declared('utf-16', 'Grüße')}`, 'utf16le'),
    { title: 'Grüße', encoding: 'utf-16le' },
  ],
  [
    'UTF-16, big end first',
    swapped(`\ufeff${declared('utf-16', 'Grüße')}`),
    { title: 'Grüße', encoding: 'utf-16be' },
  ],
  ['UTF-16 without a mark', bytes(declared('utf-16', 'Grüße'), 'utf16le'), { title: 'Grüße' }],
  [
    'UTF-16 without a mark, big end first',
    swapped(declared('utf-16be', 'Grüße')),
    { title: 'Grüße' },
  ],
  ['UTF-32', utf32(declared('utf-32', 'Grüße'), true), { title: 'Grüße', encoding: 'utf-32be' }],
  ['UTF-32 without a mark', utf32(declared('utf-32', 'Grüße'), false), { title: 'Grüße' }],
  ['Latin-1', bytes(declared('iso-8859-1', 'Grüße'), 'latin1'), { title: 'Grüße' }],
  [
    'Latin-1 means windows-1252',
    inBytes('ISO-8859-1', [0x93, 0x41, 0x94, 0x80]),
    { title: '“A”€', encoding: 'windows-1252' },
  ],
  ['Latin-9 has the euro', inBytes('iso-8859-15', [0x41, 0xa4]), { title: 'A€' }],
  ['windows-1251', inBytes('windows-1251', [0xcc, 0xe8, 0xf0]), { title: 'Мир' }],
  ['KOI8-R', inBytes('koi8-r', [0xed, 0xc9, 0xd2]), { title: 'Мир' }],
  ['windows-1256', inBytes('windows-1256', [0xd3, 0xe1, 0xc7, 0xe3]), { title: 'سلام' }],
  ['ISO-8859-6', inBytes('iso-8859-6', [0xd3, 0xe4, 0xc7, 0xe5]), { title: 'سلام' }],
  ['windows-1255', inBytes('windows-1255', [0xf9, 0xec, 0xe5, 0xed]), { title: 'שלום' }],
  ['ISO-8859-8-I', inBytes('iso-8859-8-i', [0xf9, 0xec, 0xe5, 0xed]), { title: 'שלום' }],
  ['windows-1253', inBytes('windows-1253', [0xe3, 0xe5, 0xe9, 0xe1]), { title: 'γεια' }],
  ['windows-1254', inBytes('windows-1254', [0x49, 0xde, 0xfd]), { title: 'IŞı' }],
  ['windows-874', inBytes('tis-620', [0xe4, 0xb7, 0xc2]), { title: 'ไทย' }],
  ['Shift_JIS', inBytes('Shift_JIS', [0x93, 0xfa, 0x96, 0x7b]), { title: '日本' }],
  ['EUC-JP', inBytes('euc-jp', [0xc6, 0xfc, 0xcb, 0xdc]), { title: '日本' }],
  ['GB 2312', inBytes('gb2312', [0xd6, 0xd0, 0xb9, 0xfa]), { title: '中国' }],
  ['GB 18030 of four bytes', inBytes('gb18030', [0x81, 0x30, 0x84, 0x36]), { title: '¥' }],
  ['Big5', inBytes('big5', [0xa4, 0xa4, 0xb0, 0xea]), { title: '中國' }],
  ['EUC-KR', inBytes('euc-kr', [0xc7, 0xd1, 0xb1, 0xdb]), { title: '한글' }],
  [
    'ISO-2022-JP',
    inBytes('iso-2022-jp', [0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x42]),
    { title: '日本' },
  ],
  [
    'HTTP against a declaration',
    inBytes('iso-8859-1', [0xcc, 0xe8, 0xf0]),
    { title: 'Мир' },
    { 'content-type': 'text/xml; charset=windows-1251' },
  ],
  [
    'HTTP against valid UTF-8',
    declared('utf-8', 'Grüße'),
    { title: 'Grüße' },
    { 'content-type': 'text/xml; charset=iso-8859-1' },
  ],
  [
    'HTTP in quotes and capitals',
    inBytes(undefined, [0xcc, 0xe8, 0xf0]),
    { title: 'Мир' },
    { 'content-type': 'Text/XML; Charset="WINDOWS-1251"' },
  ],
  [
    'HTTP of nonsense',
    inBytes('windows-1251', [0xcc, 0xe8, 0xf0]),
    { title: 'Мир' },
    { 'content-type': 'text/xml; charset=nonsense' },
  ],
  [
    'a declaration of nonsense',
    declared('nonsense', 'Grüße'),
    { title: 'Grüße', encoding: 'utf-8' },
  ],
  [
    'a declaration of UTF-16 in bytes',
    declared('utf-16', 'Grüße'),
    { title: 'Grüße', encoding: 'utf-8' },
  ],
  ['a declaration that lies', declared('us-ascii', 'Grüße'), { title: 'Grüße', encoding: 'utf-8' }],
  ['a declaration of utf8', declared('utf8', 'Grüße'), { title: 'Grüße', encoding: 'utf-8' }],
  [
    'a declaration in single quotes',
    bytes(declared('iso-8859-2', '|').replaceAll('"', "'").replace('|', '\u00b1'), 'latin1'),
    { title: 'ą' },
  ],
  [
    'a declaration behind white space',
    bytes(`\n ${declared('iso-8859-2', '\u00b1')}`, 'latin1'),
    { title: 'ą' },
  ],
  [
    'text/xml without a charset',
    bytes(declared('iso-8859-1', 'Grüße'), 'latin1'),
    { title: 'Grüße' },
    { 'content-type': 'text/xml' },
  ],
  [
    'UTF-8 with one broken character',
    Uint8Array.from([
      ...Buffer.from(
        item(
          '<title>Grüße aus Köln und Zürich, Ärger in Österreich, Übung für Möwen, Bäcker, Hörner, Mühlen, süß, früh, spät, später</title><link>/',
        ),
      ),
      0xff,
      ...Buffer.from('</link></item></channel></rss>'),
    ]),
    {
      title:
        'Grüße aus Köln und Zürich, Ärger in Österreich, Übung für Möwen, Bäcker, Hörner, Mühlen, süß, früh, spät, später',
      encoding: 'utf-8',
    },
  ],
  [
    'nothing declared, windows-1252',
    inBytes(undefined, [
      ...Buffer.from('Le pr\xe9sident a d\xe9clar\xe9 que l\x92\xe9t\xe9 sera chaud', 'latin1'),
    ]),
    { title: 'Le président a déclaré que l’été sera chaud' },
  ],
];
