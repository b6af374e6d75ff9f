import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecord, writeRecord } from '../../../../shared/adapters/s3/warc-record.ts';
import { aRawPage } from '../../../builders/a-raw-page.ts';

const page = aRawPage({
  headers: { 'content-type': 'text/html; charset=windows-1256', 'x-robots-tag': 'noai\nnoarchive' },
  hints: { title: 'أعيد فتح الجسر', language: 'ar', authors: ['Ada'] },
  reservation: { reserved: true, policy: 'https://news.example/tdm.json' },
});
const { hints, reservation } = page;

const anyPage = fc
  .record(
    {
      bytes: fc.uint8Array({ maxLength: 500 }),
      url: fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fetchedAt: fc
        .date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true })
        .map((date) => date.toISOString()),
      headers: fc.dictionary(fc.stringMatching(/^[a-z-]{1,20}$/), fc.string({ unit: 'binary' })),
      hints: fc.record({ title: fc.string({ unit: 'binary' }) }, { requiredKeys: [] }),
    },
    { requiredKeys: ['bytes', 'url', 'fetchedAt', 'headers'] },
  )
  .map((made) => ({ ...made, headers: Object.fromEntries(Object.entries(made.headers)) }));

describe('a page as a WARC record', () => {
  it('says in its head what standard tools look for', () => {
    const [head = ''] = writeRecord(page).toString().split('\r\n\r\n');
    expect(head.split('\r\n').slice(0, 6)).toEqual([
      'WARC/1.1',
      'WARC-Type: resource',
      expect.stringMatching(
        /^WARC-Record-ID: <urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}>$/,
      ),
      'WARC-Target-URI: https://news.example/a',
      'WARC-Date: 2026-01-05T10:00:00.000Z',
      'Content-Type: text/html; charset=windows-1256',
    ]);
    expect(head).toContain(
      `Newsloom-Context: ${JSON.stringify({ headers: page.headers, hints, reservation })}`,
    );
  });

  it('comes back as it was written, whatever is in it', () => {
    expect(readRecord(writeRecord(page))).toEqual({ ...page, bytes: Buffer.from(page.bytes) });
    fc.assert(
      fc.property(anyPage, (made) => {
        const back = readRecord(writeRecord(made));
        expect(back).toEqual({ ...made, bytes: Buffer.from(made.bytes) });
      }),
    );
  });

  it('holds no line that a header of a site smuggles in', () => {
    const headers = { 'content-type': 'text/html\r\nWARC-Type: warcinfo' };
    const record = writeRecord(aRawPage({ headers })).toString();
    expect(record).not.toContain('\r\nWARC-Type: warcinfo');
    expect(readRecord(Buffer.from(record))).toMatchObject({ headers });
  });

  it('has another id for another fetch of the same page', () => {
    const idOf = (fetchedAt: string) =>
      /urn:uuid:\S+/.exec(writeRecord(aRawPage({ fetchedAt })).toString())?.[0];
    expect(idOf('2026-01-05T10:00:00.000Z')).toBe(idOf('2026-01-05T10:00:00.000Z'));
    expect(idOf('2026-01-05T10:00:00.000Z')).not.toBe(idOf('2026-01-05T10:00:00.001Z'));
  });

  const good = writeRecord(page).toString();
  it.each([
    ['nothing', ''],
    ['another format', good.replace('WARC/1.1', 'HTTP/1.1')],
    ['no address', good.replace('WARC-Target-URI', 'X')],
    ['no context', good.replace('Newsloom-Context', 'X')],
    ['a context that is none', good.replace('"headers":{', '"headers":[{')],
    ['a body that breaks off', good.slice(0, -30)],
    ['a length that is none', good.replace(/Content-Length: \d+/, 'Content-Length: -5')],
  ])('is nothing where there is %s', (_what, record) => {
    expect(readRecord(Buffer.from(record))).toBeUndefined();
  });
});
