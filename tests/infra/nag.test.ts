import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type App, Stack, Validations } from 'aws-cdk-lib';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { beforeAll, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { appOf } from './synthesize.ts';

type PluginReport = {
  readonly pluginName: string;
  readonly violations: readonly Finding[];
  readonly suppressedViolations: readonly (Finding & { readonly reason?: string })[];
};
type Finding = {
  readonly ruleName: string;
  readonly violatingConstructs: readonly { readonly constructPath: string }[];
};

/** Runs both packs of cdk-nag over an app, as `infra/app.ts` does. */
function reportsOn(app: App): PluginReport[] {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const exitCode = process.exitCode;
  try {
    app.synth();
  } catch (error) {
    if (!String(error).includes('alidation')) throw error;
  } finally {
    // A finding marks the process as failed, which is for the CLI and not for the tests.
    process.exitCode = exitCode;
  }
  const file = path.join(app.outdir, 'validation-report.json');
  return JSON.parse(readFileSync(file, 'utf8')).pluginReports;
}

const hubs = {
  ...{ ...stages.prod, name: 'hubs', websub: { reservedConcurrency: 5 } },
  ...{ exports: true as const, viewer: true as const, readers: ['111122223333'] },
  embedder: { model: 'titan-v2' as const },
};

let reports: PluginReport[];
beforeAll(() => {
  const { app } = appOf([stages.prod, hubs]);
  // A finding that must be made, beside the stack that must have none.
  new CfnBucket(new Stack(app, 'Planted'), 'Open');
  reports = reportsOn(app);
});

const findingsIn = (stack: string): string[] =>
  reports
    .flatMap(({ violations }) => violations)
    .filter(({ violatingConstructs }) =>
      violatingConstructs.some(({ constructPath }) => constructPath.startsWith(`${stack}/`)),
    )
    .map(({ ruleName }) => ruleName);

it('runs both packs, and finds a bucket that someone left open', () => {
  expect(reports.map(({ pluginName }) => pluginName)).toEqual(
    expect.arrayContaining(['AwsSolutions', 'Serverless']),
  );
  expect(findingsIn('Planted')).toContain('AwsSolutions-S10');
});

it.each(['Newsloom-prod', 'Newsloom-hubs'])('leaves no finding in %s unacknowledged', (stack) => {
  expect(findingsIn(stack)).toEqual([]);
});

it('acknowledges these rules and no others, each with a reason', () => {
  const acknowledged = reports.flatMap(({ suppressedViolations }) => suppressedViolations);
  for (const { ruleName, reason } of acknowledged)
    expect(reason ?? '', ruleName).toMatch(/^.{20,}\.$/);
  expect([...new Set(acknowledged.map(({ ruleName }) => withoutId(ruleName)))].sort()).toEqual([
    'AwsSolutions-IAM5[Resource::*]',
    'AwsSolutions-IAM5[Resource::<Bucket.Arn>/export/*]',
    'AwsSolutions-IAM5[Resource::<Bucket.Arn>/raw/*]',
    'AwsSolutions-S1',
    'AwsSolutions-SQS3',
    'Serverless-LambdaDLQ',
    'Serverless-LambdaEventSourceMappingDestination',
    'Serverless-SQSRedrivePolicy',
  ]);
});

const withoutId = (rule: string) => rule.replace(/<RawBucket[0-9A-F]{8}/, '<Bucket');
