import { Duration, type Stack } from 'aws-cdk-lib';
import { Stats } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { exportDayEnv } from '../../shared/config/function-env.ts';
import type { EnvironmentOf } from '../../shared/config/load-config.ts';
import { acknowledge } from '../acknowledgements.ts';
import type { Stage } from '../stages.ts';
import type { Alarms } from './alarms.ts';
import type { NewsTables } from './news-tables.ts';
import { PipelineFunction } from './pipeline-function.ts';
import type { RawArchive } from './raw-archive.ts';
import type { StepSchedules } from './step-schedules.ts';

type Parts = {
  readonly stack: Stack;
  readonly stage: Stage;
  readonly tables: NewsTables['byName'];
  readonly raw: RawArchive;
  readonly alarms: Alarms;
  readonly schedules: StepSchedules;
};

/** Writes exports to the bucket: the days that were changed once a day, feeds every hour. */
export class ExportJobs extends Construct {
  readonly step: PipelineFunction<EnvironmentOf<typeof exportDayEnv>>;

  constructor(scope: Construct, id: string, parts: Parts) {
    super(scope, id);
    this.step = this.#function(parts);
    this.#grant(parts);
    this.#acknowledge(parts);
    const { function: target } = this.step;
    parts.schedules.start('EveryDay', target, {
      ...{ description: 'Exports the days that were changed', minutes: 24 * 60 },
      // When the day before is over, and what came late to it is told.
      ...{ minutePastMidnight: 30, input: { job: 'days' } },
    });
    parts.schedules.start('EveryHourFeeds', target, {
      ...{ description: 'Writes the feeds of the latest', minutes: 60, input: { job: 'feeds' } },
    });
    const period = Duration.hours(1);
    const errors = target.metricErrors({ period, statistic: Stats.SUM });
    parts.alarms.onMeasure('ExportErrors', errors, {
      // Lambda tries again twice: the third failure is nobody's slip.
      ...{ above: 3, periods: 1 },
      text: {
        heading: 'Exports not written',
        what: 'export-day has failed, and so did its retries: exports and feeds stay as they were.',
      },
    });
  }

  #function({ stage, tables, raw }: Parts) {
    const environment: EnvironmentOf<typeof exportDayEnv> = {
      ARTICLES_TABLE: tables.articles.tableName,
      CHANGES_TABLE: tables.changes.tableName,
      REVISIONS_TABLE: tables.revisions.tableName,
      STORIES_TABLE: tables.stories.tableName,
      LINKS_TABLE: tables.links.tableName,
      RAW_BUCKET: raw.bucket.bucketName,
      HOMEPAGE: stage.contactUrl,
    };
    return new PipelineFunction(this, 'Step', {
      // Memory is for one file's worth of rows; the time is what a round of days may take.
      ...{ stage, step: 'export-day', memoryMb: 1536, timeoutSeconds: 900, environment },
    });
  }

  #grant({ tables, raw }: Parts): void {
    const { articles, changes, revisions, stories, links } = tables;
    for (const table of [articles, revisions, stories])
      this.step.allow(['dynamodb:BatchGetItem'], table.tableArn);
    this.step.allow(
      ['dynamodb:Query'],
      ...[changes.tableArn, links.tableArn, `${articles.tableArn}/index/latest`],
      ...[`${articles.tableArn}/index/story`, `${stories.tableArn}/index/latest`],
    );
    this.step.allow(
      ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      raw.bucket.arnForObjects('export/*'),
    );
    // Not for a prefix alone: without it, S3 calls an object that is not there forbidden.
    this.step.allow(['s3:ListBucket'], raw.bucket.bucketArn);
  }

  #acknowledge({ stack, raw }: Parts): void {
    const bucket = stack.getLogicalId(raw.bucket.node.defaultChild as never);
    acknowledge(this.step, {
      'Serverless::Serverless-LambdaDLQ':
        'A run that fails is made up for by the next; an alarm tells when runs fail.',
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'It has no event source: schedules start it.',
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
        'X-Ray accepts no resource but * for sending traces.',
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${bucket}.Arn>/export/*]`]:
        'Exports have a file for each day; all stand under export/.',
    });
  }
}
