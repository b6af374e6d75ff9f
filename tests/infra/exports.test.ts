import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Stage, stages } from '../../infra/stages.ts';
import { exportDayEnv } from '../../shared/config/function-env.ts';
import { allowedTo, resourceOf, resourcesOf, root, templatesOf } from './synthesize.ts';

let on: Template;
beforeAll(() => {
  [on] = templatesOf({ ...stages.dev, exports: true });
});

describe('exports', () => {
  it('are off in every stage that does not say otherwise', () => {
    for (const stage of Object.values<Stage>(stages)) expect(stage.exports).toBeUndefined();
    const snapshot = readFileSync(
      path.join(root, 'tests/infra/__snapshots__/template.test.ts.snap'),
      'utf8',
    );
    expect(snapshot).not.toMatch(/ExportStep|EveryHourFeeds/);
  });

  it('are one function, its two schedules and an alarm', () => {
    const ids = Object.keys(on.toJSON()['Resources']).map((id) => id.replace(/[0-9A-F]{8}$/, ''));
    expect(ids.filter((id) => /Export|EveryDay|EveryHourFeeds/.test(id)).sort()).toEqual([
      ...['AlarmsExportErrors', 'ExportStepFunction', 'ExportStepLogs', 'ExportStepRole'],
      ...['ExportStepRoleDefaultPolicy', 'ScheduleEveryDay', 'ScheduleEveryHourFeeds'],
    ]);
    const [, { Properties }] = resourceOf(on, 'AWS::Lambda::Function', 'ExportStepFunction');
    expect(Object.keys(Reflect.get(Properties['Environment'] ?? {}, 'Variables')).sort()).toEqual(
      [...Object.keys(exportDayEnv.shape), 'NODE_OPTIONS'].sort(),
    );
  });

  it('are written half an hour after midnight, and feeds every hour', () => {
    const schedules = resourcesOf(on, 'AWS::Scheduler::Schedule')
      .filter(([id]) => /EveryDay|Feeds/.test(id))
      .map(([, { Properties }]) => [
        Properties['ScheduleExpression'],
        Reflect.get(Properties['Target'] ?? {}, 'Input'),
      ]);
    expect(schedules.toSorted()).toEqual([
      ['cron(30 0 * * ? *)', '{"job":"days"}'],
      ['rate(1 hour)', '{"job":"feeds"}'],
    ]);
  });

  it('read five tables and write under export/, and nothing else', () => {
    expect(allowedTo(on, 'ExportStepRole')).toEqual([
      'dynamodb:BatchGetItem on TablesArticles',
      'dynamodb:BatchGetItem on TablesRevisions',
      'dynamodb:BatchGetItem on TablesStories',
      'dynamodb:Query on TablesArticles/index/latest',
      'dynamodb:Query on TablesArticles/index/story',
      'dynamodb:Query on TablesChanges',
      'dynamodb:Query on TablesLinks',
      'dynamodb:Query on TablesStories/index/latest',
      'logs:CreateLogStream,logs:PutLogEvents on ExportStepLogs',
      's3:DeleteObject,s3:GetObject,s3:PutObject on RawBucket/export/*',
      's3:ListBucket on RawBucket',
      'xray:PutTelemetryRecords,xray:PutTraceSegments on *',
    ]);
  });

  it('have an alarm that the runbook explains', () => {
    const [, { Properties }] = resourceOf(on, 'AWS::CloudWatch::Alarm', 'AlarmsExportErrors');
    const [, anchor = ''] = /runbook\.md#(\S+)/.exec(String(Properties['AlarmDescription'])) ?? [];
    const runbook = readFileSync(path.join(root, 'docs/runbook.md'), 'utf8');
    const headings = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);
    expect(headings.map((heading) => heading.toLowerCase().replaceAll(' ', '-'))).toContain(anchor);
  });
});
