import type { SQSRecord } from 'aws-lambda';
import { expect, it } from 'vitest';
import * as z from 'zod';
import { SiteUnavailableError } from '../../../shared/errors.ts';
import {
  fetchArticleTask,
  fetchFeedTask,
  linkArticleTask,
  linkTask,
} from '../../../shared/messages.ts';
import { linkTaskOf } from '../../../shared/pipeline/linking/link-tasks.ts';
import { jsonLogObserver, type Outcome } from '../../../shared/runtime/observer.ts';
import { sqsHandler } from '../../../shared/runtime/sqs-handler.ts';
import { anArticle } from '../../builders/an-article.ts';

const feedId = `f${'1'.repeat(20)}`;
const articleId = `a${'2'.repeat(24)}`;
const root = '1-5759e988-bd862e3fe1be46a994272793';

/** The log line of a step that is handed this task, sent from an invocation that was traced. */
async function lineOf(schema: z.ZodType, task: unknown, step: () => Promise<Outcome>) {
  const lines: string[] = [];
  const handler = sqsHandler({
    ...{ name: 'a-step', schema, step, quarantine: async () => {} },
    observe: jsonLogObserver('a-step', { env: {}, write: (line) => lines.push(line) }),
  });
  const record: Partial<SQSRecord> = {
    ...{ messageId: 'm1', body: typeof task === 'string' ? task : JSON.stringify(task) },
    attributes: {
      AWSTraceHeader: `Root=${root};Parent=53995c3f42cd8ad8;Sampled=1`,
    } as SQSRecord['attributes'],
  };
  await handler({ Records: [record as SQSRecord] });
  return JSON.parse(lines[0] ?? '');
}

const entry = { title: 'Bridge reopens' };
const tasks = {
  'fetch-feed': [fetchFeedTask, { version: 1, feedId, dueAt: '2026-01-05T10:00:00.000Z' }],
  'fetch-article': [
    fetchArticleTask,
    { version: 1, articleId, feedId, url: 'https://news.example/a', entry },
  ],
  'link-article': [
    linkArticleTask,
    linkTaskOf(anArticle({ articleId: articleId as never, feedId: feedId as never })),
  ],
} as const;

it.each(Object.entries(tasks))(
  'an article can be followed through the log of %s: its feed, and who sent its task',
  async (step, [schema, task]) => {
    const ids = step === 'fetch-feed' ? { feedId } : { feedId, articleId };
    const done = await lineOf(schema, task, async () => ({ kind: 'stored' }));
    expect(done).toMatchObject({ ...ids, sentIn: root, outcome: 'stored' });

    const failed = await lineOf(schema, task, async () => {
      throw new SiteUnavailableError('https://news.example/a', 'timed out');
    });
    expect(failed).toMatchObject({ ...ids, sentIn: root, outcome: 'retry' });
  },
);

const [from, into] = [`s${'4'.repeat(24)}`, `s${'5'.repeat(24)}`];
it.each([
  ['a merge', { version: 1, kind: 'merge', from, into, language: 'en' }, { from, into }],
  [
    'two languages',
    { version: 1, kind: 'across', storyId: from, otherId: into, language: 'en' },
    { storyId: from, otherId: into },
  ],
])('a task of %s says in its log line what it is about', async (_what, task, ids) => {
  const line = await lineOf(linkTask, task, async () => ({ kind: 'skipped' }));
  expect(line).toMatchObject({ ...ids, sentIn: root });
});

it('says who sent a message that is no task', async () => {
  const line = await lineOf(z.strictObject({}), 'no JSON', async () => ({ kind: 'done' }));
  expect(line).toMatchObject({ sentIn: root, outcome: 'quarantine' });
});

it('lets an outcome say better which article it is', async () => {
  const [schema, task] = tasks['fetch-article'];
  const other = `a${'3'.repeat(24)}`;
  const line = await lineOf(schema, task, async () => ({ kind: 'stored', articleId: other }));
  expect(line).toMatchObject({ articleId: other, feedId });
});
