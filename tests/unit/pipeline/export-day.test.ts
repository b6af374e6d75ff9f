import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Article } from '../../../shared/model/article.ts';
import { exportDay } from '../../../shared/pipeline/export-day.ts';
import { aStoredArticle } from '../../builders/a-story.ts';

const text = 'The bridge reopened on Monday.';

/** The rows of an export of these articles, in JSON Lines. */
async function exported(...articles: readonly ReturnType<typeof aStoredArticle>[]) {
  const files = new Map<string, Uint8Array>();
  await exportDay('2026-01-05', ['jsonl'], {
    source: {
      async *articlesOf() {
        yield articles.map((one) => ({ ...one, links: [] }));
      },
      async *storiesOf() {},
    },
    files: {
      get: async (path) => files.get(path),
      put: async (path, bytes) => void files.set(path, bytes),
      list: async () => [],
      remove: async () => {},
    },
    now: () => new Date('2026-01-06T00:00:00.000Z'),
  });
  const [articlesFile] = [...files].filter(([path]) => path.endsWith('.jsonl.gz'));
  const lines = gunzipSync(articlesFile?.[1] ?? new Uint8Array())
    .toString()
    .trim()
    .split('\n');
  return lines.map((line): Record<string, unknown> => JSON.parse(line));
}

it('exports no text that its publisher reserves, though the table should hold it still', async () => {
  const told = aStoredArticle('https://a.example/a', { text });
  const reserved = aStoredArticle('https://b.example/b', { text });
  const rights: Article['rights'] = { ...reserved.article.rights, withheld: ['tdm'] };
  const [open, withheld] = await exported(told, {
    ...reserved,
    article: { ...reserved.article, rights },
  });
  expect(open).toMatchObject({ text });
  expect(withheld).toMatchObject({ articleId: reserved.article.articleId });
  expect(withheld).not.toHaveProperty('text');
});
