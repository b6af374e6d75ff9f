import { describe, expect, it } from 'vitest';
import { articleOf, jsonLd, meta, type PageParts } from './a-page.ts';

const ld = (data: object): string => jsonLd({ '@type': 'NewsArticle', headline: 'x', ...data });

describe('the section', () => {
  it.each<[string, PageParts, string | undefined]>([
    ['JSON-LD', { head: ld({ articleSection: 'Region' }) }, 'Region'],
    ['a list in JSON-LD', { head: ld({ articleSection: ['Region', 'News'] }) }, 'Region'],
    ['OpenGraph', { head: meta('article:section', 'Region') }, 'Region'],
    ['parsely', { head: meta('parsely-section', 'Region') }, 'Region'],
    ['microdata', { above: '<span itemprop="articleSection">Region</span>' }, 'Region'],
    ['a label', { above: '<a rel="category tag" href="/region">Region</a>' }, 'Region'],
    ['entities', { head: ld({ articleSection: 'Arts &amp; Books' }) }, 'Arts & Books'],
    ['nothing', {}, undefined],
  ])('is read from %s', (_, parts, expected) => expect(articleOf(parts).section).toBe(expected));

  it('is the last link of the trail above the headline', () => {
    const html = `<html lang="en"><body><nav class="x"><a href="/">Home</a> › <a href="/news">News</a> › <a href="/region">Region</a></nav>`;
    expect(articleOf({ html }).section).toBe('Region');
  });

  it('is the last named entry of a breadcrumb list', () => {
    const list = {
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: 'Home', item: 'https://www.herald.example/' },
        {
          '@type': 'ListItem',
          position: 2,
          name: 'Region',
          item: 'https://www.herald.example/region',
        },
        { '@type': 'ListItem', position: 3, name: 'Bridge reopens after a week' },
      ],
    };
    expect(articleOf({ head: jsonLd(list) }).section).toBe('Region');
  });
});

describe('the tags', () => {
  it.each<[string, PageParts, string[]]>([
    ['a list', { head: ld({ keywords: ['bridge', 'storm'] }) }, ['bridge', 'storm']],
    ['one text', { head: ld({ keywords: 'bridge, storm' }) }, ['bridge', 'storm']],
    ['terms', { head: ld({ keywords: [{ '@type': 'DefinedTerm', name: 'bridge' }] }) }, ['bridge']],
    [
      'OpenGraph',
      { head: meta('article:tag', 'bridge') + meta('article:tag', 'storm') },
      ['bridge', 'storm'],
    ],
    ['one text in OpenGraph', { head: meta('article:tag', 'bridge, storm') }, ['bridge', 'storm']],
    ['meta', { head: meta('news_keywords', 'bridge; storm') }, ['bridge', 'storm']],
    ['Arabic commas', { head: meta('keywords', 'جسر، عاصفة') }, ['جسر', 'عاصفة']],
    ['Chinese commas', { head: meta('keywords', '大桥，风暴') }, ['大桥', '风暴']],
    [
      'links that say so',
      {
        below:
          '<ul><li><a rel="tag" href="/t/1">bridge</a></li><li><a rel="tag" href="/t/2">storm</a></li></ul>',
      },
      ['bridge', 'storm'],
    ],
    ['a word twice', { head: meta('keywords', 'bridge, Bridge,, bridge') }, ['bridge']],
    ['nothing', {}, []],
  ])('are read from %s', (_, parts, expected) => expect(articleOf(parts).tags).toEqual(expected));
});

describe('a related story', () => {
  it('is called what its card says, where the link says little', () => {
    const card = (headline: string, at: number) =>
      `<div class="card"><h4>${headline}</h4><div><a href="/news/story-${at}">See the story</a></div></div>`;
    const below = `<section class="related">${card('Harbour board orders two new ferries', 4101)}${card('Old lighthouse opens its doors', 4102)}</section>`;

    expect(articleOf({ below }).related.map(({ title }) => title)).toEqual([
      'Harbour board orders two new ferries',
      'Old lighthouse opens its doors',
    ]);
  });
});

describe('the canonical address', () => {
  const link = (href: string) => ({ head: `<link rel="canonical" href="${href}">` });
  it.each<[string, PageParts, string | undefined]>([
    [
      'a link',
      link('https://www.herald.example/2030/bridge'),
      'https://herald.example/2030/bridge',
    ],
    ['a relative link', link('/2030/bridge'), 'https://herald.example/2030/bridge'],
    [
      'og:url',
      { head: meta('og:url', 'https://herald.example/2030/bridge') },
      'https://herald.example/2030/bridge',
    ],
    [
      'og:url, where the link leads to the front page',
      {
        head: `<link rel="canonical" href="/">${meta('og:url', 'https://herald.example/2030/bridge')}`,
      },
      'https://herald.example/2030/bridge',
    ],
    ['no other site', link('https://elsewhere.example.org/2030/bridge'), undefined],
    ['no front page', link('https://www.herald.example/'), undefined],
    [
      'no front page of a language',
      {
        ...link('https://www.herald.example/en/'),
        url: 'https://www.herald.example/en/2030/bridge',
      },
      undefined,
    ],
    ['no local address', link('http://localhost:3000/2030/bridge'), undefined],
    ['no other scheme', link('javascript:alert(1)'), undefined],
    ['no placeholder', link('https://www.herald.example/{{slug}}'), undefined],
    ['nothing', {}, undefined],
  ])('is read from %s', (_, parts, expected) => {
    expect(articleOf(parts).canonicalUrl).toBe(expected);
  });
});

describe('the outlet and the picture', () => {
  it.each<[string, PageParts, string | undefined]>([
    ['OpenGraph', { head: meta('og:site_name', 'The Herald') }, 'The Herald'],
    [
      'the publisher in JSON-LD',
      { head: ld({ publisher: { '@type': 'Organization', name: 'The Herald' } }) },
      'The Herald',
    ],
    ['the application name', { head: meta('application-name', 'The Herald') }, 'The Herald'],
    [
      'a web site in JSON-LD',
      { head: jsonLd({ '@type': 'WebSite', name: 'The Herald' }) },
      'The Herald',
    ],
    ['Dublin Core', { head: meta('dc.publisher', 'The Herald') }, 'The Herald'],
  ])('name: %s', (_, parts, expected) => expect(articleOf(parts).siteName).toBe(expected));

  const i = 'https://www.herald.example/i/1.jpg';
  it.each<[string, PageParts, string | undefined]>([
    ['OpenGraph', { head: meta('og:image', i) }, i],
    ['a relative address', { head: meta('og:image', '/i/1.jpg') }, i],
    ['twitter', { head: meta('twitter:image', i) }, i],
    ['JSON-LD', { head: ld({ image: i }) }, i],
    ['an object', { head: ld({ image: { '@type': 'ImageObject', url: i } }) }, i],
    [
      'a list of objects',
      { head: ld({ image: [{ '@type': 'ImageObject', url: i, width: 10 }] }) },
      i,
    ],
    ['a link', { head: `<link rel="image_src" href="${i}">` }, i],
    [
      'no data',
      { head: meta('og:image', 'data:image/gif;base64,R0lGODlhAQABAAAAACw=') },
      undefined,
    ],
    ['nothing', {}, undefined],
  ])('picture: %s', (_, parts, expected) => expect(articleOf(parts).imageUrl).toBe(expected));
});

describe('language and direction', () => {
  const arabic =
    '<p>أعلنت البلدية يوم الاثنين أن الجسر القديم فتح من جديد أمام السيارات، بعد أسبوع من العاصفة التي أصابت سوره، وقال المهندس إن العمال سيعودون في الربيع لطلاء ما أصلحوه من السور، حين يجف الحجر.</p>';
  it.each<[string, PageParts, string, string]>([
    ['the page', {}, 'en', 'ltr'],
    ['a page that says nothing', { html: '<html>' }, 'en', 'ltr'],
    ['the text, against the page', { body: arabic }, 'ar', 'rtl'],
    ['a region', { html: '<html lang="en-GB">' }, 'en', 'ltr'],
  ])('are those of %s', (_, parts, language, direction) => {
    expect(articleOf(parts)).toMatchObject({ language, direction });
  });
});

describe('a correction', () => {
  it.each([
    ['en', 'Correction: An earlier version of this article named the wrong river. It is the Dun.'],
    ['en', 'This article was amended on 4 May 2030 to name the right river.'],
    ['en', "Editor's note: an earlier version of this story misstated the age of the bridge."],
    [
      'de',
      'Korrektur: In einer früheren Version dieses Artikels stand der falsche Fluss. Es ist der Dun.',
    ],
    ['fr', 'Rectificatif : une première version de cet article nommait la mauvaise rivière.'],
    [
      'es',
      'Fe de errores: en una versión anterior de este artículo se nombraba otro río por error.',
    ],
    ['ar', 'تصحيح: ذكرت نسخة سابقة من هذا الخبر اسم نهر آخر، والصواب نهر الدون.'],
    ['ru', 'Исправление: в предыдущей версии статьи была названа другая река, правильно Дун.'],
    ['ja', '訂正：以前の記事では別の川の名前が記載されていました。正しくはダン川です。'],
  ])('is known in %s: %s', (language, note) => {
    expect(
      articleOf({ html: `<html lang="${language}">`, below: `<p>${note}</p>` }).correction,
    ).toBe(note);
  });

  it('is not seen where a text speaks of one', () => {
    const body =
      '<p>The correction of the river took ten years, and the town paid for it with a loan of its own bank.</p>';
    expect(
      articleOf({
        body:
          body.repeat(1) +
          '<p>Nobody minded that, she said, since boats could now come up to the quay.</p>',
      }).correction,
    ).toBeUndefined();
  });
});

describe('the count of words', () => {
  it('is that of the body', () => {
    const { wordCount, text } = articleOf({});
    expect(wordCount).toBe(text.split(/\s+/).length);
  });
});

describe('related stories', () => {
  it('are kept with headline, teaser and address, apart from the body', () => {
    const below = `<aside class="related"><h3>Related stories</h3><ul>
<li><a href="/2030/ferry-stops-for-good"><h4>Ferry stops for good after the bridge</h4></a><p>Nobody had used it since spring came.</p></li>
<li><a href="https://www.herald.example/2030/tram-returns-to-quay?utm_source=box">Tram returns to the quay in June</a></li></ul></aside>`;
    const { related, text } = articleOf({ below });
    expect(related).toEqual([
      {
        url: 'https://herald.example/2030/ferry-stops-for-good',
        title: 'Ferry stops for good after the bridge',
        teaser: 'Nobody had used it since spring came.',
      },
      {
        url: 'https://herald.example/2030/tram-returns-to-quay',
        title: 'Tram returns to the quay in June',
      },
    ]);
    expect(text).not.toContain('Ferry stops');
  });
});
