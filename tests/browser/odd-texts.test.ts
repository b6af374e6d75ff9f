import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveViewer, type ViewerServer } from '../../local/viewer-server.ts';
import type { Block } from '../../shared/model/article.ts';
import { directionOf } from '../../shared/text/direction.ts';
import { aFeed, aPollingState } from '../builders/a-feed.ts';
import { aLink, aMember } from '../builders/a-member.ts';
import { aReading } from '../builders/a-reading.ts';
import { aStory } from '../builders/a-story.ts';
import { anArticle, aRevision } from '../builders/an-article.ts';
import {
  executablePath,
  flawsOf,
  hasBrowser,
  looks,
  noFlaws,
  openIn,
  picture,
} from './in-browser.ts';

const longWord = 'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz'.repeat(3);
const longTitle = 'The council that could not agree on a headline met again, '.repeat(6).trim();
const mixed = 'ارتفاع أسعار iPhone 17 Pro بنسبة 12.5% في «السوق الحرة» (دبي)';
const told = {
  ar: mixed,
  en: longTitle,
  fa: 'جام دریای سبز در وقت‌های تلف‌شده از دست ناوران رفت',
  ru: 'Министры пяти стран обсуждают квоты на рыбу',
  de: longWord,
} as const;
const languages = Object.keys(told) as (keyof typeof told)[];
const minutes = (at: number) => new Date(Date.UTC(2026, 0, 5, 8, at * 7)).toISOString();

const link = aLink({
  otherTitle: mixed,
  evidence: {
    ...{ names: ['Storm Yara', 'البحر الأخضر'], places: ['دبي'], terms: [longWord] },
    numbers: ['12.5', '48000'],
  },
});
const members = Array.from({ length: 40 }, (_, at) => {
  const language = languages[at % languages.length] ?? 'en';
  const kind = at % 4 === 3 ? ('copy' as const) : ('same-story' as const);
  const because = at === 0 ? [] : [{ ...link, kind, role: 'to' as const, otherId: idOf(at - 1) }];
  return aMember(String(at), because, {
    ...{ language, title: told[language], site: `outlet-${at}.example`, publishedAt: minutes(at) },
  });
});
function idOf(at: number) {
  return aMember(String(at), []).articleId;
}

const blocks: readonly Block[] = [
  { kind: 'paragraph', text: `${mixed} — ${longWord}` },
  { kind: 'heading', level: 4, text: longTitle },
  { kind: 'quote', text: 'قال: «النسبة 7.5%» (بيان).' },
  { kind: 'quote', text: '— Reuters' },
  { kind: 'list', ordered: true, items: ['واحد', 'two', longWord] },
  { kind: 'caption', text: 'A caption: the bridge, seen from the north. Photo: صحيفة' },
  { kind: 'preformatted', text: `const answer = ${'x'.repeat(200)};\n\treturn answer;` },
  {
    kind: 'table',
    rows: [
      ['الفريق', 'لعب', 'نقاط'],
      ['ناوران', '12', '31'],
      ['a row that is shorter than the others'],
      Array.from({ length: 14 }, (_, at) => `column ${at}`),
    ],
  },
];

const story = {
  ...aStory().story,
  ...{ headline: mixed, articleCount: 63, languages, places: ['دبي', 'Velmora'] },
  sites: members.map(({ site = '' }) => site),
  terms: [...Object.values(told)].map((term) => [term, 1] as const),
};
const days = [
  { day: '2026-01-05', polls: 24, quiet: 20, failed: 3 },
  { day: '2026-01-04', polls: 24, quiet: 18, failed: 0 },
];
const facts = {
  ...({ kind: 'correction', title: told.fa, blocks: blocks.slice(1) } as const),
  standfirst: told.ar,
};
const reading = aReading({
  ...{ story, members, links: [link, { ...link, kind: 'on-page' }] },
  record: anArticle({
    ...{ title: mixed, language: 'ar', direction: directionOf('ar'), revision: 2 },
    ...{
      authors: ['هدى العلي', 'Ann Example'],
      tags: Object.values(told),
      url: 'https://news.example/a',
    },
  }),
  revisions: [aRevision({ title: mixed, blocks }), aRevision({ revision: 2, ...facts })],
  feeds: [
    aFeed({ name: mixed, polling: aPollingState({ failures: 2, lastError: longWord, days }) }),
    aFeed({ url: `https://news.example/${'very/long/'.repeat(20)}feed.xml` }),
  ],
});

describe.runIf(hasBrowser)('texts that are hard to set', () => {
  let browser: Browser;
  let server: ViewerServer;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    server = await serveViewer(reading);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  describe.each(looks.filter(({ name }) => name.includes('narrow')))(
    '$name',
    ({ name, ...look }) => {
      let context: BrowserContext;
      beforeAll(async () => {
        context = await browser.newContext(look);
      });
      afterAll(() => context?.close());
      const open = (view: string) => openIn(context, `${server.url}${view}`);

      it.each([
        ['front', '/'],
        ['search', '/?q=iPhone'],
        ['day', '/?day=2026-01-05&language=ar'],
        ['story', '/stories/s1'],
        ['article', '/articles/a1'],
        ['sources', '/sources'],
        ['source', '/sources/f1'],
        ['nowhere', '/nowhere'],
      ])('%s fits, keeps directions and is accessible', async (view, path) => {
        const page = await open(path);
        await picture(page, `odd-${view}-${name}`);
        expect(await flawsOf(page)).toEqual(noFlaws);
        await page.close();
      });
    },
  );

  it('is printed without what cannot be clicked on paper', async () => {
    const page = await browser.newPage();
    await page.goto(server.url);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.masthead search').isVisible()).toBe(false);
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('.card').first().isVisible()).toBe(true);
    await page.close();
  });
});
