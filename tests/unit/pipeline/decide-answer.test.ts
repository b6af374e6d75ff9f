import { describe, expect, it } from 'vitest';
import { decideAnswer } from '../../../shared/pipeline/articles/decide-answer.ts';
import type { WebResponse } from '../../../shared/ports/web.ts';

const asked = { url: 'https://news.example/a', deferrals: 0 };
const answered = (status: number, overrides: Partial<WebResponse> = {}) =>
  decideAnswer(
    {
      kind: 'answered',
      response: {
        status,
        finalUrl: asked.url,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: Buffer.from('<p>x'),
        redirects: [],
        ...overrides,
      },
    },
    asked,
  );

describe('deciding what an answer to a page request means', () => {
  it('reads a page', () => {
    expect(answered(200).kind).toBe('read');
  });

  it('reads a page whose server sends no content type', () => {
    expect(answered(200, { headers: {} }).kind).toBe('read');
  });

  it.each([408, 425, 429, 500, 502, 503, 504, 522])('tries again after a %i', (status) => {
    expect(answered(status).kind).toBe('retry');
  });

  it.each([404, 410])('finds a page gone that is answered with %i', (status) => {
    expect(answered(status)).toEqual({ kind: 'gone', detail: `status ${status}` });
  });

  it('takes a 304 for what it says', () => {
    expect(answered(304)).toEqual({ kind: 'not-modified' });
  });

  it.each([401, 402, 403, 406, 451, 204, 206])('discards a page refused with %i', (status) => {
    expect(answered(status)).toMatchObject({ kind: 'discard', reason: 'refused' });
  });

  it('discards what is not HTML, and says what it is', () => {
    expect(answered(200, { headers: { 'content-type': 'application/pdf' } })).toEqual({
      kind: 'discard',
      reason: 'not-html',
      detail: 'application/pdf',
    });
  });

  it('discards an empty page', () => {
    expect(answered(200, { body: new Uint8Array() })).toMatchObject({ reason: 'empty' });
  });

  it('keeps to robots.txt', () => {
    expect(decideAnswer({ kind: 'disallowed' }, asked)).toMatchObject({ reason: 'robots' });
  });

  it('puts a task off until its slot, but not for ever', () => {
    const deferred = { kind: 'deferred', slotAt: '2026-01-05T12:00:00.000Z', why: 'busy' } as const;

    expect(decideAnswer(deferred, asked)).toEqual({
      ...{ kind: 'defer', until: deferred.slotAt, why: 'busy' },
    });
    expect(decideAnswer(deferred, { ...asked, deferrals: 700 })).toMatchObject({
      kind: 'discard',
      reason: 'refused',
    });
  });
});
