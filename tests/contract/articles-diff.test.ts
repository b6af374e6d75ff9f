import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runNewsloom } from '../../cli/run-newsloom.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoRevisionStore } from '../../shared/adapters/dynamo/revision-store.ts';
import { aWorld, storeOn } from '../builders/a-world.ts';
import { anArticle, aParagraph, aRevision } from '../builders/an-article.ts';
import { withServices } from './with-services.ts';

const services = withServices();
let [out, err] = ['', ''];

const now = () => new Date();
const world = aWorld({
  out: (text) => {
    out += text;
  },
  err: (text) => {
    err += text;
  },
  openStore: async () => storeOn(services, now),
});
const run = (line: string) => runNewsloom(line.split(' '), world);

const url = 'https://news.example/a';
const same = 'The mayor of Halden walked across it with a school class.';

beforeAll(async () => {
  const { dynamo, names } = services;
  const articles = dynamoArticleStore(dynamo, names.tables.articles);
  const revisions = dynamoRevisionStore(dynamo, names.tables.revisions);
  await articles.save(anArticle({ revision: 4, state: 'removed' }), 0);
  const blocks = (day: string) => [aParagraph(`The bridge reopened on ${day}.`), aParagraph(same)];
  await revisions.create(aRevision({ blocks: blocks('Monday') }));
  await revisions.create(
    aRevision({
      ...{ revision: 2, kind: 'silent-edit', blocks: blocks('Tuesday') },
      ...{ title: 'Bridge reopens at last', edit: { inserted: 1, deleted: 1 } },
    }),
  );
  // A number that was taken by a worker that died is missing.
  await revisions.create(
    aRevision({ revision: 4, kind: 'headline', cause: 'extractor', blocks: blocks('Tuesday') }),
  );
  const other = anArticle({ canonicalUrl: 'https://news.example/once' as never });
  await articles.save(other, 0);
  await revisions.create(aRevision({ articleId: other.articleId }));
});
beforeEach(() => {
  [out, err] = ['', ''];
});

describe('newsloom articles diff', () => {
  it('shows what was changed between two versions', async () => {
    expect(await run(`articles diff ${url} --from 1 --to 2`)).toBe(0);
    expect(out).toBe(
      [
        ...['Bridge reopens at last', 'revision 1 of 2026-01-05 10:00'],
        ...['revision 2 of 2026-01-05 10:00  another text, and nothing says so', ''],
        ...['headline', '  Bridge reopens{+ at last+}', 'text'],
        ...['~ The bridge reopened on [-Monday-]{+Tuesday+}.', '  … 1 paragraph the same', ''],
        '1 word more, 1 fewer\n',
      ].join('\n'),
    );
  });

  it('compares the last version with the one before, and says whose doing it is', async () => {
    expect(await run(`articles diff ${url}`)).toBe(0);
    expect(out).toContain('revision 2 of');
    expect(out).toContain('revision 4 of');
    expect(out).toContain('a newer extractor reads it');
    expect(out).toContain('the text is the same');
  });

  it('tells a program the same', async () => {
    expect(await run(`articles diff ${url} --from 1 --to 2 --json`)).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      ...{ url, from: { revision: 1 }, to: { revision: 2, kind: 'silent-edit' } },
      title: [{ kind: 'same' }, { kind: 'inserted', text: ' at last' }],
      lines: [{ kind: 'changed' }, { kind: 'same', text: same }],
    });
    expect(JSON.parse(out).to).not.toHaveProperty('blocks');
  });

  it.each([
    [`articles diff ${url} --to 3`, 1, 'there is: 1 (first), 2 (silent-edit), 4 (headline)'],
    ['articles diff https://news.example/once', 1, 'nothing was changed yet'],
    ['articles diff https://news.example/unknown', 1, 'no article'],
    [`articles diff ${url} --from zero`, 2, 'whole number'],
  ])('says what is wrong with: %s', async (line, code, words) => {
    expect(await run(line)).toBe(code);
    expect(err).toContain(words);
  });
});
