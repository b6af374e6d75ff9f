import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import type { Article } from '../../../shared/model/article.ts';
import { exportChangedDays } from '../../../shared/pipeline/export/export-changed-days.ts';
import { type ExportPorts, exportDay } from '../../../shared/pipeline/export/export-day.ts';
import { aStoredArticle } from '../../builders/a-story.ts';

const text = 'The bridge reopened on Monday.';

/** What an export of these articles needs, and the files that it leaves. */
function portsOf(...articles: readonly ReturnType<typeof aStoredArticle>[]) {
  const files = new Map<string, Uint8Array>();
  const ports: ExportPorts = {
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
  };
  return { files, ports };
}

/** The rows of an export of these articles, in JSON Lines. */
async function exported(...articles: readonly ReturnType<typeof aStoredArticle>[]) {
  const { files, ports } = portsOf(...articles);
  await exportDay('2026-01-05', ['jsonl'], ports);
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

it('goes on until all days that were changed are exported, and keeps where it stands', async () => {
  const { files, ports } = portsOf();
  const asked: string[] = [];
  const outcome = await exportChangedDays({
    ...{ ...ports, formats: ['jsonl'], since: 'first' },
    changed: {
      async since(cursor) {
        asked.push(cursor);
        const isFirst = cursor === 'first';
        const [day, next] = isFirst ? ['2026-01-04', 'second'] : ['2026-01-05', 'third'];
        return { days: [day], cursor: next, more: isFirst };
      },
    },
  });
  expect(asked).toEqual(['first', 'second']);
  expect(outcome).toEqual({ kind: 'exported', days: 2, rows: 0, more: false });
  const kept = Buffer.from(files.get('v1/cursor.json') ?? []).toString();
  expect(JSON.parse(kept)).toEqual({ cursor: 'third' });
});
