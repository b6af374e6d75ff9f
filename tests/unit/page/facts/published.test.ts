import { describe, expect, it } from 'vitest';
import { parseVisibleDate } from '../../../../shared/dates/parse-visible-date.ts';
import { articleOf, jsonLd, meta, type PageParts } from './a-page.ts';

const at = '2030-05-03T10:20:00.000Z';

describe('the date of publication', () => {
  it.each<[string, PageParts, object]>([
    [
      'JSON-LD',
      {
        head: jsonLd({
          '@type': 'NewsArticle',
          headline: 'x',
          datePublished: '2030-05-03T12:20:00+02:00',
        }),
      },
      { at, from: 'json-ld', precision: 'second', zone: '+02:00' },
    ],
    [
      'JSON-LD dateCreated',
      { head: jsonLd({ '@type': 'NewsArticle', headline: 'x', dateCreated: '2030-05-03T10:20Z' }) },
      { at, from: 'json-ld', precision: 'minute', zone: 'Z' },
    ],
    [
      'OpenGraph',
      { head: meta('article:published_time', '2030-05-03T10:20:00Z') },
      { at, from: 'meta' },
    ],
    ['Dublin Core', { head: meta('DC.date.issued', '2030-05-03T10:20:00Z') }, { at, from: 'meta' }],
    [
      'Dublin Core terms',
      { head: meta('dcterms.created', '2030-05-03') },
      { at: '2030-05-03T00:00:00.000Z', precision: 'day' },
    ],
    ['parsely', { head: meta('parsely-pub-date', '2030-05-03T10:20:00Z') }, { at, from: 'meta' }],
    [
      'sailthru',
      { head: meta('sailthru.date', '2030-05-03 10:20:00 +0000') },
      { at, from: 'meta' },
    ],
    [
      'an epoch',
      { head: meta('parsely-pub-date', '1903948800') },
      { from: 'meta', precision: 'second' },
    ],
    [
      'microdata',
      { above: '<meta itemprop="datePublished" content="2030-05-03T10:20:00Z">' },
      { at },
    ],
    [
      'microdata on an element',
      { above: '<span itemprop="datePublished" content="2030-05-03T10:20:00Z">yesterday</span>' },
      { at, from: 'microdata' },
    ],
    [
      'a time element',
      { above: '<time datetime="2030-05-03T10:20:00Z">3 May</time>' },
      { at, from: 'time-element' },
    ],
    [
      'a time element of its own text',
      { above: '<time>3 May 2030, 10:20 GMT</time>' },
      { at, from: 'time-element', zone: 'Z' },
    ],
    [
      'the address',
      { url: 'https://www.herald.example/2030/05/03/bridge' },
      { at: '2030-05-03T00:00:00.000Z', from: 'url', precision: 'day' },
    ],
    [
      'the address without separators',
      { url: 'https://www.herald.example/news/20300503-bridge' },
      { from: 'url', precision: 'day' },
    ],
    [
      'the address with dashes',
      { url: 'https://www.herald.example/bridge-2030-05-03.html' },
      { from: 'url' },
    ],
    [
      'a line below the headline',
      { above: '<div class="meta">Published on May 3, 2030 at 10:20 am GMT</div>' },
      { at, from: 'text', precision: 'minute' },
    ],
    [
      'a line without a class',
      { above: '<div>Friday, 3rd May 2030</div>' },
      { at: '2030-05-03T00:00:00.000Z', from: 'text' },
    ],
    ['the feed', { hints: { publishedAt: '2030-05-03T10:20:00.000Z' } }, { at, from: 'feed' }],
    [
      'what was modified, for want of better',
      { head: meta('article:modified_time', '2030-05-03T10:20:00Z') },
      { at, from: 'meta' },
    ],
    [
      'JSON-LD before the address',
      {
        url: 'https://www.herald.example/2030/05/02/x',
        head: jsonLd({ '@type': 'Article', headline: 'x', datePublished: '2030-05-03T10:20:00Z' }),
      },
      { at, from: 'json-ld' },
    ],
    [
      'the time element of the day in the address',
      {
        url: 'https://www.herald.example/2030/05/03/x',
        below:
          '<time datetime="2030-01-01">1 Jan</time><time datetime="2030-05-03T10:20:00Z">3 May</time>',
      },
      { at, from: 'time-element' },
    ],
    [
      'meta where JSON-LD is no date',
      {
        head: `${jsonLd({ '@type': 'Article', headline: 'x', datePublished: 'soon' })}${meta('article:published_time', '2030-05-03T10:20:00Z')}`,
      },
      { at, from: 'meta' },
    ],
  ])('is read from %s', (_, parts, expected) => {
    expect(articleOf(parts).published).toMatchObject(expected);
  });

  it('is absent where nothing tells, or what tells is no day', () => {
    expect(articleOf({}).published).toBeUndefined();
    expect(
      articleOf({ head: meta('date', '2030-13-45'), url: 'https://x.example/2030/99/03/x' })
        .published,
    ).toBeUndefined();
  });
});

describe('the date of the last change', () => {
  const published = { datePublished: '2030-05-03T10:20:00Z' };
  it.each<[string, PageParts, string | undefined]>([
    [
      'JSON-LD',
      {
        head: jsonLd({
          '@type': 'Article',
          headline: 'x',
          ...published,
          dateModified: '2030-05-03T11:00:00Z',
        }),
      },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'OpenGraph',
      {
        head:
          meta('article:modified_time', '2030-05-03T11:00:00Z') +
          meta('article:published_time', '2030-05-03T10:20:00Z'),
      },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'og:updated_time',
      { head: meta('og:updated_time', '2030-05-03T11:00:00Z') },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'Last-Modified',
      { head: '<meta http-equiv="last-modified" content="Fri, 03 May 2030 11:00:00 GMT">' },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'microdata',
      { above: '<time itemprop="dateModified" datetime="2030-05-03T11:00:00Z">later</time>' },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'a time element named for it',
      { above: '<time class="updated" datetime="2030-05-03T11:00:00Z">later</time>' },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'a line that says so',
      {
        above:
          '<div class="meta">Published 3 May 2030, 10:20 GMT</div><div class="meta">Updated 3 May 2030, 11:00 GMT</div>',
      },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'a line that says both',
      {
        above:
          '<p class="date">Published: 3 May 2030 10:20 GMT | Last updated: 3 May 2030 11:00 GMT</p>',
      },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'a line in German',
      {
        html: '<html lang="de">',
        above:
          '<div class="meta">3. Mai 2030, 10:20 Uhr</div><div class="meta">Aktualisiert am 3. Mai 2030, 11:00 Uhr</div>',
      },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'a line in Arabic',
      {
        html: '<html lang="ar" dir="rtl">',
        above:
          '<div class="meta">نشر في 3 مايو 2030 10:20</div><div class="meta">آخر تحديث 3 مايو 2030 11:00</div>',
      },
      '2030-05-03T11:00:00.000Z',
    ],
    [
      'nothing before it appeared',
      {
        head: jsonLd({
          '@type': 'Article',
          headline: 'x',
          ...published,
          dateModified: '2030-05-02T11:00:00Z',
        }),
      },
      undefined,
    ],
    ['nothing', {}, undefined],
  ])('is read from %s', (_, parts, expected) => {
    expect(articleOf(parts).modifiedAt).toBe(expected);
  });
});

describe('a printed date', () => {
  it.each<[string, string, string | undefined]>([
    // Solar Hijri
    ['fa', 'جمعه ۱۳ اردیبهشت ۱۴۰۹ - ۱۰:۲۰', '2030-05-03T10:20'],
    ['fa', '۱۴۰۹/۰۲/۱۳ ۱۰:۲۰', '2030-05-03T10:20'],
    ['fa', 'تاریخ انتشار: ۱۳ ارديبهشت ۱۴۰۹', '2030-05-03'],
    ['ps', '۱۳ ثور ۱۴۰۹', '2030-05-03'],
    // Hijri
    ['ar', '30 ذو الحجة 1451 هـ', '2030-05-03'],
    ['ar', 'الجمعة 3 مايو 2030م - 30 ذو الحجة 1451هـ', '2030-05-03'],
    ['ar', 'الجمعة ٣٠ ذو الحجة ١٤٥١هـ - ٣ مايو ٢٠٣٠م', '2030-05-03'],
    ['ur', '3 مئی 2030', '2030-05-03'],
    ['ur', 'جمعہ 03 مئی 2030 ء', '2030-05-03'],
    // Buddhist
    ['th', '3 พ.ค. 2573 เวลา 10:20 น.', '2030-05-03T10:20'],
    ['th', 'วันศุกร์ที่ 3 พฤษภาคม พ.ศ. 2573', '2030-05-03'],
    ['th', '03/05/2573', '2030-05-03'],
    // Japanese eras
    ['ja', '令和12年5月3日', '2030-05-03'],
    ['ja', '令和元年5月3日', '2019-05-03'],
    ['ja', '平成30年5月3日 10時20分', '2018-05-03T10:20'],
    ['ja', '昭和63年1月2日', '1988-01-02'],
    ['ja', '2030年5月3日 10時20分', '2030-05-03T10:20'],
    ['ja', '2030年5月3日（金）午後3時20分', '2030-05-03T15:20'],
    // Minguo
    ['zh', '民國119年5月3日', '2030-05-03'],
    ['zh', '2030年05月03日 10:20', '2030-05-03T10:20'],
    ['zh', '二〇三〇年五月三日', '2030-05-03'],
    ['ko', '2030. 5. 3. 오후 3:20', '2030-05-03T15:20'],
    ['ko', '입력 2030.05.03 10:20', '2030-05-03T10:20'],
    ['hi', '3 मई 2030, 10:20 AM IST', '2030-05-03T04:50'],
    ['hi', 'Updated: 03 मई, 2030 10:20', '2030-05-03T10:20'],
    ['bn', '৩ মে ২০৩০, ১০:২০', '2030-05-03T10:20'],
    ['bn', 'শুক্রবার, ০৩ মে ২০৩০', '2030-05-03'],
    ['ta', '3 மே 2030', '2030-05-03'],
    ['te', '3 మే 2030', '2030-05-03'],
    ['he', 'יום שישי, 3 במאי 2030, 10:20', '2030-05-03T10:20'],
    ['he', '03.05.2030 10:20', '2030-05-03T10:20'],
    ['ar', 'الجمعة، 03 أيار/مايو 2030', '2030-05-03'],
    ['ar', '3 ماي 2030 على الساعة 10:20', '2030-05-03T10:20'],
    ['ar', '2030/5/3 الساعة 3:20 م', '2030-05-03T15:20'],
    ['ar', '03-05-2030 | 10:20 مساءً', '2030-05-03T22:20'],
    ['ru', '3 мая 2030, 10:20 МСК', '2030-05-03T07:20'],
    ['ru', '03.05.2030 в 10:20', '2030-05-03T10:20'],
    ['uk', '3 травня 2030, 10:20', '2030-05-03T10:20'],
    ['de', 'Freitag, 03. Mai 2030 10:20 Uhr', '2030-05-03T10:20'],
    ['de', 'Stand: 03.05.2030, 10:20 Uhr', '2030-05-03T10:20'],
    ['fr', 'Publié le 3 mai 2030 à 10h20', '2030-05-03T10:20'],
    ['fr', 'Le 03/05/2030 à 10:20', '2030-05-03T10:20'],
    ['es', 'Viernes, 3 de mayo de 2030 - 10:20 CEST', '2030-05-03T08:20'],
    ['es', '03/may/2030', '2030-05-03'],
    ['pt', '03/05/2030 10h20', '2030-05-03T10:20'],
    ['pt', 'Publicado em 3 de maio de 2030 às 10:20', '2030-05-03T10:20'],
    ['it', 'venerdì 3 maggio 2030 ore 10.20', '2030-05-03T10:20'],
    ['nl', 'vrijdag 3 mei 2030 om 10:20', '2030-05-03T10:20'],
    ['sv', 'Publicerad 2030-05-03 kl. 10.20', '2030-05-03T10:20'],
    ['da', '3. maj 2030 kl. 10.20', '2030-05-03T10:20'],
    ['nb', '3. mai 2030 kl. 10:20', '2030-05-03T10:20'],
    ['fi', '3.5.2030 klo 10.20', '2030-05-03T10:20'],
    ['fi', '3. toukokuuta 2030', '2030-05-03'],
    ['pl', '3 maja 2030, 10:20', '2030-05-03T10:20'],
    ['cs', '3. května 2030 10:20', '2030-05-03T10:20'],
    ['hu', '2030. május 3. 10:20', '2030-05-03T10:20'],
    ['ro', '3 mai 2030, 10:20', '2030-05-03T10:20'],
    ['bg', '3 май 2030, 10:20', '2030-05-03T10:20'],
    ['sr', '3. мај 2030.', '2030-05-03'],
    ['el', '3 Μαΐου 2030, 10:20', '2030-05-03T10:20'],
    ['tr', '3 Mayıs 2030 Cuma 10:20', '2030-05-03T10:20'],
    ['az', '3 may 2030', '2030-05-03'],
    ['kk', '3 мамыр 2030', '2030-05-03'],
    ['ka', '3 მაისი 2030', '2030-05-03'],
    ['hy', '3 մայիսի 2030', '2030-05-03'],
    ['id', 'Jumat, 3 Mei 2030 10:20 WIB', '2030-05-03T03:20'],
    ['ms', '3 Mei 2030, 3:20 pm', '2030-05-03T15:20'],
    ['vi', 'Thứ sáu, 03/05/2030 10:20 (GMT+7)', '2030-05-03T03:20'],
    ['sw', '3 Mei 2030', '2030-05-03'],
    ['en', 'Fri 3 May 2030 10.20 BST', '2030-05-03T09:20'],
    ['en', 'May 3rd, 2030 @ 10:20 PM', '2030-05-03T22:20'],
    ['en', '03 May 30', undefined],
    ['en', 'Room 305, 2030 Main Street', undefined],
    ['ja', '価格は2030円、5月', undefined],
  ])('in %s: %s', (language, text, expected) => {
    const stamp = parseVisibleDate(text, language);
    if (expected === undefined) expect(stamp).toBeUndefined();
    else expect(stamp?.at.slice(0, expected.length)).toBe(expected);
  });
});
