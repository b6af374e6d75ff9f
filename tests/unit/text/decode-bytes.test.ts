import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeAs, encodingOf, isValidUtf8 } from '../../../shared/text/decode-bytes.ts';

describe('decodeAs', () => {
  it.each(['windows-1252', 'iso-8859-1', 'latin1', 'us-ascii', 'ISO_8859-1'])(
    'reads the curly quotes, dashes and euro of bytes 0x80 to 0x9F in %s',
    (label) => {
      const bytes = Uint8Array.of(0x80, 0x91, 0x92, 0x93, 0x94, 0x96, 0x97, 0x9f, 0xe9);
      expect(decodeAs(bytes, label)).toBe('€‘’“”–—Ÿé');
    },
  );

  it('keeps the five bytes that windows-1252 leaves undefined as controls', () => {
    expect(decodeAs(Uint8Array.of(0x81, 0x8d, 0x8f, 0x90, 0x9d), 'cp1252')).toBe(
      '\u0081\u008d\u008f\u0090\u009d',
    );
  });

  it('drops a byte order mark', () => {
    expect(decodeAs(Uint8Array.of(0xef, 0xbb, 0xbf, 0x61), 'utf-8')).toBe('a');
    expect(decodeAs(Uint8Array.of(0xff, 0xfe, 0x61, 0), 'utf-16le')).toBe('a');
    expect(decodeAs(Uint8Array.of(0, 0, 0xfe, 0xff, 0, 0, 0, 0x61), 'utf-32be')).toBe('a');
  });

  it('puts U+FFFD for what no character can be', () => {
    expect(decodeAs(Uint8Array.of(0x61, 0xff, 0x62), 'utf-8')).toBe('a\ufffdb');
    expect(decodeAs(Uint8Array.of(0, 0, 0xd8, 0, 0, 0x11, 0, 0), 'utf-32be')).toBe('\ufffd\ufffd');
  });

  it('reads the scripts of single-byte encodings', () => {
    expect(decodeAs(Uint8Array.of(0xd3, 0xe1, 0xc7, 0xe3), 'windows-1256')).toBe('سلام');
    expect(decodeAs(Uint8Array.of(0xc0, 0xc1), 'cp1251')).toBe('АБ');
  });

  it('has nothing to say of a label it does not know', () => {
    expect(decodeAs(Uint8Array.of(0x61), 'klingon-8')).toBeUndefined();
    expect(decodeAs(Uint8Array.of(0x61), 'iso-2022-kr')).toBeUndefined();
  });

  it('reads back UTF-32 of any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, littleEndian) => {
        const points = Array.from(text, (c) => c.codePointAt(0) ?? 0);
        const bytes = new Uint8Array(points.length * 4);
        const view = new DataView(bytes.buffer);
        points.forEach((point, at) => void view.setUint32(at * 4, point, littleEndian));
        const expected = text.startsWith('\ufeff') ? text.slice(1) : text;
        expect(decodeAs(bytes, littleEndian ? 'utf-32le' : 'utf-32be')).toBe(expected);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});

describe('encodingOf', () => {
  it.each([
    ['UTF8', 'utf-8'],
    ['utf_8', 'utf-8'],
    ['"utf-8";', 'utf-8'],
    ['u16', 'utf-16le'],
    ['utf-16', 'utf-16le'],
    ['UTF_16_BE', 'utf-16be'],
    ['UCS-4', 'utf-32le'],
    ['utf-32be', 'utf-32be'],
    ['cp936', 'gbk'],
    ['gb2312', 'gbk'],
    ['x-sjis', 'shift_jis'],
    ['shift-jis', 'shift_jis'],
    ['TIS-620', 'windows-874'],
  ])('knows %s as %s', (label, encoding) => {
    expect(encodingOf(label)).toBe(encoding);
  });
});

describe('isValidUtf8', () => {
  it('tells UTF-8 from what only looks like it', () => {
    expect(isValidUtf8(new TextEncoder().encode('naïve €'))).toBe(true);
    expect(isValidUtf8(Uint8Array.of(0xc3, 0x28))).toBe(false);
    expect(isValidUtf8(Uint8Array.of(0xed, 0xa0, 0x80))).toBe(false);
  });
});
