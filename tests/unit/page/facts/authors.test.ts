import { describe, expect, it } from 'vitest';
import { articleOf, jsonLd, meta, type PageParts } from './a-page.ts';

const of = (author: unknown): PageParts => ({
  head: jsonLd({ '@type': 'NewsArticle', headline: 'x', author }),
});
const line = (text: string, html = '<html lang="en">'): PageParts => ({
  html,
  above: `<div class="byline">${text}</div>`,
});

/** A line that names one author, however much it says beside. */
const bylineOf =
  (name: string) =>
  ([text = '', language]: readonly string[]): [string, PageParts, string[], string] => [
    `«${text}»`,
    line(text, `<html lang="${language}">`),
    [name],
    'text',
  ];

describe('the authors', () => {
  it.each<[string, PageParts, string[], string]>([
    ['JSON-LD', of({ name: 'Ada Lane' }), ['Ada Lane'], 'json-ld'],
    ['a list', of([{ name: 'Ada Lane' }, { name: 'Bo Reed' }]), ['Ada Lane', 'Bo Reed'], 'json-ld'],
    [
      'names in one object',
      of({ '@type': 'Person', name: ['Ada Lane', 'Bo Reed'] }),
      ['Ada Lane', 'Bo Reed'],
      'json-ld',
    ],
    ['a name twice', of([{ name: 'Ada Lane' }, { name: 'ADA LANE' }]), ['Ada Lane'], 'json-ld'],
    ['meta', { head: meta('author', 'Ada Lane') }, ['Ada Lane'], 'meta'],
    [
      'several meta elements',
      { head: meta('article:author', 'Ada Lane') + meta('article:author', 'Bo Reed') },
      ['Ada Lane', 'Bo Reed'],
      'meta',
    ],
    ['parsely', { head: meta('parsely-author', 'Ada Lane') }, ['Ada Lane'], 'meta'],
    [
      'sailthru',
      { head: meta('sailthru.author', 'Ada Lane, Bo Reed') },
      ['Ada Lane', 'Bo Reed'],
      'meta',
    ],
    ['Dublin Core', { head: meta('DC.creator', 'Ada Lane') }, ['Ada Lane'], 'meta'],
    [
      'a profile address, passed over',
      { head: meta('article:author', 'https://social.example/ada') + meta('byl', 'By Ada Lane') },
      ['Ada Lane'],
      'meta',
    ],
    [
      'microdata',
      {
        above:
          '<span itemprop="author" itemscope><span itemprop="name">Ada Lane</span>, reporter</span>',
      },
      ['Ada Lane'],
      'microdata',
    ],
    ['a link', { above: '<a rel="author" href="/ada">Ada Lane</a>' }, ['Ada Lane'], 'text'],
    ['a byline', line('By Ada Lane and Bo Reed'), ['Ada Lane', 'Bo Reed'], 'text'],
    ['a byline with a date', line('By Ada Lane <span>3 May 2030</span>'), ['Ada Lane'], 'text'],
    [
      'a byline with a date in front of its figures',
      line('By Ada Lane <span>May 3, 2030</span>'),
      ['Ada Lane'],
      'text',
    ],
    [
      'a label that only the style sets apart',
      line('<span class="label">By</span><a href="/ada">Ada Lane</a>'),
      ['Ada Lane'],
      'text',
    ],
    [
      'a label of one letter',
      line('글 김서윤 <span>2030.05.03</span>', '<html lang="ko">'),
      ['김서윤'],
      'text',
    ],
    [
      'a byline with a date in other figures',
      line('نویسنده: نگار رستمی <span>۱۳ اردیبهشت ۱۴۰۹</span>', '<html lang="fa">'),
      ['نگار رستمی'],
      'text',
    ],
    ...[
      ['By Ada Lane, Tuesday 5 May 2026', 'en'],
      ['By Ada Lane Published May 5, 2026', 'en'],
      ['By Ada Lane @adalane', 'en'],
      ['By Ada Lane for The Herald', 'en'],
      ['Words by Ada Lane · Photos by Bo Reed', 'en'],
    ].map(bylineOf('Ada Lane')),
    ...[
      'القاهرة - ليلى الغاسق',
      'بيروت: ليلى الغاسق',
      'بقلم الكاتبة: ليلى الغاسق',
      'نشر بواسطة: ليلى الغاسق في 5 مايو 2026',
      'بواسطة ليلى الغاسق في محليات',
      'حوار: ليلى الغاسق',
      '✍️ ليلى الغاسق',
      'ليلى الغاسق، مراسل',
    ].map((text) => bylineOf('ليلى الغاسق')([text, 'ar'])),
    ['a byline with a place', line('By Ada Lane in Dunmore'), ['Ada Lane'], 'text'],
    ['a byline with an address', line('Ada Lane | ada@herald.example'), ['Ada Lane'], 'text'],
    ['a byline with a title', line('By Ada Lane, Political Editor'), ['Ada Lane'], 'text'],
    [
      'a byline in German',
      line('Von Ada Lane und Bo Reed', '<html lang="de">'),
      ['Ada Lane', 'Bo Reed'],
      'text',
    ],
    [
      'a byline in French',
      line('Par Ada Lane et Bo Reed', '<html lang="fr">'),
      ['Ada Lane', 'Bo Reed'],
      'text',
    ],
    [
      'a byline in Spanish',
      line('Por Ada Lane y Bo Reed', '<html lang="es">'),
      ['Ada Lane', 'Bo Reed'],
      'text',
    ],
    ['a byline in Arabic', line('كتبت: ليلى الغاسق', '<html lang="ar">'), ['ليلى الغاسق'], 'text'],
    [
      'another in Arabic',
      line('بقلم نزار الكفراوي وليلى الغاسق', '<html lang="ar">'),
      ['نزار الكفراوي', 'ليلى الغاسق'],
      'text',
    ],
    [
      'Arabic names that begin as «and» does',
      line('بقلم وليد الكفراوي وسام الغاسق ووائل وردة', '<html lang="ar">'),
      ['وليد الكفراوي وسام الغاسق ووائل وردة'],
      'text',
    ],
    [
      'an Arabic comma and «and»',
      line('كتب: نزار الكفراوي، وليلى الغاسق ومحمد وهبي', '<html lang="ar">'),
      ['نزار الكفراوي', 'ليلى الغاسق', 'محمد وهبي'],
      'text',
    ],
    [
      'two names in Persian',
      line('نویسنده: کامران بهروزیان و سارا وزیری', '<html lang="fa">'),
      ['کامران بهروزیان', 'سارا وزیری'],
      'text',
    ],
    [
      'two names in Urdu',
      line('تحریر: احمد ندیم اور سارہ وسیم', '<html lang="ur">'),
      ['احمد ندیم', 'سارہ وسیم'],
      'text',
    ],
    [
      'two names in Hebrew',
      line('מאת: נועה ורד ודניאל לביא', '<html lang="he">'),
      ['נועה ורד', 'דניאל לביא'],
      'text',
    ],
    [
      'two names in Hindi',
      { head: meta('author', 'अमित कुमार और नीरा शर्मा') },
      ['अमित कुमार', 'नीरा शर्मा'],
      'meta',
    ],
    [
      'two names in Thai',
      { head: meta('author', 'สมชาย ใจดี และสมหญิง รักไทย') },
      ['สมชาย ใจดี', 'สมหญิง รักไทย'],
      'meta',
    ],
    [
      'two names in Turkish',
      { head: meta('author', 'Ayşe Yılmaz ve Veli Demir') },
      ['Ayşe Yılmaz', 'Veli Demir'],
      'meta',
    ],
    [
      'two names in Chinese',
      { head: meta('author', '周砚秋、林牧之') },
      ['周砚秋', '林牧之'],
      'meta',
    ],
    [
      'two names in Korean',
      line('김철수·이영희 기자', '<html lang="ko">'),
      ['김철수', '이영희'],
      'text',
    ],
    [
      'a foreign name in Japanese',
      { head: meta('author', 'エイダ・レーン、山田 太郎') },
      ['エイダ・レーン', '山田 太郎'],
      'meta',
    ],
    [
      'two names in Czech',
      { head: meta('author', 'Jana Nováková a Petr Hora') },
      ['Jana Nováková', 'Petr Hora'],
      'meta',
    ],
    [
      'a byline in Persian',
      line('نویسنده: کامران بهروزیان', '<html lang="fa">'),
      ['کامران بهروزیان'],
      'text',
    ],
    [
      'a byline in Russian',
      line('Автор: Пелагея Светлова', '<html lang="ru">'),
      ['Пелагея Светлова'],
      'text',
    ],
    ['a byline in Chinese', line('记者：周砚秋', '<html lang="zh">'), ['周砚秋'], 'text'],
    ['a byline in Korean', line('김철수 기자', '<html lang="ko">'), ['김철수'], 'text'],
    ['a byline in Hebrew', line('מאת: נועה לביא', '<html lang="he">'), ['נועה לביא'], 'text'],
    [
      'a byline with other things in brackets',
      line('记者 周砚秋 [留言][博客]', '<html lang="zh">'),
      ['周砚秋'],
      'text',
    ],
    [
      'a byline beside a credit',
      line('Ada Lane, fot. Bo Reed', '<html lang="pl">'),
      ['Ada Lane'],
      'text',
    ],
    [
      'a label within a line of others',
      { above: '<p>来源：大桥日报 作者：周砚秋、林牧之 字号：大</p>', html: '<html lang="zh">' },
      ['周砚秋', '林牧之'],
      'text',
    ],
    [
      'a byline with a place behind the name',
      { above: '<div>By <span class="author">Ada Lane</span>, Dunmore</div>' },
      ['Ada Lane'],
      'text',
    ],
    [
      'a byline with an outlet behind the name',
      line('Rina Wulandari dan Budi Santoso - Kabar', '<html lang="id">'),
      ['Rina Wulandari', 'Budi Santoso'],
      'text',
    ],
    [
      'a line without a name of its own',
      { above: '<p>Από Νίκος Ράλλης και Ελένη Δούκα - 5 Μαΐου 2026</p>', html: '<html lang="el">' },
      ['Νίκος Ράλλης', 'Ελένη Δούκα'],
      'text',
    ],
    ['the feed', { hints: { authors: ['Ada Lane'] } }, ['Ada Lane'], 'feed'],
  ])('are read from %s', (_, parts, authors, from) => {
    expect(articleOf(parts)).toMatchObject({ authors, authorsFrom: from });
  });

  it('are none where nobody is named', () => {
    for (const parts of [{}, line('3 May 2030'), line('Share'), { head: meta('author', '12345') }])
      expect(articleOf(parts).authors).toEqual([]);
  });
});
