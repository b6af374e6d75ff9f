import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stages, withEmbedder } from '../../infra/stages.ts';
import { linkArticleEnv, sweepStoriesEnv } from '../../shared/config/function-env.ts';
import { resourceOf, resourcesOf, templatesOf } from './synthesize.ts';

const withTitan: Stage = { ...stages.dev, embedder: { model: 'titan-v2', dimensions: 512 } };
const kept: Stage = {
  ...{ ...stages.prod, name: 'kept' },
  embedder: { model: 'cohere-v4', dimensions: 1536, region: 'eu-west-1' },
};

let on: Template;
let off: Template;
let prod: Template;
beforeAll(() => {
  [on] = templatesOf(withTitan);
  [off] = templatesOf(stages.dev);
  [prod] = templatesOf(kept);
});

type Statement = { readonly Action: string | string[]; readonly Resource: unknown };

/** What a role may do on what, of the actions whose names begin like this. */
function allowed(template: Template, role: string, service: string): [string, string[]][] {
  const [, policy] = resourceOf(template, 'AWS::IAM::Policy', `${role}RoleDefaultPolicy`);
  const { Statement } = policy.Properties['PolicyDocument'] as { Statement: Statement[] };
  return Statement.flatMap(({ Action, Resource }): [string, string[]][] => {
    const actions = [Action].flat().filter((action) => action.startsWith(service));
    return actions.length === 0 ? [] : [[JSON.stringify(Resource), actions.sort()]];
  });
}

const variablesOf = (template: Template, step: string) =>
  (
    resourceOf(template, 'AWS::Lambda::Function', `${step}Function`)[1].Properties[
      'Environment'
    ] as { Variables: Record<string, unknown> }
  ).Variables;

const indexArn = (template: Template) => {
  const [[id] = ['']] = resourcesOf(template, 'AWS::S3Vectors::Index');
  return { 'Fn::GetAtt': [id, 'IndexArn'] };
};

describe('a stage without an encoder', () => {
  it('has no index, says nothing of one, and may call no model', () => {
    const whole = JSON.stringify(off.toJSON());
    for (const word of ['S3Vectors', 's3vectors', 'bedrock', 'EMBEDDER', 'VectorIndex'])
      expect(whole).not.toContain(word);
  });

  it('has one for once when the context says so', () => {
    expect(withEmbedder(stages.dev, undefined)).toBe(stages.dev);
    expect(withEmbedder(stages.dev, 'titan-v2').embedder).toEqual({ model: 'titan-v2' });
    expect(() => withEmbedder(stages.dev, 'titan')).toThrow(
      '-c embedder=titan: say which encoder; there is: titan-v2, cohere-multilingual-v3, cohere-v4',
    );
  });
});

describe('a stage with an encoder', () => {
  it('has an encrypted index of its dimensions, without names of their own', () => {
    const [[bucketId, bucket] = ['', undefined]] = resourcesOf(on, 'AWS::S3Vectors::VectorBucket');
    const [[, index] = ['', undefined]] = resourcesOf(on, 'AWS::S3Vectors::Index');
    expect(bucket?.Properties).toMatchObject({ EncryptionConfiguration: { SseType: 'AES256' } });
    expect(index?.Properties).toMatchObject({
      ...{ DataType: 'float32', Dimension: 512, DistanceMetric: 'cosine' },
      EncryptionConfiguration: { SseType: 'AES256' },
      MetadataConfiguration: { NonFilterableMetadataKeys: ['head'] },
      VectorBucketArn: { 'Fn::GetAtt': [bucketId, 'VectorBucketArn'] },
    });
    expect(bucket?.Properties).not.toHaveProperty('VectorBucketName');
    expect(index?.Properties).not.toHaveProperty('IndexName');
    expect(on.findOutputs('VectorIndexArn')['VectorIndexArn']?.['Value']).toEqual(indexArn(on));
  });

  it.each([
    ['deleted with the stack where data is not kept', () => on, 'Delete'],
    ['kept where data is', () => prod, 'Retain'],
  ])('has its vectors %s', (_what, template, policy) => {
    for (const type of ['AWS::S3Vectors::VectorBucket', 'AWS::S3Vectors::Index'])
      for (const [, resource] of resourcesOf(template(), type))
        expect([resource.DeletionPolicy, resource.UpdateReplacePolicy]).toEqual([policy, policy]);
  });

  it('lets the sweep call that model, and both steps act on that index, and nothing else', () => {
    const model = { 'Fn::Join': ['', expect.any(Array)] };
    const [[resource, actions] = ['', []], ...more] = allowed(on, 'SweepStories', 'bedrock:');
    expect(JSON.parse(resource)).toEqual(model);
    expect(resource).toContain(':foundation-model/amazon.titan-embed-text-v2:0');
    expect(resource).toContain('AWS::Region');
    expect([actions, more]).toEqual([['bedrock:InvokeModel'], []]);
    expect(allowed(on, 'SweepStories', 's3vectors:')).toEqual([
      [
        JSON.stringify(indexArn(on)),
        ['DeleteVectors', 'GetVectors', 'PutVectors', 'QueryVectors'].map((a) => `s3vectors:${a}`),
      ],
    ]);
    expect(allowed(on, 'LinkArticle', 's3vectors:')).toEqual([
      [
        JSON.stringify(indexArn(on)),
        ['DeleteVectors', 'GetVectors', 'PutVectors'].map((a) => `s3vectors:${a}`),
      ],
    ]);
    expect(allowed(on, 'LinkArticle', 'bedrock:')).toEqual([]);
    for (const role of ['PollFeeds', 'FetchFeed', 'FetchArticle'])
      for (const service of ['bedrock:', 's3vectors:'])
        expect(allowed(on, role, service)).toEqual([]);
    const articles = allowed(on, 'SweepStories', 'dynamodb:').find(([on]) =>
      on.includes('Articles'),
    );
    expect(articles?.[1]).toEqual(['dynamodb:BatchGetItem']);
  });

  it('tells the steps which it is, and they understand', () => {
    const link = variablesOf(on, 'LinkArticle');
    expect(linkArticleEnv.shape.EMBEDDER.parse(link['EMBEDDER'])).toEqual({
      ...{ name: 'titan-v2', dimensions: 512 },
    });
    expect(link['VECTOR_INDEX_ARN']).toEqual(indexArn(on));
    const sweep = variablesOf(prod, 'SweepStories');
    expect(sweepStoriesEnv.shape.EMBEDDER.parse(sweep['EMBEDDER'])).toEqual({
      ...{ name: 'cohere-v4', dimensions: 1536 },
    });
    expect(sweep).toMatchObject({
      EMBEDDER_REGION: 'eu-west-1',
      VECTOR_INDEX_ARN: indexArn(prod),
      ARTICLES_TABLE: expect.anything(),
    });
    const [[resource] = ['']] = allowed(prod, 'SweepStories', 'bedrock:');
    expect(resource).toContain(':bedrock:eu-west-1::foundation-model/cohere.embed-v4:0');
  });

  it('is refused where its model has no vectors of so many numbers', () => {
    const wrong: Stage = { ...withTitan, embedder: { model: 'titan-v2', dimensions: 300 } };
    expect(() => templatesOf(wrong)).toThrow(
      'titan-v2 has no vectors of 300 numbers; it has: 256, 512, 1024',
    );
  });
});
