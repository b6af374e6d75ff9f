import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSigned } from '../../../shared/websub/signature.ts';

const body = new TextEncoder().encode('<rss>أخبار</rss>');
const signed = (method: string, secret = 'k', bytes = body) =>
  `${method}=${createHmac(method, secret).update(bytes).digest('hex')}`;

describe('a signature', () => {
  it.each(['sha1', 'sha256', 'sha384', 'sha512'])('holds by %s', (method) => {
    expect(isSigned(body, signed(method), 'k')).toBe(true);
    expect(isSigned(body, signed(method).toUpperCase(), 'k')).toBe(true);
  });

  it('is known from HMAC test case 2 of RFC 4231', () => {
    const data = new TextEncoder().encode('what do ya want for nothing?');
    const digest = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
    expect(isSigned(data, `sha256=${digest}`, 'Jefe')).toBe(true);
  });

  it.each([
    ['nothing', undefined],
    ['no method', signed('sha256').slice(7)],
    ['a method that is broken', signed('md5')],
    ['a method that nobody named', `none=${'0'.repeat(64)}`],
    ['another secret', signed('sha256', 'K')],
    ['another body', signed('sha256', 'k', body.subarray(1))],
    ['half a digest', signed('sha256').slice(0, 39)],
    ['a digest of another method', `sha512=${signed('sha256').slice(7)}`],
    ['an empty digest', 'sha256='],
    ['two of them', `${signed('sha1')}, ${signed('sha256')}`],
    ['what is no hexadecimal', `sha256=${'g'.repeat(64)}`],
  ])('does not hold when it is %s', (_what, header) => {
    expect(isSigned(body, header, 'k')).toBe(false);
  });

  it('holds for no body but its own', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        (bytes, at, by) => {
          const header = signed('sha384', 'secret', bytes);
          expect(isSigned(bytes, header, 'secret')).toBe(true);
          const other = Uint8Array.from([...bytes, 0]);
          const index = at % other.length;
          other[index] = ((other[index] ?? 0) + by) % 256;
          expect(isSigned(other, header, 'secret')).toBe(false);
        },
      ),
      { seed: 46, numRuns: 100 },
    );
  });
});
