import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { resourcesOf, templatesOf } from './synthesize.ts';

let template: Template;
beforeAll(() => {
  [template] = templatesOf(stages.dev);
});

const trace = { '*': ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'] };
const log = ['logs:CreateLogStream', 'logs:PutLogEvents'];
const consume = [
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:GetQueueAttributes',
  'sqs:GetQueueUrl',
  'sqs:ReceiveMessage',
];
const send = ['sqs:SendMessage'];
const readWrite = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'];

/** Every role of the stack, and all that it may do: a new line here is a decision. */
const allowed: Record<string, Record<string, readonly string[]>> = {
  PollFeedsRole: {
    ...trace,
    PollFeedsLogs: log,
    TablesFeeds: readWrite,
    'TablesFeeds/index/due': ['dynamodb:Query'],
    FeedQueue: send,
  },
  FetchFeedRole: {
    ...trace,
    FetchFeedLogs: log,
    FeedQueue: [...consume, ...send],
    TablesFeeds: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
    TablesArticles: ['dynamodb:BatchGetItem'],
    'TablesArticles/index/feed': ['dynamodb:Query'],
    TablesHosts: ['dynamodb:BatchGetItem', ...readWrite],
    ArticleQueue: send,
    QuarantineQueue: send,
  },
  FetchArticleRole: {
    ...trace,
    FetchArticleLogs: log,
    ArticleQueue: [...consume, ...send],
    TablesArticles: [
      ...['dynamodb:BatchGetItem', 'dynamodb:GetItem'],
      ...['dynamodb:PutItem', 'dynamodb:UpdateItem'],
    ],
    TablesChanges: ['dynamodb:PutItem', 'dynamodb:Query'],
    TablesRevisions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    TablesHosts: ['dynamodb:BatchGetItem', ...readWrite],
    'RawBucket/raw/*': ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    RawBucket: ['s3:ListBucket'],
    LinkQueue: send,
    QuarantineQueue: send,
  },
  LinkArticleRole: {
    ...trace,
    LinkArticleLogs: log,
    LinkQueue: [...consume, ...send],
    TablesArticles: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
    'TablesArticles/index/story': ['dynamodb:Query'],
    TablesChanges: ['dynamodb:PutItem', 'dynamodb:Query'],
    TablesRevisions: ['dynamodb:GetItem'],
    TablesStories: ['dynamodb:BatchGetItem', 'dynamodb:PutItem'],
    TablesLinks: ['dynamodb:BatchGetItem', 'dynamodb:BatchWriteItem', 'dynamodb:Query'],
    TablesLinkIndex: ['dynamodb:BatchWriteItem', 'dynamodb:Query'],
    EventsBus: ['events:PutEvents'],
    QuarantineQueue: send,
  },
  SweepStoriesRole: {
    ...trace,
    SweepStoriesLogs: log,
    TablesStories: ['dynamodb:BatchGetItem'],
    'TablesStories/index/latest': ['dynamodb:Query'],
    LinkQueue: send,
  },
  RevisitArticlesRole: {
    ...trace,
    RevisitArticlesLogs: log,
    TablesArticles: ['dynamodb:BatchGetItem'],
    'TablesArticles/index/latest': ['dynamodb:Query'],
    'TablesArticles/index/revisit': ['dynamodb:Query'],
    ArticleQueue: send,
  },
  ReplayArticleRole: {
    ...trace,
    ReplayArticleLogs: log,
    ReplayQueue: consume,
    TablesArticles: ['dynamodb:BatchGetItem', 'dynamodb:GetItem', 'dynamodb:UpdateItem'],
    TablesChanges: ['dynamodb:PutItem', 'dynamodb:Query'],
    TablesRevisions: ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
    'RawBucket/raw/*': ['s3:DeleteObject', 's3:GetObject', 's3:PutObject'],
    RawBucket: ['s3:ListBucket'],
    LinkQueue: send,
    QuarantineQueue: send,
  },
  ScheduleRole: {
    PollFeedsFunction: ['lambda:InvokeFunction'],
    SweepStoriesFunction: ['lambda:InvokeFunction'],
    RevisitArticlesFunction: ['lambda:InvokeFunction'],
    ScheduleDeadLetters: send,
  },
};

it('gives each role exactly the actions that its step makes, on exactly these resources', () => {
  expect(grantedIn(template)).toEqual(sorted(allowed));
});

it('gives no role a policy by another way', () => {
  const roles = resourcesOf(template, 'AWS::IAM::Role');
  expect(roles.map(([id]) => unhashed(id)).sort()).toEqual(Object.keys(allowed).sort());
  for (const [, { Properties }] of roles) {
    expect(Properties['ManagedPolicyArns']).toBeUndefined();
    expect(Properties['Policies']).toBeUndefined();
  }
  expect(resourcesOf(template, 'AWS::IAM::ManagedPolicy')).toEqual([]);
  expect(resourcesOf(template, 'AWS::IAM::User')).toEqual([]);
});

it('lets only Lambda and the scheduler of this account take a role', () => {
  const trusted = resourcesOf(template, 'AWS::IAM::Role').map(([id, { Properties }]) => {
    const { Statement } = Properties['AssumeRolePolicyDocument'] as Document;
    return [unhashed(id), Statement.map(({ Principal, Condition }) => [Principal, Condition])];
  });
  const byLambda = [[{ Service: 'lambda.amazonaws.com' }, undefined]];
  const account = { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } };
  expect(Object.fromEntries(trusted)).toEqual({
    PollFeedsRole: byLambda,
    FetchFeedRole: byLambda,
    FetchArticleRole: byLambda,
    LinkArticleRole: byLambda,
    SweepStoriesRole: byLambda,
    RevisitArticlesRole: byLambda,
    ReplayArticleRole: byLambda,
    ScheduleRole: [[{ Service: 'scheduler.amazonaws.com' }, account]],
  });
});

type Statement = {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: unknown;
};
type Document = { readonly Statement: readonly Statement[] };

/** Role to resource to actions, as the policies of a template grant them. */
function grantedIn(from: Template): Record<string, Record<string, string[]>> {
  const granted: Record<string, Record<string, string[]>> = {};
  for (const [, { Properties }] of resourcesOf(from, 'AWS::IAM::Policy')) {
    const { Statement } = Properties['PolicyDocument'] as Document;
    for (const { Ref } of Properties['Roles'] as { Ref: string }[]) {
      granted[unhashed(Ref)] ??= {};
      for (const statement of Statement) add(granted[unhashed(Ref)] ?? {}, statement);
    }
  }
  return sorted(granted);
}

function add(role: Record<string, string[]>, { Effect, Action, Resource }: Statement): void {
  expect(Effect).toBe('Allow');
  for (const resource of [Resource].flat()) {
    const name = nameOf(resource);
    role[name] = [...(role[name] ?? []), ...[Action].flat()];
  }
}

/** `{ Fn::GetAtt: [TablesFeeds1234ABCD, Arn] }` is TablesFeeds; what is joined to it stays. */
function nameOf(resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const intrinsic = resource as {
    'Fn::GetAtt'?: [string, string];
    'Fn::Join'?: [string, unknown[]];
  };
  if (intrinsic['Fn::GetAtt'] !== undefined) return unhashed(intrinsic['Fn::GetAtt'][0]);
  if (intrinsic['Fn::Join'] !== undefined) return intrinsic['Fn::Join'][1].map(nameOf).join('');
  throw new Error(`a resource of an unknown kind: ${JSON.stringify(resource)}`);
}

const unhashed = (id: string) => id.replace(/[0-9A-F]{8}$/, '');

const sorted = (roles: Record<string, Record<string, readonly string[]>>) =>
  Object.fromEntries(
    Object.entries(roles).map(([role, resources]) => [
      role,
      Object.fromEntries(
        Object.entries(resources).map(([name, actions]) => [name, [...actions].sort()]),
      ),
    ]),
  );
