import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueOfUrl } from '../../../../local/services/sqs/addresses.ts';
import { findIllegalCharacter } from '../../../../local/services/sqs/checks.ts';
import { attributesDigest } from '../../../../local/services/sqs/digest.ts';
import { parseReceipt, receiptOf } from '../../../../local/services/sqs/message.ts';
import { parseRedrivePolicy } from '../../../../local/services/sqs/queue-settings.ts';

describe('the characters of a message', () => {
  it('are those that XML 1.0 allows', () => {
    const allowed = /^[\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]*$/u;
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(findIllegalCharacter(text) === undefined).toBe(allowed.test(text));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it.each([
    ['\u0000', '#x0'],
    ['ab\u001B', '#x1B'],
    ['😀\uFFFE', '#xFFFE'],
    ['\uDC00😀', '#xDC00'],
    ['😀\uD83D', '#xD83D'],
  ])('%j are named when they are not', (text, name) => {
    expect(findIllegalCharacter(text)).toBe(name);
  });
});

describe('a receipt', () => {
  it('tells which delivery of which message it is of', () => {
    const delivery = { id: '00000000-0000-4000-8000-000000000000', receiveCount: 12 };
    expect(parseReceipt(receiptOf(delivery))).toEqual(delivery);
  });

  it.each(['', 'none', 'AQEB/+', '😀', 'MSA'])('is not %j', (text) => {
    expect(parseReceipt(text)).toBeUndefined();
  });
});

describe('a redrive policy', () => {
  const arn = 'arn:aws:sqs:eu-central-1:000000000000:dead.fifo';
  it.each([5, '5'])('has a count as number or text: %j', (maxReceiveCount) => {
    const json = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount });
    expect(parseRedrivePolicy(json)).toEqual({ deadLetterQueue: 'dead.fifo', maxReceiveCount: 5 });
  });

  it.each(['', '{', 'null', '{}', `{"deadLetterTargetArn":"${arn}","maxReceiveCount":0}`, '[]'])(
    'is not %j',
    (json) => {
      expect(parseRedrivePolicy(json)).toBeUndefined();
    },
  );
});

describe('a queue URL', () => {
  it('names the queue, whatever the port', () => {
    expect(queueOfUrl('http://127.0.0.1:1/000000000000/links.fifo')).toBe('links.fifo');
  });

  it.each(['', 'links', 'http://127.0.0.1:1/links', 'http://127.0.0.1:1/000000000000/a/b'])(
    'is not %j',
    (url) => {
      expect(() => queueOfUrl(url)).toThrow(/not valid for this endpoint/);
    },
  );
});

describe('the digest of attributes', () => {
  it('does not depend on their order, and is none for none', () => {
    const a = { DataType: 'String', StringValue: 'x' };
    const b = { DataType: 'Binary', BinaryValue: 'AQI=' };
    expect(attributesDigest({ a, b })).toBe(attributesDigest({ b, a }));
    expect(attributesDigest({})).toBeUndefined();
  });
});
