import { describe, expect, it } from 'vitest';
import { newsroomWeb } from '../../../local/newsroom/newsroom-web.ts';
import { newsroomTruth } from '../../../local/newsroom/truth.ts';
import { dynamoChangeLog } from '../../../shared/adapters/dynamo/change-log.ts';
import { defaultRightsPolicy } from '../../../shared/config/rights-policy.ts';
import {
  type FetchArticlePorts,
  fetchArticle,
} from '../../../shared/pipeline/articles/fetch-article.ts';
import { canonicalUrl } from '../../../shared/url/canonical-url.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { aChangeTable } from '../../builders/a-change-table.ts';
import {
  memoryArticleStore,
  memoryRawArchive,
  memoryRevisionStore,
} from '../../builders/memory-articles.ts';

const moment = { today: new Date('2030-05-05T10:00:00.000Z'), phase: 1 } as const;
const site = newsroomWeb(moment);
const { pages } = newsroomTruth(moment);

/** How outlets own up to a mistake. */
const notes = {
  en: 'Correction: an earlier version of this article gave the wrong number of people who were hurt.',
  ar: 'تصحيح: ذكرت نسخة سابقة من هذا الخبر رقماً خاطئاً لعدد المصابين في الحادث.',
  fr: 'Correction : une version précédente de cet article donnait un mauvais nombre de blessés.',
  fa: 'اصلاحیه: در نسخه پیشین این خبر شمار زخمی‌ها نادرست آمده بود.',
  ru: 'Исправление: в предыдущей версии этой статьи было указано неверное число пострадавших.',
  zh: '更正：本文早前版本误报了受伤人数，现已改正，特此向读者致歉。',
} as const;

/** A page of the sample newsroom in a language, and its last paragraph. */
async function aPageIn(language: string) {
  for (const { url, body = [], ...page } of pages) {
    if (page.language !== language) continue;
    const found = await site.lookup(new URL(url), 1);
    const html = new TextDecoder().decode(found?.body);
    const last = body.at(-1) ?? '';
    if (last !== '' && html.includes(`${last}</p>`)) return { url, html, last };
  }
  throw new Error(`the newsroom has no page in ${language}`);
}

function aWorld() {
  const articles = memoryArticleStore();
  const log = aChangeTable(articles.records, async () => {});
  const ports: Omit<FetchArticlePorts, 'fetch'> = {
    ...{ articles, revisions: memoryRevisionStore(), raw: memoryRawArchive() },
    changes: dynamoChangeLog(log.client, { changes: 'changes', articles: 'articles' }),
    sendLinkTasks: async () => {},
    deferTask: async () => {},
    rights: defaultRightsPolicy,
    now: () => new Date('2030-05-05T12:00:00.000Z'),
  };
  return (url: string, html: string) =>
    fetchArticle(
      { version: 1, articleId: articleIdOf(canonicalUrl(url, url) as never), url, entry: {} },
      {
        ...ports,
        fetch: async () => ({
          kind: 'answered',
          response: {
            ...{ status: 200, finalUrl: url, redirects: [], body: Buffer.from(html) },
            headers: { 'content-type': 'text/html; charset=utf-8' },
          },
        }),
      },
    );
}

describe('an edit of a page', () => {
  it.each(Object.entries(notes))(
    'is a correction where a note says so, in %s',
    async (language, note) => {
      const { url, html, last } = await aPageIn(language);
      const sees = aWorld();
      await sees(url, html);

      const corrected = html.replace(`${last}</p>`, `${last.slice(0, -3)}14.</p><p>${note}</p>`);
      expect(await sees(url, corrected)).toMatchObject({ kind: 'stored', change: 'correction' });
    },
  );

  it.each(Object.keys(notes))('is a silent edit where nothing says so, in %s', async (language) => {
    const { url, html, last } = await aPageIn(language);
    const sees = aWorld();
    await sees(url, html);

    const edited = html.replace(`${last}</p>`, `${last.slice(0, -3)}14.</p>`);
    expect(await sees(url, edited)).toMatchObject({ kind: 'stored', change: 'silent-edit' });
  });
});
