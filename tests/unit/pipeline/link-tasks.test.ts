import { describe, expect, it } from 'vitest';
import { linkTask } from '../../../shared/messages.ts';
import { linkTasksOf } from '../../../shared/pipeline/link-tasks.ts';
import { anArticle, aUrl } from '../../builders/an-article.ts';

const related = [
  { url: aUrl('https://news.example/b'), title: 'Ferry stops', teaser: 'The ferry stops…' },
  { url: aUrl('https://news.example/c'), title: 'Toll returns' },
];

describe('the link tasks of a stored version', () => {
  it('link the article first, then each story that its page points to', () => {
    expect(linkTasksOf(anArticle({ related }))).toMatchObject([
      { kind: 'article', revision: 1, language: 'en' },
      { kind: 'related', target: { url: 'https://news.example/b', teaser: 'The ferry stops…' } },
      { kind: 'related', target: { url: 'https://news.example/c', title: 'Toll returns' } },
    ]);
  });

  it('leave out what the version before pointed to, and the page itself', () => {
    const self = { url: aUrl(), title: 'Bridge reopens' };
    const before = anArticle({ related: related.slice(0, 1) });

    const tasks = linkTasksOf(anArticle({ revision: 2, related: [...related, self] }), before);

    expect(tasks.map(({ kind }) => kind)).toEqual(['article', 'related']);
    expect(tasks[1]).toMatchObject({ target: { url: 'https://news.example/c' } });
  });

  it('are tasks that link-article accepts, however long the teaser', () => {
    const long = [{ url: aUrl('https://news.example/b'), title: 'ن'.repeat(9000) }];

    for (const task of linkTasksOf(anArticle({ related: long })))
      expect(linkTask.safeParse(task).success).toBe(true);
  });
});
