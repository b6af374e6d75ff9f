import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newsroomWeb } from '../../local/newsroom/newsroom-web.ts';
import { newsroomTruth } from '../../local/newsroom/truth.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { s3RawPages } from '../../shared/adapters/s3/raw-pages.ts';
import { type NewsClient, newsClient } from '../../shared/client/news-client.ts';
import type { Article, ArticleRecord } from '../../shared/model/article.ts';
import { extractorVersion } from '../../shared/page/extractor-version.ts';
import type { ArchivedPage } from '../../shared/ports/store-walk.ts';
import { type TableName, tables } from '../../shared/tables.ts';
import { itemJudge } from '../docs/item-schemas.ts';
import { aPipeline, type Pipeline } from './a-pipeline.ts';
import { findingsIn } from './findings-in.ts';
import { changesIn, readTables } from './table-contents.ts';

const today = new Date('2030-05-05T10:00:00.000Z');
const truth = newsroomTruth({ today, phase: 2 });
const withOutcome = (outcome: string) =>
  truth.pages.filter(({ expected }) => expected.outcome === outcome);

const articleOf = (record: ArticleRecord | undefined): Article | undefined =>
  record?.state === 'live' || record?.state === 'removed' ? record : undefined;

/** Of many checks, the share that holds; with those that do not, for who reads a failure. */
function share(checks: readonly { readonly url: string; readonly holds: boolean }[]) {
  const broken = checks.filter(({ holds }) => !holds).map(({ url }) => url);
  return { share: 1 - broken.length / checks.length, broken };
}

describe('two days of the sample newsroom', () => {
  let pipeline: Pipeline;
  let client: NewsClient;
  let articles: Map<string, Article | undefined>;

  beforeAll(async () => {
    const day1 = newsroomWeb({ today, phase: 1 });
    pipeline = await aPipeline(day1.feeds);
    await pipeline.run('2030-05-05T10:00:00.000Z', day1);
    await pipeline.run('2030-05-06T10:00:00.000Z', newsroomWeb({ today, phase: 2 }));
    // A page that is gone is looked for again a day later.
    await pipeline.revisit('2030-05-07T10:10:00.000Z');
    const { clients, names } = pipeline.services;
    client = newsClient({ dynamo: documentClient(clients.dynamo), tables: names.tables });
    articles = new Map(
      await Promise.all(
        truth.pages.map(
          async ({ url }) => [url, articleOf(await client.articleByUrl(url))] as const,
        ),
      ),
    );
  });
  afterAll(() => pipeline?.stop());

  it('stores every article that there is, and no other page', async () => {
    const stored = withOutcome('stored').map(({ url }) => ({
      url,
      holds: articles.get(url)?.state === 'live',
    }));
    const others = withOutcome('discarded').map(({ url }) => ({
      url,
      holds: articles.get(url) === undefined,
    }));

    expect(share([...stored, ...others])).toEqual({ share: 1, broken: [] });
  });

  it('leaves nothing in the tables that must not be there, and nothing out', async () => {
    expect(await findingsIn(pipeline.services)).toEqual([]);
  });

  it('knows title and language of at least 97 of 100', () => {
    const checks = withOutcome('stored').map(({ url, title, language }) => {
      const article = articles.get(url);
      return { url, holds: article?.title === title && article.language.startsWith(language) };
    });

    const { share: right, broken } = share(checks);
    expect(right, broken.join('\n')).toBeGreaterThanOrEqual(0.97);
  });

  it('keeps the facts and no text of what its publisher reserves', async () => {
    const reserved = truth.pages.filter(({ expected }) => 'asFacts' in expected);
    const { revisions } = await readTables(pipeline.services);

    const { clients, names } = pipeline.services;
    const archived: ArchivedPage[] = [];
    for await (const pages of s3RawPages(clients.s3, names.bucket).rawPages())
      archived.push(...pages);

    expect(reserved.length).toBeGreaterThan(0);
    expect(archived.length).toBeGreaterThan(50);
    for (const { url, title, body = [] } of reserved) {
      const article = articles.get(url);
      expect(article).toMatchObject({ title, lead: '', rights: { withheld: ['tdm'] } });
      const own = revisions.filter(({ articleId }) => articleId === article?.articleId);
      expect(own.map(({ rawKey }) => rawKey)).toEqual([undefined]);
      expect(archived.filter(({ articleId }) => articleId === article?.articleId)).toEqual([]);
      for await (const { blocks } of client.revisions(article?.articleId ?? ('' as never)))
        expect(blocks).toEqual([]);
      expect(JSON.stringify(article)).not.toContain(body[0]);
    }
  });

  it('says of each discarded page why', async () => {
    const { articles: items } = await readTables(pipeline.services);
    const reasons = new Map(items.map(({ url, reason }) => [url, reason]));

    for (const { url, expected } of withOutcome('discarded'))
      expect(reasons.get(url), url).toBe('reason' in expected ? expected.reason : undefined);
  });

  it('leads every address of one article to it', () => {
    for (const { url, expected } of withOutcome('alias'))
      expect('of' in expected && articles.get(url)?.url, url).toBe(
        'of' in expected && articles.get(expected.of)?.url,
      );
  });

  it('keeps a correction and a removal as revisions', async () => {
    const { revisions } = await readTables(pipeline.services);
    const kinds = new Set(revisions.map(({ kind }) => kind));

    expect(kinds).toContain('first');
    expect(kinds).toContain('correction');
    expect(kinds).toContain('removed');
    for (const { url } of withOutcome('removed'))
      expect(articles.get(url), url).toMatchObject({ state: 'removed' });
  });

  it('links the copies of a wire report to each other', async () => {
    const copies = truth.pages.filter(({ role, of }) => role === 'copy' && of !== undefined);
    const checks = await Promise.all(
      copies.map(async ({ url, of = '' }) => {
        const [copy, original] = [articles.get(url), articles.get(of)];
        let holds = false;
        if (copy !== undefined)
          for await (const { kind, otherId } of client.links(copy.articleId))
            holds ||= kind === 'copy' && otherId === original?.articleId;
        return { url, holds };
      }),
    );

    expect(checks.length).toBeGreaterThan(2);
    const { share: found, broken } = share(checks);
    expect(found, broken.join('\n')).toBeGreaterThanOrEqual(0.66);
  });

  it('stores each link from both ends, and one of a page where a version of it points to', async () => {
    const { links, articles, revisions } = await readTables(pipeline.services);
    const ends = new Set(
      links.map(({ articleId, otherId, kind }) => `${articleId} ${otherId} ${kind}`),
    );
    const aliases = new Map(articles.map(({ articleId, aliasOf }) => [articleId, aliasOf]));
    const pointed = new Set(
      revisions.flatMap(({ articleId, pointsTo = [] }) =>
        (pointsTo as string[]).flatMap((id) =>
          [id, aliases.get(id)].map((target) => `${target} ${articleId}`),
        ),
      ),
    );

    expect(pointed.size).toBeGreaterThan(0);
    for (const { articleId, otherId, kind } of links)
      if (kind === 'on-page') expect(pointed).toContain(`${articleId} ${otherId}`);
      else expect(ends).toContain(`${otherId} ${articleId} ${kind}`);
  });

  it('stores no item that its published schema does not allow', async () => {
    const judge = itemJudge();
    const contents = await readTables(pipeline.services);
    const problems = (Object.keys(tables) as TableName[]).flatMap((table) =>
      contents[table].flatMap((item) => judge(table, item)),
    );
    expect(problems.slice(0, 5)).toEqual([]);
    expect(changesIn(contents).length).toBeGreaterThanOrEqual(contents.revisions.length);
  });

  it('asks for no page again that has not changed, on the same day', async () => {
    const before = new Map(pipeline.web.requests);

    await pipeline.run('2030-05-06T10:05:00.000Z', newsroomWeb({ today, phase: 2 }));

    expect(new Map(pipeline.web.requests)).toEqual(before);
  });

  it('reads every archived page as it did the first time, whatever its encoding and its feed', async () => {
    const { clients, names, queueUrls } = pipeline.services;
    const dynamo = documentClient(clients.dynamo);
    const before = await readTables(pipeline.services);
    const archived = before.articles.filter(({ state, rawKey }) => state === 'live' && rawKey);
    for (const { articleId } of archived) {
      await dynamo.send(
        new UpdateCommand({
          ...{ TableName: names.tables.articles, Key: { articleId } },
          UpdateExpression: 'SET extractorVersion = :older',
          ExpressionAttributeValues: { ':older': extractorVersion - 1 },
        }),
      );
      const MessageBody = JSON.stringify({ version: 1, articleId });
      await clients.sqs.send(
        new SendMessageCommand({ QueueUrl: queueUrls.queues.replays, MessageBody }),
      );
    }

    await pipeline.deliver('2030-05-08T10:00:00.000Z');

    expect(archived.length).toBeGreaterThan(50);
    expect(await readTables(pipeline.services)).toEqual(before);
    const kinds = pipeline.outcomes.flatMap(({ step, kind }) =>
      step === 'replay-article' ? kind : [],
    );
    expect(kinds).toEqual(archived.map(() => 'confirmed'));
  });

  it('sets a message aside that is no task, with its reason', async () => {
    const { clients, queueUrls } = pipeline.services;
    const QueueUrl = queueUrls.queues.articles;
    await clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"version":1}' }));

    await pipeline.run('2030-05-06T10:06:00.000Z', newsroomWeb({ today, phase: 2 }));

    expect(await pipeline.quarantined()).toMatchObject([
      { step: 'fetch-article', code: 'invalid-task', body: '{"version":1}' },
    ]);
  });
});
