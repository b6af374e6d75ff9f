import { describe, expect, it } from 'vitest';
import { decodePage as decode } from '../../../shared/page/decode-page.ts';

const decodePage = (bytes: Uint8Array, contentType: string | undefined) => {
  const page = decode(bytes, contentType);
  return { ...page, html: page.pieces.join('') };
};
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

describe('decodePage', () => {
  it('believes a byte order mark before all else', () => {
    const page = decodePage(
      Uint8Array.of(0xef, 0xbb, 0xbf, 0xc3, 0xa9),
      'text/html; charset=iso-8859-1',
    );
    expect(page).toMatchObject({ html: 'é', encoding: 'utf-8', encodingFrom: 'bom' });
  });

  it('reads what the header and the meta element declare', () => {
    const windows1256 = Uint8Array.of(0xe3, 0xd1, 0xcd, 0xc8, 0xc7);
    expect(decodePage(windows1256, 'text/html; charset="windows-1256"').html).toBe('مرحبا');
    const meta = [...latin('<meta charset=windows-1251><p>'), 0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2];
    expect(decodePage(Uint8Array.from(meta), undefined).html).toContain('Привет');
  });

  it('finds a declaration far down the head, but not in a comment', () => {
    const head = `<head><!-- <meta charset="big5"> -->${'<link rel="x">'.repeat(200)}<meta http-equiv="Content-Type" content="text/html; charset=windows-1253">`;
    const page = decodePage(
      Uint8Array.from([...latin(head), 0xc5, 0xeb, 0xeb, 0xdc, 0xe4, 0xe1]),
      undefined,
    );
    expect(page.html).toContain('Ελλάδα');
  });

  it('overrules a declaration when the bytes are valid UTF-8', () => {
    const page = decodePage(
      utf8('<meta charset="iso-8859-1"><p>naïve café</p>'),
      'text/html; charset=iso-8859-1',
    );
    expect(page).toMatchObject({ encoding: 'utf-8', encodingFrom: 'valid-utf-8' });
    expect(page.html).toContain('naïve café');
  });

  it('reads windows-1252 punctuation under the name of latin-1', () => {
    const page = decodePage(
      Uint8Array.of(0x93, 0x68, 0x69, 0x94, 0x80, 0xe9),
      'text/html; charset=ISO-8859-1',
    );
    expect(page.html).toBe('“hi”€é');
  });

  for (const [label, bytes, text] of [
    ['gb18030', [0xc4, 0xe3, 0xba, 0xc3], '你好'],
    ['big5', [0xa7, 0x41, 0xa6, 0x6e], '你好'],
    ['shift_jis', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ['euc-kr', [0xc7, 0xd1, 0xb1, 0xb9], '한국'],
    ['windows-1255', [0xf9, 0xec, 0xe5, 0xed], 'שלום'],
    ['iso-8859-2', [0xb1, 0xe6, 0xea], 'ąćę'],
  ] as const) {
    it(`reads ${label} from bytes`, () => {
      expect(decodePage(Uint8Array.from(bytes), `text/html; charset=${label}`).html).toBe(text);
    });
  }

  it('survives UTF-8 with a few broken bytes', () => {
    const page = decodePage(
      Uint8Array.from([...utf8('قالت الحكومة '.repeat(200)), 0xd9]),
      'text/html; charset=utf-8',
    );
    expect(page.encoding).toBe('utf-8');
    expect(page.html).toContain('قالت الحكومة');
  });
});
