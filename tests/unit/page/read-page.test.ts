import { describe, expect, it } from 'vitest';
import { readPage } from '../../../shared/page/read-page.ts';

const url = 'https://herald.example/2026/03/14/bridge-reopens-4821';
const sentence =
  'The bridge over the river was opened again on Monday, the mayor of the town said. ';
const article = (inside: string): string =>
  `<html lang="en"><body><article><h1>Bridge reopens</h1>${inside}</article></body></html>`;
const read = (html: string, hints = {}) =>
  readPage({ bytes: new TextEncoder().encode(html), url, headers: {}, hints });

describe('readPage', () => {
  it('reads a page that declares nothing', () => {
    const page = read(article(`<p>${sentence.repeat(3)}</p>`));
    expect(page).toMatchObject({
      ok: true,
      encoding: 'utf-8',
      article: {
        title: 'Bridge reopens',
        language: 'en',
        published: { at: '2026-03-14T00:00:00.000Z', from: 'url', precision: 'day' },
      },
    });
  });

  it.each([
    ['a compressed file', (at: number) => (at * 2_654_435_761) >>> 24],
    ['a picture, mostly empty', (at: number) => (at % 7 === 0 ? 0 : 200)],
  ])('takes %s for no page, whatever its server calls it', (_what, byteAt) => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, at) => byteAt(at));
    const page = readPage({ bytes, url, headers: { 'content-type': 'text/html' } });
    expect(page).toMatchObject({ ok: false, reason: 'not-html' });
  });

  it('does not mind a stray control character', () => {
    expect(read(article(`<p>\u0000\u0007${sentence.repeat(3)}</p>`)).ok).toBe(true);
  });

  it('falls back on what the feed says', () => {
    const hints = { publishedAt: '2026-03-14T09:30:00.000Z', authors: ['Ada Lane'] };
    const bytes = new TextEncoder().encode(article(`<p>${sentence.repeat(3)}</p>`));
    const page = readPage({ bytes, url: 'https://herald.example/bridge', headers: {}, hints });
    expect(page).toMatchObject({
      ok: true,
      article: { authors: ['Ada Lane'], published: { at: hints.publishedAt, from: 'feed' } },
    });
  });

  const shell = (data: object): string => {
    const stated = { '@type': 'NewsArticle', headline: 'Bridge reopens', ...data };
    return `<html lang="en"><head><title>Bridge reopens</title><script type="application/ld+json">${JSON.stringify(stated)}</script></head><body><div id="root"></div><script src="/app.js"></script></body></html>`;
  };
  const articleBody = `${sentence.repeat(3)}\n${sentence.repeat(2)}\nIt cost R&D <little> more than the council had said.`;

  it('takes the text from the data of a page that leaves it to scripts', () => {
    const page = read(shell({ articleBody }));
    if (!page.ok) throw new Error(page.reason);
    const lines = articleBody.split('\n').map((line) => line.trim());
    expect(page.article.text.split('\n')).toEqual(lines);
  });

  it('leaves in the data what a page sells', () => {
    const page = read(shell({ articleBody, isAccessibleForFree: false }));
    expect(page).toMatchObject({ ok: false, reason: 'paywall' });
  });

  it('keeps captions as blocks but out of the text', () => {
    const page = read(
      article(
        `<p>${sentence.repeat(3)}</p><figure><img><figcaption>The bridge</figcaption></figure>`,
      ),
    );
    if (!page.ok) throw new Error(page.reason);
    expect(page.article.blocks.at(-1)).toEqual({ kind: 'caption', text: 'The bridge' });
    expect(page.article.text).not.toContain('The bridge\n');
  });

  it('does not believe a canonical link to another site or to the front page', () => {
    const body = `<p>${sentence.repeat(3)}</p>`;
    for (const href of ['https://elsewhere.example.org/a', 'https://herald.example/']) {
      const page = read(`<link rel="canonical" href="${href}">${article(body)}`);
      expect(page.ok && page.article.canonicalUrl).toBeUndefined();
    }
  });

  it('survives hostile pages', () => {
    for (const html of [
      '<div>'.repeat(200_000),
      '<a href="/x">'.repeat(100_000),
      `<p ${'a="b" '.repeat(100_000)}>x`,
      '<table><tr><td>'.repeat(60_000),
      '<b></i>'.repeat(150_000),
      '</div>'.repeat(200_000),
      `<script type="application/ld+json">${'['.repeat(300_000)}</script>`,
      '<p>a<p>b'.repeat(60_000),
      `<p>${'x'.repeat(1_000_000)}</p>`,
      `<h1>${'"'.repeat(300_000)}</h1>`,
      `<script type="application/ld+json">{"a":"${'\\"'.repeat(100_000)}</script>`,
      '<div class="related"><ul><li><a href="/a-b-c-d-1">Some linked headline here</a></li>'.repeat(
        20_000,
      ),
    ]) {
      expect(() => read(html)).not.toThrow();
    }
  });
});

describe('ruby', () => {
  it('leaves out how characters are said, and does not break the line for it', () => {
    const page = read(
      article(
        '<p>市議会は月曜日、古い橋を<ruby>弾劾<rp>（</rp><rt>だんがい</rt><rp>）</rp></ruby>訴追の日まで開けておくことを決めた。市長は、夜まで待っていた記者たちに、これは信頼の問題だと語った。</p><p>橋の近くに住む女性は、子どもを学校まで送るのに二時間かかっていたが、今は十分で着くと話した。</p>',
      ),
    );
    expect(page.ok && page.article.text).toMatch(/^市議会は月曜日、古い橋を弾劾訴追の日まで/);
  });
});

describe('captions', () => {
  it('are none of the words by which a gallery is turned, and no headline of another story', () => {
    const page = read(
      article(
        `<p>${sentence.repeat(3)}</p><figure><img><figcaption>The old bridge</figcaption></figure><div class="image"><span>Next</span></div><div class="related"><figure><img><figcaption>Ferry stops for good</figcaption></figure></div>`,
      ),
    );
    expect(page.ok && page.article.blocks.filter(({ kind }) => kind === 'caption')).toEqual([
      { kind: 'caption', text: 'The old bridge' },
    ]);
  });
});
