import fc from 'fast-check';
import { expect, it } from 'vitest';
import { withoutControlBytes, withoutControls } from '../../../shared/text/control-characters.ts';
import { decodeAs } from '../../../shared/text/decode-bytes.ts';

it('leaves out the controls that no text may hold, and keeps white space', () => {
  expect(withoutControls('a\u0000b\tc\nd\u001f\ufffe')).toBe('ab\tc\nd');
});

it('leaves out of bytes what it leaves out of the text they stand for', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const text = decodeAs(bytes, 'windows-1252') ?? '';
      expect(decodeAs(withoutControlBytes(bytes), 'windows-1252')).toBe(withoutControls(text));
    }),
    { seed: 7, numRuns: 500 },
  );
});

it('leaves bytes without controls alone', () => {
  const bytes = Uint8Array.of(0x61, 0x0a, 0xe9);
  expect(withoutControlBytes(bytes)).toBe(bytes);
});
