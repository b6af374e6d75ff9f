import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { newsroomWeb } from '../../local/newsroom/newsroom-web.ts';
import type { Services } from '../../local/services/start-services.ts';
import type { WebWithFeeds } from '../../local/web/web-content.ts';
import { documentClient } from '../../shared/adapters/dynamo/document-client.ts';
import { s3RawArchive } from '../../shared/adapters/s3/raw-archive.ts';
import type { ArticleId } from '../../shared/model/ids.ts';
import type { Pipeline } from './a-pipeline.ts';
import { ageArticles } from './age-articles.ts';
import type { Round } from './crash-points.ts';
import type { CrashStage, Subjects } from './crash-steps.ts';
import { subscribe } from './hub-calls.ts';
import { readTables } from './table-contents.ts';
import { type TurningMoment, turningSite, withTurningOutlet } from './turning-outlet.ts';

const today = new Date('2030-05-05T10:00:00.000Z');

/** The feeds of the sample newsroom, of these hosts or of all, and of the outlet one of whose stories is split. */
export function feedsOf(hosts?: readonly string[]): string[] {
  const { feeds } = withTurningOutlet('told', newsroomWeb({ today, phase: 1 }));
  return feeds.filter((url) => hosts?.includes(new URL(url).hostname) ?? true);
}

/**
 * Days of the sample newsroom: published, corrected, swept, gone for good and read again.
 *
 * @param about slugs of the entries that its feeds are to list; without them all, and of another outlet
 *   those by which a story turns out to be two
 */
export function newsroomRounds(about?: readonly string[]): Round[] {
  const webAt = (phase: 1 | 2, moment: TurningMoment): WebWithFeeds => {
    const web = newsroomWeb({ today, phase });
    return about === undefined ? withTurningOutlet(moment, web) : listingOnly(web, about);
  };
  const [first, second, last] = [webAt(1, 'told'), webAt(2, 'turned'), webAt(2, 'grown')];
  const fetched = ['feeds', 'articles', 'links'] as const;
  const grown: Round = {
    ...{ name: 'grown', at: '2030-05-07T10:00:00.000Z', web: last },
    stages: ['poll', ...fetched],
  };
  return [
    {
      ...{ name: 'published', at: '2030-05-05T10:00:00.000Z', web: first },
      stages: ['poll', ...fetched],
    },
    {
      ...{ name: 'corrected', at: '2030-05-06T10:00:00.000Z', web: second },
      stages: ['poll', ...fetched],
    },
    {
      ...{ name: 'swept', at: '2030-05-06T11:00:00.000Z', web: second },
      ...{ prepare: askToMerge, stages: ['sweep', 'links'] },
    },
    ...(about === undefined ? [grown] : []),
    {
      ...{ name: 'gone', at: '2030-05-07T10:30:00.000Z', web: last },
      stages: ['revisit', 'articles', 'links'],
    },
    {
      ...{ name: 'read again', at: '2030-05-07T11:00:00.000Z', web: last },
      ...{ prepare: askToReplay, stages: ['replays', 'links'] },
    },
  ];
}

/** What happens after those days: an export, a hub's calls, a takedown and a doctor's visit. */
export function lateRounds(about?: readonly string[]): Round<CrashStage>[] {
  const { web } = newsroomRounds(about).at(-1) as Round;
  const feed = subjects.feed;
  return [
    {
      ...{ name: 'exported', at: '2030-05-07T11:30:00.000Z', web },
      stages: ['export days', 'export feeds'],
    },
    {
      ...{ name: 'subscribed', at: '2030-05-07T12:00:00.000Z', web },
      ...{ prepare: (pipeline) => subscribe(pipeline, feed) },
      stages: ['hub verifies', 'hub pushes', 'feeds', 'articles', 'links'],
    },
    {
      ...{ name: 'taken down', at: '2030-05-07T12:30:00.000Z', web },
      stages: ['take down', 'articles', 'links'],
    },
    {
      ...{ name: 'repaired', at: '2030-05-07T13:00:00.000Z', web },
      ...{ prepare: damage, stages: ['repair', 'links'] },
    },
  ];
}

/** Of the rounds above. */
export const subjects: Subjects = {
  takenDown: 'https://northmere-post.example/273886/storm-power.html',
  feed: 'https://northmere-post.example/feed.json',
};

/** What only a defect or a person would do: a version that was never linked, one that was not told, and a page of nobody's. */
async function damage({ services }: Pipeline): Promise<void> {
  const { clients, names } = services;
  const dynamo = documentClient(clients.dynamo);
  const { articles, changes } = await readTables(services);
  const [unlinked, untold] = articles.filter(({ state }) => state === 'live');
  await dynamo.send(
    new UpdateCommand({
      ...{ TableName: names.tables.articles, Key: { articleId: unlinked?.['articleId'] } },
      UpdateExpression: 'REMOVE linkedRevision',
    }),
  );
  for (const item of changes) await untell(String(untold?.['articleId']), item, services);
  const [page = ''] = [untold?.['articleId']].map(String);
  await s3RawArchive(clients.s3, names.bucket).save(
    {
      ...{ bytes: Buffer.from('nobody names it'), url: 'https://northmere-post.example/' },
      ...{ fetchedAt: '2030-05-07T12:59:00.000Z', headers: {} },
    },
    page as ArticleId,
  );
}

/** Takes an article out of an item of the log; what was told with it stays. */
async function untell(
  articleId: string,
  { changes, ...item }: Record<string, unknown>,
  { clients, names }: Services,
): Promise<void> {
  const told = changes as readonly { readonly articleId: string }[];
  const others = told.filter((one) => one.articleId !== articleId);
  if (others.length === told.length) return;
  const dynamo = documentClient(clients.dynamo);
  const TableName = names.tables.changes;
  const { changedBucket, changeKey } = item;
  if (others.length === 0)
    await dynamo.send(new DeleteCommand({ TableName, Key: { changedBucket, changeKey } }));
  else await dynamo.send(new PutCommand({ TableName, Item: { ...item, changes: others } }));
}

/** The web with shorter feeds. */
function listingOnly(web: WebWithFeeds, about: readonly string[]): WebWithFeeds {
  const isListed = (entry: string) => about.some((slug) => entry.includes(slug));
  const shortened = (text: string): string => {
    if (!text.startsWith('{'))
      return text.replace(/<(item|entry)\b[\s\S]*?<\/\1>/g, (entry) =>
        isListed(entry) ? entry : '',
      );
    const feed = JSON.parse(text) as { items: unknown[] };
    return JSON.stringify({
      ...feed,
      items: feed.items.filter((e) => isListed(JSON.stringify(e))),
    });
  };
  const feeds = new Set(web.feeds);
  return {
    ...web,
    async lookup(url, visit) {
      const answer = await web.lookup(url, visit);
      if (answer === undefined || !feeds.has(url.href)) return answer;
      const body = new TextEncoder().encode(shortened(new TextDecoder().decode(answer.body)));
      return { ...answer, body };
    },
  };
}

/** Has two stories merged, as a sweep would that found them to be one. */
async function askToMerge(pipeline: Pipeline): Promise<void> {
  const { stories } = await readTables(pipeline.services);
  const living = stories.filter(({ mergedInto, articleCount }) => !mergedInto && articleCount);
  const others = living.filter(({ sites }) => !String(sites).includes(turningSite));
  const [from, into] = others.toSorted(
    (a, b) => Number(b['articleCount']) - Number(a['articleCount']),
  );
  const task = { version: 1, kind: 'merge', from: from?.['storyId'], into: into?.['storyId'] };
  const { clients, queueUrls } = pipeline.services;
  await clients.sqs.send(
    new SendMessageCommand({
      ...{
        QueueUrl: queueUrls.queues.links,
        MessageBody: JSON.stringify({ ...task, language: 'ar' }),
      },
      ...{ MessageGroupId: 'ar', MessageDeduplicationId: 'merge' },
    }),
  );
}

const askToReplay = ({ services }: Pipeline): Promise<void> =>
  ageArticles(services, (id) => /[02468ace]$/.test(id));
