import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../shared/invariants/finding.ts';
import { examineArchive } from '../../../shared/pipeline/doctor/examine-archive.ts';
import type { ArchivedPage } from '../../../shared/ports/store-walk.ts';
import { articleIdOf } from '../../../shared/url/ids.ts';
import { anArticle, aRevision, aUrl } from '../../builders/an-article.ts';

const now = () => new Date('2026-01-07T10:00:00.000Z');
const url = (name: string) => aUrl(`https://news.example/${name}`);
const aPage = (name: string, storedAt = '2026-01-05T10:00:00.000Z'): ArchivedPage => ({
  key: `raw/${name}`,
  articleId: articleIdOf(url(name)),
  storedAt: new Date(storedAt),
});

/** Examines these pages, where the articles of these names are stored and name theirs. */
async function examine(pages: readonly ArchivedPage[], stored: readonly string[], known: string[]) {
  const asked: number[] = [];
  const looked: string[] = [];
  const ports = {
    now,
    walk: {
      async *rawPages() {
        yield pages;
      },
    },
    articles: {
      findMany: async (ids: readonly string[]) => {
        asked.push(ids.length);
        const all = stored.map((name) =>
          anArticle({ canonicalUrl: url(name), rawKey: `raw/${name}`, revision: 2 }),
        );
        return all.filter(({ articleId }) => ids.includes(articleId));
      },
    },
    revisions: {
      find: async (_id: string, revision: number) => {
        looked.push(`${revision}`);
        return aRevision({ rawKey: `raw/version ${revision}` });
      },
    },
  };
  const found: Finding[] = [];
  for await (const finding of examineArchive(ports, new Set(known))) found.push(finding);
  return { asked, looked, about: found.map(({ about }) => about) };
}

describe('looking through the archive', () => {
  it('asks for no article that is known to name its page, and once for all others', async () => {
    const pages = ['known', 'stored', 'lost'].map((name) => aPage(name));
    expect(await examine(pages, ['stored'], ['raw/known'])).toEqual({
      ...{ asked: [2], looked: ['1', '2', '3', '4', '5'], about: ['raw/lost'] },
    });
  });

  it('looks at the versions of an article for a page that its last one does not name', async () => {
    const { articleId } = aPage('stored');
    const old = { ...aPage('version 1'), ...(articleId && { articleId }) };
    const nobodys = { ...aPage('version 9'), ...(articleId && { articleId }) };
    expect(await examine([old], ['stored'], [])).toMatchObject({ looked: ['2', '1'], about: [] });
    expect((await examine([nobodys], ['stored'], [])).about).toEqual(['raw/version 9']);
  });

  it('leaves the page of a version that a try has left which died before it saved the article', async () => {
    const { articleId } = aPage('stored');
    const next = { ...aPage('version 3'), ...(articleId && { articleId }) };
    expect((await examine([next], ['stored'], [])).about).toEqual([]);
    expect((await examine([next], [], [])).about).toEqual([]);
  });

  it('passes over what is not a day old', async () => {
    const pages = [
      aPage('young', '2026-01-06T10:00:00.000Z'),
      aPage('old', '2026-01-06T09:59:59.000Z'),
    ];
    expect((await examine(pages, [], [])).about).toEqual(['raw/old']);
  });
});
