import { describe, expect, it } from 'vitest';
import { cutBlocks } from '../../../shared/page/blocks.ts';
import { walk } from '../../../shared/page/dom.ts';
import { explainPage } from '../../../shared/page/explain-page.ts';
import { parseHtml } from '../../../shared/page/parse-html.ts';
import { allPublishers } from '../../../shared/page/publishers/all-publishers.ts';
import {
  applyRules,
  bodyRulesOf,
  textsOfPart,
} from '../../../shared/page/publishers/apply-rules.ts';
import { checkRules } from '../../../shared/page/publishers/check-rules.ts';
import { findRules } from '../../../shared/page/publishers/find-rules.ts';
import type { PublisherRules } from '../../../shared/page/publishers/publisher-rules.ts';
import { matches, parseSelector } from '../../../shared/page/publishers/selector.ts';
import { readPage } from '../../../shared/page/read-page.ts';

/** The texts of the elements that a selector means. */
function selected(html: string, text: string): string[] {
  const selector = parseSelector(text);
  if (selector === undefined) throw new Error(`${text} is no selector`);
  const found: string[] = [];
  walk(parseHtml(html).root, (element) => {
    if (matches(element, selector))
      found.push(element.children.filter((node) => typeof node === 'string').join(''));
    return undefined;
  });
  return found;
}

describe('selectors', () => {
  const html =
    '<main id="m"><div class="a b"><p>1</p><section><p class="a">2</p></section></div><p itemprop="x articleBody">3</p></main>';

  it.each([
    ['p', ['1', '2', '3']],
    ['.b p', ['1', '2']],
    ['.b > p', ['1']],
    ['main > .a.b > p', ['1']],
    ['#m section p.a', ['2']],
    ['[itemprop=articleBody], section > p', ['2', '3']],
    ['p[itemprop="articleBody"]', ['3']],
    ['[itemprop]', ['3']],
    ['main > p > p', []],
    ['div main p', []],
    ['.b > section .a', ['2']],
    ['main > div p', ['1', '2']],
    ['* > section > *', ['2']],
  ])('%s means what it does in CSS', (text, expected) => {
    expect(selected(html, text)).toEqual(expected);
  });

  it.each(['', 'p..a', '> p', 'p >', 'p > > a', 'p:first-child', 'a,,b', 'p[', 'p + p', '.'])(
    'does not take %j for one',
    (text) => expect(parseSelector(text)).toBeUndefined(),
  );

  it('is read and matched in time that hostile text and depth do not blow up', () => {
    expect(parseSelector(`${'a '.repeat(50_000)}!`)).toBeUndefined();
    const deep = `${'<div class="a">'.repeat(400)}<p>x</p>`;
    expect(selected(deep, '.a .a .a .a .b p')).toEqual([]);
  });
});

const quay: PublisherRules = {
  id: 'quay',
  hosts: ['quay.example'],
  versions: [
    { from: '2029-01-01', body: '.old' },
    { from: '2030-03-01', body: '.new', drop: '.promo', authors: '.who' },
  ],
};

describe('rules of an outlet', () => {
  it('are all as the format asks, each in a file of its name', () => {
    expect(allPublishers.flatMap(checkRules)).toEqual([]);
    expect(new Set(allPublishers.map(({ id }) => id)).size).toBe(allPublishers.length);
  });

  it('are told what is wrong with them', () => {
    expect(
      checkRules({
        id: 'Quay Post',
        hosts: ['https://quay.example/'],
        versions: [
          { from: '2030-1-1', body: 'p..a' },
          { from: '2029-01-01' },
          { from: '2029-01-01', drop: '[onclick]' },
        ],
      }),
    ).toEqual([
      'Quay Post: the id is not kebab-case',
      'Quay Post: hosts are plain names in lower case',
      'Quay Post: versions begin on a day, 2030-01-31',
      'Quay Post: versions stand oldest first',
      'Quay Post 2030-1-1: body is no selector: p..a',
      'Quay Post 2029-01-01: says nothing',
      'Quay Post 2029-01-01: drop asks for onclick, which no page tree keeps',
    ]);
  });

  it('are found by host and by the day on which the page was fetched', () => {
    const at = (url: string, fetchedAt?: string) =>
      findRules({ url, fetchedAt }, [quay])?.version.from;
    expect(at('https://quay.example/a')).toBe('2030-03-01');
    expect(at('https://www.quay.example/a', '2030-02-28T23:00:00.000Z')).toBe('2029-01-01');
    expect(at('https://quay.example/a', '2030-03-01T00:00:00.000Z')).toBe('2030-03-01');
    expect(at('https://quay.example/a', '2028-01-01T00:00:00.000Z')).toBeUndefined();
    expect(at('https://notquay.example/a')).toBeUndefined();
    expect(at('not an address')).toBeUndefined();
  });

  it('say where the body is, what is none, and which of them find nothing', () => {
    const tree = parseHtml(
      '<div>Menu</div><div class="new"><p>One.</p><div class="promo">Buy this.</div><p>Two.</p></div><p>Foot</p>',
    );
    const [, version] = quay.versions;
    if (version === undefined) throw new Error('the newest version');
    const applied = applyRules(tree, { id: 'quay', version });
    const list = cutBlocks(tree.root);
    const { container, dropped } = bodyRulesOf(list, applied);

    expect(applied).toMatchObject({ name: 'quay@2030-03-01', missing: ['authors'] });
    expect(list.blocks.slice(container?.start, container?.end).map(({ text }) => text)).toEqual([
      'One.',
      'Buy this.',
      'Two.',
    ]);
    expect([...dropped].map((at) => list.blocks[at]?.text)).toEqual(['Buy this.']);
    expect(textsOfPart(applied, 'authors')).toEqual([]);
  });
});

describe('a page of an outlet with rules', () => {
  const sentence =
    'أعلنت البلدية يوم الاثنين أن الجسر القديم فتح من جديد أمام السيارات، بعد أسبوع من العاصفة.';
  const html = `<html lang="ar" dir="rtl"><body><h1>الجسر يفتح من جديد</h1><div class="mz-author-date"><p>ليلى الغاسق، نزار الكفراوي</p><time datetime="2030-05-03">2030-05-03</time></div><div class="x">${`<p>${sentence}</p>`.repeat(1)}<p>وقال مهندس المدينة إن العمال سيعودون في الربيع، حين يجف الحجر، لطلاء ما أصلحوه من السور.</p></div></body></html>`;
  const input = {
    bytes: new TextEncoder().encode(html),
    url: 'https://www.almarfa.example/2030/bridge',
    headers: {},
  };

  it('is read by them where generic rules cannot know, and says so', () => {
    expect(readPage(input)).toMatchObject({
      ok: true,
      article: {
        authors: ['ليلى الغاسق', 'نزار الكفراوي'],
        authorsFrom: 'publisher',
        publisherRules: 'almarfa@2026-01-01',
      },
    });
    expect(explainPage(input).publisher).toEqual({
      rules: 'almarfa@2026-01-01',
      found: ['authors'],
      missing: [],
    });
  });

  it('is read without them before they came to be, and on another host', () => {
    for (const other of [
      { ...input, fetchedAt: '2025-05-05T10:00:00.000Z' },
      { ...input, url: 'https://other.example/a' },
    ]) {
      const page = readPage(other);
      expect(page.ok && page.article.publisherRules).toBeUndefined();
    }
  });
});
