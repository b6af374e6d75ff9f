import { GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { itemOf as articleItemOf } from '../../shared/adapters/dynamo/article-item.ts';
import { dynamoArticleStore } from '../../shared/adapters/dynamo/article-store.ts';
import { dynamoEraser } from '../../shared/adapters/dynamo/eraser.ts';
import { dynamoStoryMembers } from '../../shared/adapters/dynamo/story-members.ts';
import { recordWithoutText } from '../../shared/article/rights.ts';
import { ConcurrentWriteError, CorruptItemError } from '../../shared/errors.ts';
import type { Article, NonArticle, Tombstone } from '../../shared/model/article.ts';
import type { FeedId, StoryId } from '../../shared/model/ids.ts';
import { articleIdOf, storyIdOf } from '../../shared/url/ids.ts';
import { anArticle, aUrl } from '../builders/an-article.ts';
import { withServices } from './with-services.ts';

const services = withServices();
const table = () => services.names.tables.articles;
const store = () => dynamoArticleStore(services.dynamo, table());

let last = 0;
/** An article that no other test of this file has. */
const another = (overrides: Partial<Article> = {}) =>
  anArticle({ canonicalUrl: aUrl(`https://news.example/${++last}`), ...overrides });

const rawItem = async ({ articleId }: Article) =>
  (await services.dynamo.send(new GetCommand({ TableName: table(), Key: { articleId } }))).Item;

describe('articles in DynamoDB', () => {
  it('come back as they were saved', async () => {
    const full = another({
      feedId: 'f1' as FeedId,
      section: 'World',
      dateline: { place: 'واشنطن', agency: 'AFP' },
      related: [{ url: aUrl('https://news.example/b'), title: 'Ferry stops' }],
      rights: { robots: ['noai'], tdmReserved: true, paywalled: false },
      modifiedAt: '2026-01-05T09:30:00.000Z',
      liveblog: true,
      fromFeed: ['title'],
      mojibake: true,
    });

    await store().save(full, 0);

    expect(await store().find(full.articleId)).toEqual(full);
  });

  it('are not there before they are saved', async () => {
    expect(await store().find(another().articleId)).toBeUndefined();
  });

  it('are created once', async () => {
    const article = another();
    await store().save(article, 0);

    await expect(store().save(article, 0)).rejects.toThrow(ConcurrentWriteError);
  });

  it('are replaced only by who has seen the stored revision', async () => {
    const article = another();
    await store().save(article, 0);
    await store().save({ ...article, revision: 2, title: 'New' }, 1);

    await expect(store().save({ ...article, revision: 2 }, 1)).rejects.toThrow(
      ConcurrentWriteError,
    );
    expect(await store().find(article.articleId)).toMatchObject({ revision: 2, title: 'New' });
  });

  it('lose what a new version no longer has', async () => {
    const article = another({
      ...{ section: 'World', correction: 'It was Tuesday.', mojibake: true },
      ...{ fromFeed: ['authors'], rights: { robots: ['noai'] } },
    });
    await store().save(article, 0);
    const { section: _section, correction: _correction, mojibake: _mojibake, ...rest } = article;
    const { fromFeed: _fromFeed, ...bare } = { ...rest, rights: { robots: [] } };

    await store().save({ ...bare, revision: 2 }, 1);

    expect(await store().find(article.articleId)).toEqual({ ...bare, revision: 2 });
  });

  it('have no rights where their page says nothing of any', async () => {
    const [silent, loud] = [another(), another({ rights: { robots: [], paywalled: false } })];
    for (const article of [silent, loud]) await store().save(article, 0);

    expect(await rawItem(silent)).not.toHaveProperty('rights');
    expect(await store().find(silent.articleId)).toEqual(silent);
    expect(await rawItem(loud)).toMatchObject({ rights: { paywalled: false } });
  });

  it('of a store that hashed texts otherwise are refused with what to do', async () => {
    const article = another();
    const Item = { ...articleItemOf(article), contentHash: 'c'.repeat(64) };
    await services.dynamo.send(new PutCommand({ TableName: table(), Item }));

    await expect(store().find(article.articleId)).rejects.toThrow(/earlier Newsloom.*anew/s);
  });

  it('keep the story that was set while a new version was on its way', async () => {
    const article = another();
    const story = { storyId: storyIdOf(article.articleId), linkedRevision: 1 };
    await store().save(article, 0);
    await store().setStory(article.articleId, story);

    await store().save({ ...article, revision: 2 }, 1);

    expect(await store().find(article.articleId)).toMatchObject({ revision: 2, ...story });
  });

  it('are not said to be linked up to an older version by a linker that comes late', async () => {
    const article = another();
    const { articleId } = article;
    const storyId = storyIdOf(articleId);
    await store().save({ ...article, revision: 3 }, 0);
    await store().setStory(articleId, { storyId, linkedRevision: 3 }, { storyId: undefined });

    const late = store().setStory(articleId, { storyId, linkedRevision: 2 }, { storyId });
    await expect(late).rejects.toThrow(ConcurrentWriteError);
    await store().setStory(articleId, { storyId, linkedRevision: 3 }, { storyId });
    expect(await store().find(articleId)).toMatchObject({ linkedRevision: 3 });
  });

  it('get no story before they exist', async () => {
    const { articleId } = another();

    await expect(
      store().setStory(articleId, { storyId: storyIdOf(articleId), linkedRevision: 1 }),
    ).rejects.toThrow();
    expect(await store().find(articleId)).toBeUndefined();
  });

  it('take no note of who has seen another version of them', async () => {
    const article = another();
    await store().save(article, 0);
    await store().save({ ...article, revision: 2 }, 1);

    const late = store().note(article.articleId, { goneSince: '2026-01-06T10:00:00.000Z' }, 1);

    await expect(late).rejects.toThrow(ConcurrentWriteError);
    expect(await store().find(article.articleId)).toEqual({ ...article, revision: 2 });
  });

  it('are found many at a time, across the limit of a batch', async () => {
    const articles = Array.from({ length: 130 }, () => another());
    await Promise.all(articles.map((article) => store().save(article, 0)));
    const ids = articles.map(({ articleId }) => articleId);

    const found = await store().findMany([...ids, ...ids, another().articleId]);

    expect(found.map(({ articleId }) => articleId).toSorted()).toEqual(ids.toSorted());
  });

  it('stand in the index of the latest while they are live', async () => {
    const article = another({ publishedAt: '2031-05-06T07:08:09.000Z' });
    await store().save(article, 0);
    const { latestBucket } = (await rawItem(article)) ?? {};

    expect(latestBucket).toMatch(/^2031-05-06T07#[0-3]$/);
    const { Items } = await services.dynamo.send(
      new QueryCommand({
        TableName: table(),
        IndexName: 'latest',
        KeyConditionExpression: 'latestBucket = :bucket',
        ExpressionAttributeValues: { ':bucket': latestBucket },
      }),
    );
    expect(Items).toMatchObject([{ articleId: article.articleId, title: article.title }]);

    await store().save({ ...article, state: 'removed', revision: 2 }, 1);
    expect(await rawItem(article)).not.toHaveProperty('latestBucket');
  });
});

describe('articles whose text is withheld', () => {
  it('hold no sentence of it any more, and come back as they were saved', async () => {
    const secret = 'The bridge reopened on Monday.';
    const teaser = { url: aUrl('https://news.example/b'), title: 'Ferry stops', teaser: secret };
    const article = another({
      ...{ lead: secret, correction: secret, related: [teaser] },
      rights: { robots: ['noai'], unavailableAfter: '2026-02-01T00:00:00.000Z' },
    });
    await store().save(article, 0);
    const withheld = { ...recordWithoutText(article, ['noai', 'tdm']), revision: 2 };
    await store().save(withheld, 1);

    expect(await store().find(article.articleId)).toEqual(withheld);
    expect(JSON.stringify(await rawItem(article))).not.toContain(secret);
    expect(await rawItem(article)).not.toHaveProperty('rawKey');
  });
});

describe('articles of a story that becomes part of another', () => {
  const members = () => dynamoStoryMembers(services.dynamo, table());
  const [from, into, third] = [1, 2, 3].map((nth) =>
    storyIdOf(articleIdOf(aUrl(`https://stories.example/${nth}`))),
  ) as [StoryId, StoryId, StoryId];
  const at = '2026-01-05T12:00:00.000Z';
  const move = ({ articleId }: Article) => members().move(articleId, { from, into, at });
  const linked = async (storyId?: StoryId) => {
    const article = another();
    await store().save(article, 0);
    if (storyId) await store().setStory(article.articleId, { storyId, linkedRevision: 1 });
    return article;
  };

  it('move with it, those too that are on their way into it', async () => {
    for (const article of [await linked(from), await linked()]) {
      expect(await move(article)).toBe(true);
      expect(await store().find(article.articleId)).toMatchObject({ storyId: into, movedAt: at });
    }
  });

  it('stay where they are when they have left it meanwhile, or are no articles', async () => {
    const left = await linked(third);
    const unknown = another();

    expect([await move(left), await move(unknown)]).toEqual([false, false]);

    expect(await store().find(left.articleId)).toMatchObject({ storyId: third });
    expect(await store().find(unknown.articleId)).toBeUndefined();
  });
});

describe('the tombstone of an article that was taken down', () => {
  const eraser = () => dynamoEraser(services.dynamo, services.names.tables);
  const tombstoneOf = ({ articleId, url, site }: Article): Tombstone => ({
    ...{ articleId, url, site, state: 'taken-down', takenDownBy: 'operator' },
    ...{ takedownReason: 'asked for', takenDownAt: '2026-01-06T10:00:00.000Z' },
    changedAt: '2026-01-06T10:00:00.000Z',
  });

  it('is put only where its article is as it was seen', async () => {
    const article = another();
    const tombstone = tombstoneOf(article);
    await store().save(article, 0);
    await store().save({ ...article, revision: 2 }, 1);

    for (const seen of [undefined, article])
      await expect(eraser().bury(tombstone, seen)).rejects.toThrow(ConcurrentWriteError);

    expect(await store().find(article.articleId)).toMatchObject({ state: 'live', revision: 2 });
  });

  it('stays whatever was on its way when it was put there', async () => {
    const article = another();
    const { articleId, url } = article;
    const storyId = storyIdOf(articleId);
    await eraser().bury(tombstoneOf(article), undefined);
    const before = await rawItem(article);

    const late = [
      store().save(article, 0),
      store().save({ ...article, revision: 2 }, 1),
      store().note(articleId, { goneSince: '2026-01-06T11:00:00.000Z' }, 1),
      store().setStory(articleId, { storyId, linkedRevision: 1 }),
    ];
    for (const one of late) await expect(one).rejects.toThrow(ConcurrentWriteError);
    await store().saveNonArticle({
      ...{ articleId, url, state: 'discarded', reason: 'gone', detail: 'x' },
      discardedAt: '2026-01-06T11:00:00.000Z',
    });
    const ends = { from: storyId, into: storyId, at: '2026-01-06T11:00:00.000Z' };
    expect(await dynamoStoryMembers(services.dynamo, table()).move(articleId, ends)).toBe(false);

    expect(await rawItem(article)).toEqual(before);
  });
});

describe('addresses without an article', () => {
  const discarded = ({ articleId, url }: Article): NonArticle => ({
    articleId,
    state: 'discarded',
    url,
    reason: 'soft-404',
    detail: 'x',
    discardedAt: '2026-01-05T10:00:00.000Z',
  });

  it('come back as they were saved, and expire after thirty days', async () => {
    const article = another();
    await store().saveNonArticle(discarded(article));

    expect(await store().find(article.articleId)).toEqual(discarded(article));
    expect((await rawItem(article))?.['expiresAt']).toBe(Date.parse('2026-02-04T10:00:00Z') / 1000);
  });

  it('become articles when there is one after all', async () => {
    const article = another();
    await store().saveNonArticle(discarded(article));

    await store().save(article, 0);

    expect(await store().find(article.articleId)).toEqual(article);
    expect(await rawItem(article)).not.toHaveProperty('expiresAt');
  });

  it('never overwrite an article', async () => {
    const article = another();
    await store().save(article, 0);

    await store().saveNonArticle(discarded(article));
    await store().saveNonArticle({
      ...{ articleId: article.articleId, state: 'alias', url: article.url },
      aliasOf: articleIdOf(aUrl()),
    });

    expect(await store().find(article.articleId)).toEqual(article);
  });

  it('leave alone where an address led to, though nothing is to be had there any more', async () => {
    const { articleId, url, ...rest } = another();
    const alias = { articleId, state: 'alias', url, aliasOf: articleIdOf(aUrl()) } as const;
    await store().saveNonArticle(alias);
    await store().saveNonArticle(discarded({ articleId, url, ...rest }));
    expect(await store().find(articleId)).toEqual(alias);

    const elsewhere = { ...alias, aliasOf: articleIdOf(aUrl('https://news.example/moved')) };
    await store().saveNonArticle(elsewhere);
    expect(await store().find(articleId)).toEqual(elsewhere);
  });
});

it('says which item is not as the table promises, and what is wrong with it', async () => {
  const article = another();
  await store().save({ ...article, publishedAt: 'yesterday' }, 0);

  const found = store().find(article.articleId);

  await expect(found).rejects.toThrow(CorruptItemError);
  await expect(found).rejects.toThrow(`item ${article.articleId} of table`);
  await expect(found).rejects.toThrow('publishedAt');
});
