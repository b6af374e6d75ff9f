import { describe, expect, it } from 'vitest';
import { linkTask } from '../../../shared/messages.ts';
import { linkTaskOf } from '../../../shared/pipeline/linking/link-tasks.ts';
import { anArticle } from '../../builders/an-article.ts';

describe('the link task of a stored version', () => {
  it('says which version, in the group of which language, and which feed brought it', () => {
    const feedId = 'f00000000000000000001' as never;
    const article = anArticle({ revision: 2, language: 'ar', feedId });
    const { articleId } = article;

    expect(linkTaskOf(article)).toEqual({
      ...{ version: 1, kind: 'article', articleId, revision: 2, language: 'ar', feedId },
    });
    expect(linkTask.safeParse(linkTaskOf(article)).success).toBe(true);
  });
});
