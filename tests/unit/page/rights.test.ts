import { describe, expect, it } from 'vitest';
import { userAgentOf } from '../../../shared/config/function-env.ts';
import { readRobotsTags } from '../../../shared/page/metadata/robots-tags.ts';
import { readPage } from '../../../shared/page/read-page.ts';

const text = Array.from(
  { length: 8 },
  (_, n) =>
    `<p>The council of Halden voted on Monday for plan number ${n}, after a debate of three hours in a crowded hall.</p>`,
).join('');

function rightsOf(head: string, headers: Record<string, string> = {}) {
  const html = `<!doctype html><html lang="en"><head><title>Council votes for the plan</title>${head}</head>
    <body><article><h1>Council votes for the plan</h1>${text}</article></body></html>`;
  const read = readPage({
    ...{ bytes: new TextEncoder().encode(html), url: 'https://news.example/a' },
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
  });
  if (!read.ok) throw new Error(read.reason);
  return read.article.rights;
}

const tags = (header: string, metas: readonly string[] = []) =>
  readRobotsTags({ header, metas, agent: 'newsloom' });

describe('robots directives', () => {
  it.each([
    ['noindex, NOFOLLOW', ['nofollow', 'noindex']],
    ['max-snippet: 50, max-image-preview:large', ['max-image-preview:large', 'max-snippet:50']],
    ['googlebot: noindex', []],
    ['googlebot: noindex, nofollow, noarchive', []],
    ['noai, googlebot: noindex', ['noai']],
    ['googlebot: noindex, newsloom: noai', ['noai']],
    ['Newsloom/0.1: noarchive', ['noarchive']],
    ['*: noarchive', ['noarchive']],
    ['newsloomer: noarchive', []],
    ['otherbot: max-snippet:10, bingbot: noindex', []],
    ['newsloom: max-snippet: 10', ['max-snippet:10']],
    ['googlebot: noindex\nnoai', ['noai']],
    [', ,', []],
    ['none', ['none']],
  ])('of the header «%s» are %j', (header, directives) =>
    expect(tags(header)).toEqual({ directives }),
  );

  it.each([
    ['unavailable_after: 25 Jun 2010 15:00:00 PST', '2010-06-25T23:00:00.000Z'],
    ['unavailable_after: Friday, 25-Jun-10 15:00:00 PST, noai', '2010-06-25T23:00:00.000Z'],
    ['noai, UNAVAILABLE_AFTER:2026-02-01T00:00:00Z', '2026-02-01T00:00:00.000Z'],
    ['unavailable_after: 2027-01-01, unavailable_after: 2026-01-01', '2026-01-01T00:00:00.000Z'],
    ['googlebot: unavailable_after: 2026-01-01', undefined],
    ['unavailable_after: soon', undefined],
  ])('of «%s» end the page at %s', (header, at) => expect(tags(header).unavailableAfter).toBe(at));

  it('of meta elements are those for all robots and for us', () => {
    const head =
      '<meta name="robots" content="noarchive"><meta name="Newsloom" content="noai">' +
      '<meta name="googlebot" content="noindex">';

    expect(rightsOf(head).robots).toEqual(['noai', 'noarchive']);
  });

  it('are few and short, whatever a site sends', () => {
    const long = Array.from({ length: 5000 }, (_, n) => `word-${n}`).join(', ');

    expect(tags(long).directives.length).toBeLessThanOrEqual(50);
    expect(tags('x'.repeat(5000))).toEqual({ directives: [] });
    expect(tags(':'.repeat(5000)).directives).toEqual([]);
  });

  it('are read under the name that our requests bear', () => {
    expect(userAgentOf('https://news.example/bot')).toMatch(/^newsloom\//i);
  });
});

describe('a reservation of text and data mining', () => {
  const meta = (value: string) => `<meta name="tdm-reservation" content="${value}">`;

  it.each([
    ['', {}, undefined],
    [meta('1'), {}, true],
    [meta('0'), {}, false],
    [meta('yes'), {}, undefined],
    ['', { 'tdm-reservation': '1' }, true],
    ['', { 'tdm-reservation': ' 0 ' }, false],
    ['', { 'tdm-reservation': '0, 1' }, true],
    [meta('0'), { 'tdm-reservation': '1' }, true],
    [meta('1'), { 'tdm-reservation': '0' }, true],
  ])('by page %j and headers %j is %s', (head, headers, reserved) =>
    expect(rightsOf(head, headers).tdmReserved).toBe(reserved),
  );
});
