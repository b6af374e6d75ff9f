import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import {
  fetchArticleEnv,
  fetchFeedEnv,
  linkArticleEnv,
  pollFeedsEnv,
  replayArticleEnv,
  revisitArticlesEnv,
  sweepStoriesEnv,
} from '../../shared/config/function-env.ts';
import { deadLetterRetentionDays, queues, visibilityTimeoutSeconds } from '../../shared/queues.ts';
import { resourceOf, resourcesOf, root, templatesOf } from './synthesize.ts';

let dev: Template;
beforeAll(() => {
  [dev] = templatesOf(stages.dev);
});

/** What a stage has to turn on is all that a function can do without. */
const turnedOn = new Set([
  ...['WEBSUB_CALLBACK_URL', 'FOLLOW_RELATED_PER_DAY', 'LinkArticle ARTICLE_QUEUE_URL'],
  ...[
    'LINKERS_PER_LANGUAGE',
    'EMBEDDER',
    'EMBEDDER_REGION',
    'VECTOR_INDEX_ARN',
    'SweepStories ARTICLES_TABLE',
  ],
]);
const days = (count: number) => count * 24 * 60 * 60;

describe('the queues', () => {
  it('are four work queues with their dead letters, the quarantine and the dead letters of the schedule', () => {
    expect(
      resourcesOf(dev, 'AWS::SQS::Queue').map(([id]) => id.replace(/[0-9A-F]{8}$/, '')),
    ).toEqual([
      'FeedQueueDeadLetters',
      'FeedQueue',
      'ArticleQueueDeadLetters',
      'ArticleQueue',
      'LinkQueueDeadLetters',
      'LinkQueue',
      'ReplayQueueDeadLetters',
      'ReplayQueue',
      'QuarantineQueue',
      'ScheduleDeadLetters',
    ]);
  });

  it.each([
    ['FeedQueue', queues.feeds],
    ['ArticleQueue', queues.articles],
    ['LinkQueue', queues.links],
    ['ReplayQueue', queues.replays],
  ] as const)('deploy %s as shared/queues.ts defines it', (name, definition) => {
    const [queueId, queue] = queueOf(name);
    const [deadLettersId, deadLetters] = queueOf(`${name}DeadLetters`);

    expect(queue.Properties).toMatchObject({
      VisibilityTimeout: visibilityTimeoutSeconds(definition),
      RedrivePolicy: {
        deadLetterTargetArn: { 'Fn::GetAtt': [deadLettersId, 'Arn'] },
        maxReceiveCount: definition.maxReceiveCount,
      },
      MessageRetentionPeriod: days(7),
    });
    expect(queue.Properties['FifoQueue']).toBe(definition.fifo || undefined);
    expect(deadLetters.Properties['FifoQueue']).toBe(definition.fifo || undefined);
    expect(deadLetters.Properties['MessageRetentionPeriod']).toBe(days(deadLetterRetentionDays));
    dev.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [queueId, 'Arn'] },
      BatchSize: definition.batchSize,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ScalingConfig: { MaximumConcurrency: definition.maxConcurrency },
    });
  });

  it('hide a message for six times the timeout of the function that reads it', () => {
    const mappings = resourcesOf(dev, 'AWS::Lambda::EventSourceMapping');
    const resources: Record<string, { Properties: Record<string, number> }> =
      dev.toJSON()['Resources'];
    expect(mappings).toHaveLength(4);
    for (const [, { Properties }] of mappings) {
      const { EventSourceArn, FunctionName } = Properties as {
        EventSourceArn: { 'Fn::GetAtt': [string] };
        FunctionName: { Ref: string };
      };
      const visibility =
        resources[EventSourceArn['Fn::GetAtt'][0]]?.Properties['VisibilityTimeout'];
      const timeout = resources[FunctionName.Ref]?.Properties['Timeout'];
      expect(visibility).toBe(6 * Number(timeout));
    }
  });

  it('order links by message group, with the throughput of each group', () => {
    expect(queueOf('LinkQueue')[1].Properties).toMatchObject({
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    });
  });

  it('keep the quarantine and what the schedule could not start as long as SQS does', () => {
    for (const name of ['QuarantineQueue', 'ScheduleDeadLetters'])
      expect(queueOf(name)[1].Properties['MessageRetentionPeriod']).toBe(
        days(deadLetterRetentionDays),
      );
  });

  it('are encrypted by SQS', () => {
    dev.allResourcesProperties('AWS::SQS::Queue', { SqsManagedSseEnabled: true });
  });
});

const queueOf = (name: string) => resourceOf(dev, 'AWS::SQS::Queue', name);

/** A row of the table in docs/architecture.md: the queue's name and then what the template has. */
function flowRows(): string[][] {
  const text = readFileSync(path.join(root, 'docs/architecture.md'), 'utf8');
  const [, rest = ''] = text.split('## Flow control\n');
  const [section = ''] = rest.split('\n## ');
  return [...section.matchAll(/^\| (\w+) \| (.+) \|$/gm)]
    .map(([, name = '', cells = '']) => [name, ...cells.split(' | ')])
    .filter(([name]) => name !== 'queue');
}

describe('the table of flow control in docs/architecture.md', () => {
  const deployed = {
    ...{ feeds: 'FeedQueue', articles: 'ArticleQueue', links: 'LinkQueue' },
    replays: 'ReplayQueue',
  };

  it('has a row for each work queue', () => {
    expect(flowRows().map(([name]) => name)).toEqual(Object.keys(deployed));
  });

  it.each(Object.entries(deployed))('says of %s what the template says', (name, id) => {
    const [queueId, queue] = queueOf(id);
    const [, mapping] = resourcesOf(dev, 'AWS::Lambda::EventSourceMapping').find(([, each]) =>
      JSON.stringify(each.Properties['EventSourceArn']).includes(`"${queueId}"`),
    ) ?? ['', undefined];
    const {
      BatchSize,
      MaximumBatchingWindowInSeconds = 0,
      ScalingConfig,
    } = (mapping?.Properties ?? {}) as Record<string, number> & {
      ScalingConfig?: { MaximumConcurrency: number };
    };
    const {
      VisibilityTimeout,
      RedrivePolicy,
      FifoQueue = false,
    } = queue.Properties as Record<string, number> & {
      RedrivePolicy?: { maxReceiveCount: number };
      FifoQueue?: boolean;
    };

    const [, order, ...numbers] = flowRows().find(([row]) => row === name) ?? [];
    expect(order?.startsWith('FIFO')).toBe(FifoQueue);
    expect(numbers).toEqual([
      String(BatchSize),
      `${MaximumBatchingWindowInSeconds} s`,
      `${Number(VisibilityTimeout) / 6} s`,
      `${VisibilityTimeout} s`,
      String(RedrivePolicy?.maxReceiveCount),
      String(ScalingConfig?.MaximumConcurrency),
    ]);
  });
});

describe('the functions', () => {
  const steps = [
    ['PollFeeds', pollFeedsEnv, 50],
    ['FetchFeed', fetchFeedEnv, queues.feeds.timeoutSeconds],
    ['FetchArticle', fetchArticleEnv, queues.articles.timeoutSeconds],
    ['LinkArticle', linkArticleEnv, queues.links.timeoutSeconds],
    ['SweepStories', sweepStoriesEnv, 300],
    ['RevisitArticles', revisitArticlesEnv, 300],
    ['ReplayArticle', replayArticleEnv, queues.replays.timeoutSeconds],
  ] as const;

  it('are seven', () => {
    dev.resourceCountIs('AWS::Lambda::Function', steps.length);
  });

  it.each(steps)('give %s exactly the environment that it reads', (name, schema, timeout) => {
    const [, { Properties }] = resourceOf(dev, 'AWS::Lambda::Function', `${name}Function`);
    const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
    const read = Object.keys(schema.shape).filter(
      (variable) => !turnedOn.has(variable) && !turnedOn.has(`${name} ${variable}`),
    );
    expect(Object.keys(Variables).sort()).toEqual([...read, 'NODE_OPTIONS'].sort());
    expect(Properties['Timeout']).toBe(timeout);
  });

  it('run on Node 24 and ARM, with traces, JSON logs and source maps', () => {
    dev.allResourcesProperties('AWS::Lambda::Function', {
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: {
        ...{ LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'WARN' },
        LogGroup: Match.anyValue(),
      },
      Environment: { Variables: Match.objectLike({ NODE_OPTIONS: '--enable-source-maps' }) },
    });
  });

  it('are given as much memory and time as they need, and not what Lambda gives unasked', () => {
    for (const [id, { Properties }] of resourcesOf(dev, 'AWS::Lambda::Function')) {
      expect(Properties['MemorySize'], id).toBeGreaterThanOrEqual(256);
      expect(Properties['Timeout'], id).toBeGreaterThanOrEqual(50);
    }
  });

  it('end a loop that nobody meant; fetch-article alone may put its tasks off, and counts how often', () => {
    const loops = resourcesOf(dev, 'AWS::Lambda::Function').map(([id, { Properties }]) => [
      id.replace(/Function[0-9A-F]{8}$/, ''),
      Properties['RecursiveLoop'],
    ]);
    for (const [step, loop] of loops)
      expect([step, loop]).toEqual([step, step === 'FetchArticle' ? 'Allow' : 'Terminate']);
  });

  it('keep their logs, each in a group of the stack, as long as the stage says', () => {
    dev.resourceCountIs('AWS::Logs::LogGroup', steps.length);
    dev.resourceCountIs('Custom::LogRetention', 0);
    dev.allResourcesProperties('AWS::Logs::LogGroup', {
      RetentionInDays: stages.dev.logRetentionDays,
    });
  });

  it('reserve no concurrency, of which a new account has none to spare', () => {
    dev.allResourcesProperties('AWS::Lambda::Function', {
      ReservedConcurrentExecutions: Match.absent(),
    });
  });

  it('have no address that anyone outside could call', () => {
    for (const type of ['AWS::Lambda::Url', 'AWS::Lambda::Permission', 'AWS::ApiGateway::RestApi'])
      dev.resourceCountIs(type, 0);
  });
});

describe('the schedules', () => {
  it('start poll-feeds every minute and keep what they could not start', () => {
    const [functionId] = resourceOf(dev, 'AWS::Lambda::Function', 'PollFeedsFunction');
    const [deadLettersId] = resourceOf(dev, 'AWS::SQS::Queue', 'ScheduleDeadLetters');
    dev.resourceCountIs('AWS::Scheduler::Schedule', 3);
    dev.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 minute)',
      State: 'ENABLED',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: { 'Fn::GetAtt': [functionId, 'Arn'] },
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [deadLettersId, 'Arn'] } },
        RetryPolicy: { MaximumRetryAttempts: 1, MaximumEventAgeInSeconds: 60 },
      },
    });
  });

  it('start sweep-stories every hour', () => {
    const [functionId] = resourceOf(dev, 'AWS::Lambda::Function', 'SweepStoriesFunction');
    dev.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(1 hour)',
      Target: Match.objectLike({ Arn: { 'Fn::GetAtt': [functionId, 'Arn'] } }),
    });
  });
});
