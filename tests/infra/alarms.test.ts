import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { type Resource, resourcesOf, root, templatesOf } from './synthesize.ts';

let template: Template;
let alarms: [string, Resource][];
beforeAll(() => {
  const websub = { reservedConcurrency: 5 };
  const all = { ...stages.prod, alarmEmail: 'desk@news.example', websub, exports: true } as const;
  [template] = templatesOf(all);
  alarms = resourcesOf(template, 'AWS::CloudWatch::Alarm');
});

const runbook = readFileSync(path.join(root, 'docs/runbook.md'), 'utf8');
const headings = [...runbook.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);
const anchorOf = (heading: string) => heading.toLowerCase().replaceAll(' ', '-');
const topics = () => resourcesOf(template, 'AWS::SNS::Topic').map(([id]) => ({ Ref: id }));

it('watches every queue that should be empty, every work queue, every function, and the polling', () => {
  const names = alarms.map(([id]) => id.replace(/^Alarms|[0-9A-F]{8}$/g, ''));
  expect(names).toEqual([
    'FeedDeadLetters',
    'FeedQueueAge',
    'ArticleDeadLetters',
    'ArticleQueueAge',
    'LinkDeadLetters',
    'LinkQueueAge',
    'ReplayDeadLetters',
    'ScheduleDeadLetters',
    'Quarantine',
    'PollFeedsErrors',
    'PollFeedsThrottles',
    'FetchFeedErrors',
    'FetchFeedThrottles',
    'FetchFeedRetries',
    'FetchArticleErrors',
    'FetchArticleThrottles',
    'FetchArticleRetries',
    'LinkArticleErrors',
    'LinkArticleThrottles',
    'LinkArticleRetries',
    'ReplayArticleErrors',
    'ReplayArticleThrottles',
    'ReplayArticleRetries',
    'WebSubErrors',
    'SweepStoriesErrors',
    'RevisitArticlesErrors',
    'SilentSources',
    'LinkLag',
    'FewArticles',
    'PollFeedsSilent',
    'DailySpend',
    'WebSubThrottles',
    'ExportErrors',
  ]);
});

it('says on purpose what no data means: silence is good news of all but the polling', () => {
  for (const [id, { Properties }] of alarms)
    expect([id, Properties['TreatMissingData']]).toEqual([
      id,
      id.startsWith('AlarmsPollFeedsSilent') ? 'breaching' : 'notBreaching',
    ]);
});

it('tells the topic when an alarm goes off and when it is over', () => {
  expect(topics()).toHaveLength(1);
  for (const [, { Properties }] of alarms) {
    expect(Properties['AlarmActions']).toEqual(topics());
    expect(Properties['OKActions']).toEqual(topics());
  }
});

it('lets alarms of the account publish to the topic, and nobody else', () => {
  const [[, policy]] = resourcesOf(template, 'AWS::SNS::TopicPolicy') as [[string, Resource]];
  const { Statement } = policy.Properties['PolicyDocument'] as { Statement: { Effect: string }[] };
  expect(Statement.filter(({ Effect }) => Effect === 'Allow')).toEqual([
    {
      ...{ Sid: 'AllowAlarms', Effect: 'Allow', Action: 'sns:Publish', Resource: topics()[0] },
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: {
        StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } },
        ArnLike: { 'aws:SourceArn': expect.anything() },
      },
    },
  ]);
  expect(JSON.stringify(Statement)).toContain(
    ':cloudwatch:",{"Ref":"AWS::Region"},":",{"Ref":"AWS::AccountId"},":alarm:*"',
  );
});

it('links every alarm to a heading of the runbook', () => {
  for (const [id, { Properties }] of alarms) {
    const anchor = /docs\/runbook\.md#([a-z-]+)$/.exec(String(Properties['AlarmDescription']))?.[1];
    expect(headings.map(anchorOf), id).toContain(anchor);
  }
});

it('has an alarm for every heading under Alarms in the runbook', () => {
  const linked = alarms.map(([, { Properties }]) => String(Properties['AlarmDescription']));
  for (const heading of headings)
    expect(linked.filter((text) => text.endsWith(`#${anchorOf(heading)}`))).not.toEqual([]);
});

it('watches a resource of this stack, and not one that has gone', () => {
  const resources = template.toJSON()['Resources'] as Record<string, unknown>;
  for (const [id, { Properties }] of alarms) {
    const dimensions = JSON.stringify(Properties['Dimensions'] ?? Properties['Metrics']);
    const referred = /"(?:Ref|Fn::GetAtt)":\[?"([^"]+)"/.exec(dimensions)?.[1] ?? 'nothing';
    expect(Object.keys(resources), id).toContain(referred);
  }
});

it('asks for no more metrics than an alarm can have, and names its budget', () => {
  for (const [id, { Properties }] of alarms) {
    const metrics = (Properties['Metrics'] ?? []) as { MetricStat?: unknown }[];
    expect(metrics.filter(({ MetricStat }) => MetricStat !== undefined).length, id).toBeLessThan(
      11,
    );
  }
  const [, spend] = alarms.find(([id]) => id.startsWith('AlarmsDailySpend')) ?? [];
  expect(spend?.Properties).toMatchObject({
    Threshold: stages.prod.budgets.dailyDollars,
    AlarmDescription: expect.stringContaining(`$${stages.prod.budgets.dailyDollars} on a day`),
  });
});

it('mails to the address of the stage, and to nobody where none is given', () => {
  template.hasResourceProperties('AWS::SNS::Subscription', {
    Protocol: 'email',
    Endpoint: 'desk@news.example',
    TopicArn: topics()[0],
  });
  const [silent] = templatesOf(stages.dev);
  silent.resourceCountIs('AWS::SNS::Subscription', 0);
});
