import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { stages, withoutIndexes } from '../../infra/stages.ts';
import {
  articleShards,
  dueShards,
  storyShards,
  type TableDefinition,
  type TableName,
  tables,
} from '../../shared/tables.ts';
import { cdkContext, type Resource, resourceOf, resourcesOf, templatesOf } from './synthesize.ts';
import { withoutAssetHashes } from './without-asset-hashes.ts';

let dev: Template;
let prod: Template;
beforeAll(() => {
  [dev, prod] = templatesOf(stages.dev, stages.prod);
});

const capitalized = (name: string) => name.charAt(0).toUpperCase() + name.slice(1);
const keySchema = (partitionKey: string, sortKey?: string) => [
  { AttributeName: partitionKey, KeyType: 'HASH' },
  ...(sortKey === undefined ? [] : [{ AttributeName: sortKey, KeyType: 'RANGE' }]),
];

describe('the tables', () => {
  it('are those of shared/tables.ts and no others', () => {
    expect(resourcesOf(dev, 'AWS::DynamoDB::GlobalTable')).toHaveLength(Object.keys(tables).length);
  });

  it.each(Object.entries(tables) as [TableName, TableDefinition][])('deploy %s', (name, table) => {
    const id = `Tables${capitalized(name)}`;
    const [, { Properties }] = resourceOf(dev, 'AWS::DynamoDB::GlobalTable', id);

    const indexes = Object.entries(table.indexes).map(([indexName, index]) => ({
      IndexName: indexName,
      KeySchema: keySchema(index.partitionKey, index.sortKey),
      Projection:
        index.projection.length === 0
          ? { ProjectionType: 'KEYS_ONLY' }
          : { ProjectionType: 'INCLUDE', NonKeyAttributes: index.projection },
    }));
    expect(Properties['KeySchema']).toEqual(keySchema(table.partitionKey, table.sortKey));
    expect(Properties['GlobalSecondaryIndexes'] ?? []).toEqual(indexes);
    expect(Properties['TimeToLiveSpecification']).toEqual(
      table.timeToLive === undefined
        ? undefined
        : { AttributeName: table.timeToLive, Enabled: true },
    );
    expect(Properties['AttributeDefinitions']).toContainEqual({
      AttributeName: table.sortKey ?? table.partitionKey,
      AttributeType: table.sortKeyType ?? 'S',
    });
  });

  it('are paid by request with a brake, restorable to any second, under keys of DynamoDB', () => {
    dev.allResourcesProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: stages.dev.maxWriteUnits },
      SSESpecification: { SSEEnabled: false },
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      ],
    });
  });

  it('can be deployed without an index for once, as an upgrade that changes it must', () => {
    const [less] = templatesOf(withoutIndexes(stages.dev, 'articles.revisit,feeds.due'));
    const indexesOf = (template: Template, table: string) => {
      const [, { Properties }] = resourceOf(template, 'AWS::DynamoDB::GlobalTable', table);
      const indexes = Properties['GlobalSecondaryIndexes'] as { IndexName: string }[];
      return indexes.map(({ IndexName }) => IndexName);
    };
    expect(indexesOf(less, 'TablesArticles')).toEqual(['feed', 'story', 'latest']);
    expect(indexesOf(less, 'TablesFeeds')).toEqual(['catalog']);
    expect(indexesOf(less, 'TablesStories')).toEqual(indexesOf(dev, 'TablesStories'));
    expect(withoutIndexes(stages.dev, undefined)).toBe(stages.dev);
    expect(() => withoutIndexes(stages.dev, 'feeds.dew')).toThrow('no index feeds.dew; there is:');
  });

  it('have no key that every write of a moment would go to', () => {
    // Every one of these keys is an hour, a day, or the whole of Feeds, spread over shards.
    for (const count of [articleShards, storyShards]) expect(count).toBeGreaterThanOrEqual(4);
    // A feed is moved in its schedule some three times a day: a hundred thousand of them, four times a second.
    expect(dueShards).toBeGreaterThanOrEqual(2);
    const { feeds, articles, changes, stories } = tables;
    expect(feeds.indexes.due.partitionKey).toBe('dueShard');
    expect(articles.indexes.latest.partitionKey).toBe('latestBucket');
    expect(stories.indexes.latest.partitionKey).toBe('latestBucket');
    expect(changes.partitionKey).toBe('changedBucket');
  });

  it('outlive the stack in prod, and can be thrown away in dev', () => {
    prod.allResources('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })] },
    });
    dev.allResources('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: 'Delete',
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: false })] },
    });
  });
});

it('keeps the logs of a stage that keeps its data', () => {
  prod.allResources('AWS::Logs::LogGroup', {
    DeletionPolicy: 'Retain',
    Properties: { RetentionInDays: stages.prod.logRetentionDays },
  });
});

describe('the bucket', () => {
  it('is closed to the public, keeps versions for a while, and outlives every stack', () => {
    dev.resourceCountIs('AWS::S3::Bucket', 1);
    dev.hasResource('AWS::S3::Bucket', {
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        PublicAccessBlockConfiguration: {
          BlockPublicAcls: true,
          BlockPublicPolicy: true,
          IgnorePublicAcls: true,
          RestrictPublicBuckets: true,
        },
        OwnershipControls: { Rules: [{ ObjectOwnership: 'BucketOwnerEnforced' }] },
        BucketEncryption: Match.anyValue(),
        VersioningConfiguration: { Status: 'Enabled' },
        LifecycleConfiguration: {
          Rules: [
            Match.objectLike({
              NoncurrentVersionExpiration: { NoncurrentDays: stages.dev.replacedPagesDays },
              AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 },
              Status: 'Enabled',
            }),
          ],
        },
      },
    });
  });

  it('moves no page to another class of storage, which would cost more than it saves', () => {
    const [[, bucket] = []] = resourcesOf(dev, 'AWS::S3::Bucket');
    expect(JSON.stringify(bucket?.Properties['LifecycleConfiguration'])).not.toMatch(/Transition/);
    expect(bucket?.Properties['IntelligentTieringConfigurations']).toBeUndefined();
  });

  it('refuses TLS older than 1.2', () => {
    dev.hasResourceProperties('AWS::S3::BucketPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Principal: { AWS: '*' },
            Condition: { NumericLessThan: { 's3:TlsVersion': 1.2 } },
          }),
        ]),
      },
    });
  });
});

it.each([
  ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Bucket'],
  ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues'],
  ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics'],
])('refuses every request to an %s that is not encrypted', (type, policyType, target) => {
  const protectedIds = resourcesOf(dev, policyType)
    .filter(([, { Properties }]) =>
      (Properties['PolicyDocument'] as { Statement: PolicyStatement[] }).Statement.some(
        ({ Effect, Condition }) =>
          Effect === 'Deny' && Condition?.Bool?.['aws:SecureTransport'] === 'false',
      ),
    )
    .flatMap(([, { Properties }]) => [Properties[target]].flat() as { Ref: string }[])
    .map(({ Ref }) => Ref);
  const ids = resourcesOf(dev, type).map(([id]) => id);
  expect(ids.length).toBeGreaterThan(0);
  expect(protectedIds.sort()).toEqual(ids.sort());
});

type PolicyStatement = {
  readonly Effect: string;
  readonly Condition?: { readonly Bool?: Readonly<Record<string, string>> };
};

describe('two stages of one account, synthesized by one app', () => {
  it.each(['dev', 'prod'] as const)('names nothing but by its stack, in %s', (stage) => {
    const template = stage === 'dev' ? dev : prod;
    const resources = template.toJSON()['Resources'] as Record<string, Partial<Resource>>;
    expect(Object.keys(resources).length).toBeGreaterThan(50);

    const names = Object.entries(resources).flatMap(([id, resource]) =>
      nameProperties.flatMap((property) => {
        const name = resource.Properties?.[property];
        return name === undefined ? [] : [{ id, name }];
      }),
    );
    // SQS insists on a suffix for FIFO queues, EventBridge on a name; both are made of the stack's id.
    expect(names.map(({ id }) => id.replace(/[0-9A-F]{8}$/, ''))).toEqual([
      'LinkQueueDeadLetters',
      'LinkQueue',
      'EventsBus',
    ]);
    for (const { name } of names) expect(JSON.stringify(name)).toContain('AWS::StackId');
  });

  const nameProperties = [
    'TableName',
    'BucketName',
    'QueueName',
    'TopicName',
    'RoleName',
    'LogGroupName',
    'AlarmName',
    'Name',
  ];

  it('tells resources apart by tags and outputs, not by names', () => {
    expect(Object.keys(dev.findOutputs('*')).sort()).toEqual(
      Object.keys(prod.findOutputs('*')).sort(),
    );
    expect(Object.keys(dev.findOutputs('*'))).toEqual(
      expect.arrayContaining(['ArticlesTable', 'RawBucket', 'FeedDeadLettersUrl']),
    );
  });
});

it('pins every feature flag that CDK recommends, so that an upgrade of CDK changes none of them', () => {
  const file = createRequire(import.meta.url).resolve('aws-cdk-lib/recommended-feature-flags.json');
  expect(cdkContext()).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});

it('is the template that was last looked at', () => {
  expect(withoutAssetHashes(dev.toJSON())).toMatchSnapshot();
});
