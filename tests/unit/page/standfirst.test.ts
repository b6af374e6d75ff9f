import { describe, expect, it } from 'vitest';
import { readPage } from '../../../shared/page/read-page.ts';

const paragraph =
  'The bridge over the river was opened again on Monday, the mayor of the town said to those who had come. ';
const body = `<p>${paragraph.repeat(2)}</p><p>Nobody could say, she added, who had ordered the paint, or why it was green.</p>`;

function read(html: string) {
  const page = readPage({
    bytes: new TextEncoder().encode(html),
    url: 'https://herald.example/bridge',
    headers: {},
  });
  if (!page.ok) throw new Error(page.reason);
  return page.article;
}

describe('the standfirst', () => {
  it('is what a page prints between headline and text, and stays out of the text', () => {
    for (const deck of [
      '<h2>After a week of repairs the council wants to paint the railings</h2>',
      '<div class="article__standfirst">Council wants paint for the railings</div>',
      '<p class="sub-title">Council wants paint for the railings</p>',
    ]) {
      const { standfirst, text } = read(
        `<html lang="en"><body><header>${'<a href="/x">News</a>'.repeat(3)}</header><article><h1>Bridge reopens</h1>${deck}<div class="text">${body}</div></article></body></html>`,
      );
      expect(standfirst, deck).toMatch(/railings$/);
      expect(text).not.toContain('railings');
    }
  });

  it('is known by the description of the page where no name tells', () => {
    const said = 'Council wants paint for the railings';
    const { standfirst } = read(
      `<html lang="en"><head><meta property="og:description" content="${said}"></head><body><article><h1>Bridge reopens</h1><div class="x1">${said}</div><div class="x2">${body}</div></article></body></html>`,
    );
    expect(standfirst).toBe(said);
  });

  it('is absent where it is a paragraph of the text, a byline, a date or the headline again', () => {
    for (const line of [
      '<p class="standfirst">The council of the town wants paint for the railings, and it wants it soon.</p>',
      '<p class="deck">By Ada Lane, 3 May 2030, 10:05</p>',
      '<h2>Bridge reopens, says the town, and reopens</h2>',
      '<div class="share excerpt">Share this with all of your friends</div>',
    ])
      expect(
        read(
          `<html lang="en"><article><h1>Bridge reopens, says the town</h1>${line}${body}</article>`,
        ).standfirst,
        line,
      ).toBeUndefined();
  });
});

describe('the flag for garbled text', () => {
  it('is set where the publisher had read UTF-8 byte by byte', () => {
    const garbled =
      'The mayor said it doesnâ€™t matter â€” â€œnot to meâ€\u009d, she told us at the quay. ';
    const html = `<html lang="en"><article><h1>Bridge reopens</h1><p>${garbled.repeat(3)}</p></article>`;
    expect(read(html).mojibake).toBe(true);
  });

  it('is absent on a clean page', () => {
    expect(read(`<article><h1>Bridge reopens</h1>${body}</article>`).mojibake).toBeUndefined();
  });
});
