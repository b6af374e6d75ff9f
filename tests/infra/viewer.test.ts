import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stages, withViewer } from '../../infra/stages.ts';
import { viewerEnv } from '../../shared/config/viewer-env.ts';
import { allowedTo, resourceOf, resourcesOf, root, templatesOf } from './synthesize.ts';

let on: Template;
beforeAll(() => {
  [on] = templatesOf({ ...stages.dev, viewer: true });
});

describe('the page to look at', () => {
  it('is off in every stage that does not say otherwise', () => {
    for (const stage of Object.values<Stage>(stages)) expect(stage.viewer).toBeUndefined();
    const snapshot = path.join(root, 'tests/infra/__snapshots__/template.test.ts.snap');
    expect(readFileSync(snapshot, 'utf8')).not.toMatch(/ViewerStep/);
  });

  it('is turned on by a word on the command line', () => {
    expect(withViewer(stages.dev, undefined)).toBe(stages.dev);
    expect(withViewer(stages.dev, 'false')).toBe(stages.dev);
    expect(withViewer(stages.dev, 'true').viewer).toBe(true);
    expect(() => withViewer(stages.dev, '5')).toThrow('-c viewer=5: say true, or nothing');
  });

  it('answers signed requests alone', () => {
    expect(resourcesOf(on, 'AWS::Lambda::Url').map(([, { Properties }]) => Properties)).toEqual([
      expect.objectContaining({ AuthType: 'AWS_IAM' }),
    ]);
    // Nobody is named who may call it: that is the account's own to say.
    const permissions = resourcesOf(on, 'AWS::Lambda::Permission').map(([id]) => id);
    expect(permissions.filter((id) => id.startsWith('Viewer'))).toEqual([]);
    expect(Object.keys(on.toJSON()['Outputs'])).toContain('ViewerUrl');
  });

  it('is told all that it asks its environment for', () => {
    const [, { Properties }] = resourceOf(on, 'AWS::Lambda::Function', 'ViewerStepFunction');
    expect(Object.keys(Reflect.get(Properties['Environment'] ?? {}, 'Variables')).sort()).toEqual(
      [...Object.keys(viewerEnv.shape), 'NODE_OPTIONS'].sort(),
    );
  });

  it('reads, and writes nothing', () => {
    expect(allowedTo(on, 'ViewerStepRole')).toEqual([
      'cloudwatch:GetMetricData,xray:PutTelemetryRecords,xray:PutTraceSegments on *',
      'dynamodb:BatchGetItem,dynamodb:GetItem on TablesArticles',
      'dynamodb:BatchGetItem,dynamodb:GetItem on TablesFeeds',
      'dynamodb:BatchGetItem,dynamodb:GetItem on TablesStories',
      'dynamodb:Query on TablesArticles/index/feed',
      'dynamodb:Query on TablesArticles/index/latest',
      'dynamodb:Query on TablesArticles/index/story',
      'dynamodb:Query on TablesFeeds/index/catalog',
      'dynamodb:Query on TablesLinks',
      'dynamodb:Query on TablesRevisions',
      'dynamodb:Query on TablesStories/index/latest',
      'logs:CreateLogStream,logs:PutLogEvents on ViewerStepLogs',
      's3:GetObject on RawBucket/raw/*',
      's3:ListBucket on RawBucket',
    ]);
  });
});
