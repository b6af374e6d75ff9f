import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stages } from '../../infra/stages.ts';
import { feedKeyPrefix, subscriptionKeyPrefix } from '../../shared/tables.ts';
import { allowedTo, resourceOf, resourcesOf, templatesOf } from './synthesize.ts';

const readers = ['arn:aws:iam::111122223333:role/news/Desk', '444455556666'];

let on: Template;
beforeAll(() => {
  [on] = templatesOf({ ...stages.dev, readers });
});

describe('readers of the tables', () => {
  it('are nobody in every stage that does not say otherwise', () => {
    for (const stage of Object.values<Stage>(stages)) expect(stage.readers).toBeUndefined();
    const [off] = templatesOf(stages.dev);
    expect(Object.keys(off.findOutputs('*'))).not.toContain('ReaderRoleArn');
    expect(resourcesOf(off, 'AWS::IAM::Role').filter(([id]) => /Reader/.test(id))).toEqual([]);
  });

  it('read by key what is no inner matter, and neither pages, hosts nor queues', () => {
    expect(allowedTo(on, 'ReadersRole')).toEqual(
      [
        'dynamodb:BatchGetItem,dynamodb:GetItem on TablesFeeds',
        ...['Articles', 'Changes', 'Links', 'Revisions', 'Stories'].map(
          (table) => `dynamodb:BatchGetItem,dynamodb:GetItem,dynamodb:Query on Tables${table}`,
        ),
        'dynamodb:Query on TablesArticles/index/feed',
        'dynamodb:Query on TablesArticles/index/latest',
        'dynamodb:Query on TablesArticles/index/story',
        'dynamodb:Query on TablesFeeds/index/catalog',
        'dynamodb:Query on TablesStories/index/latest',
      ].toSorted(),
    );
  });

  it('read feeds, and not the secrets of their subscriptions beside them', () => {
    expect(subscriptionKeyPrefix.startsWith(feedKeyPrefix)).toBe(false);
    const [, { Properties }] = resourceOf(on, 'AWS::IAM::Policy', 'ReadersRoleDefaultPolicy');
    const { Statement } = Properties['PolicyDocument'] as {
      Statement: readonly { Action: unknown; Condition?: unknown }[];
    };
    expect(Statement.flatMap(({ Condition }) => Condition ?? [])).toEqual([
      { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['f*'] } },
    ]);
  });

  it('assume one role, each by name', () => {
    const [id, { Properties }] = resourceOf(on, 'AWS::IAM::Role', 'ReadersRole');
    const { Statement } = Properties['AssumeRolePolicyDocument'] as { Statement: unknown[] };
    const text = JSON.stringify(Statement);
    expect(text).toContain('"arn:aws:iam::111122223333:role/news/Desk"');
    expect(text).toContain(':iam::444455556666:root');
    expect(text).not.toContain('*');
    expect(on.findOutputs('ReaderRoleArn')['ReaderRoleArn']?.['Value']).toEqual({
      'Fn::GetAtt': [id, 'Arn'],
    });
  });

  it.each([['*'], ['arn:aws:iam::111122223333:role/*'], ['lambda.amazonaws.com'], ['']])(
    'are not %s, who would be everybody or nobody',
    (reader) => {
      expect(() => templatesOf({ ...stages.dev, readers: [reader] })).toThrow(
        'say the ARN of a role',
      );
    },
  );
});

describe('the concurrency of a stage', () => {
  it('goes before that of shared/queues.ts, queue by queue', () => {
    const [template] = templatesOf({ ...stages.dev, concurrency: { articles: 40 } });
    const atOnce = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').map(
      ([, { Properties }]) => Reflect.get(Properties['ScalingConfig'] ?? {}, 'MaximumConcurrency'),
    );
    expect(atOnce).toEqual([10, 40, 20, 2]);
  });

  it.each([1, 1001, 2.5])('is refused at %d, which Lambda does not take', (articles) => {
    expect(() => templatesOf({ ...stages.dev, concurrency: { articles } })).toThrow(
      `concurrency of articles in stage dev is ${articles}: say a number from 2 to 1000`,
    );
  });
});
