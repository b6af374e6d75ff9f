import { Stack } from 'aws-cdk-lib';
import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { EnvironmentOf } from '../../shared/config/load-config.ts';
import type { viewerEnv } from '../../shared/config/viewer-env.ts';
import { acknowledge } from '../acknowledgements.ts';
import { type Functions, functionsInJson } from '../functions.ts';
import type { Parts } from '../grants.ts';
import type { Stage } from '../stages.ts';
import { PipelineFunction } from './pipeline-function.ts';

type Viewed = Parts & { readonly stage: Stage; readonly functions: Functions };

/**
 * Serves the page to look at to whoever may call it: a signed request of somebody with
 * `lambda:InvokeFunctionUrl` on it, and nobody else (docs/decisions/0013-viewer.md).
 */
export class ViewerEndpoint extends Construct {
  readonly step: PipelineFunction<EnvironmentOf<typeof viewerEnv>>;
  readonly url: string;

  constructor(scope: Construct, id: string, viewed: Viewed) {
    super(scope, id);
    this.step = new PipelineFunction(this, 'Step', {
      ...{ stage: viewed.stage, step: 'viewer', memoryMb: 1024, timeoutSeconds: 30 },
      environment: this.#environment(viewed),
    });
    this.#grant(viewed);
    this.#acknowledge(viewed);
    const { url } = this.step.function.addFunctionUrl({ authType: FunctionUrlAuthType.AWS_IAM });
    this.url = url;
  }

  #environment({ tables, raw, functions, ...queues }: Viewed): EnvironmentOf<typeof viewerEnv> {
    const { feedQueue, articleQueue, linkQueue, replayQueue, quarantine } = queues;
    const names = {
      ...{ feeds: feedQueue.queue.queueName, articles: articleQueue.queue.queueName },
      ...{ links: linkQueue.queue.queueName, replays: replayQueue.queue.queueName },
      'feeds dead letters': feedQueue.deadLetters.queueName,
      'articles dead letters': articleQueue.deadLetters.queueName,
      'links dead letters': linkQueue.deadLetters.queueName,
      'replays dead letters': replayQueue.deadLetters.queueName,
      quarantine: quarantine.queue.queueName,
    };
    const stack = Stack.of(this);
    return {
      FEEDS_TABLE: tables.feeds.tableName,
      ARTICLES_TABLE: tables.articles.tableName,
      CHANGES_TABLE: tables.changes.tableName,
      REVISIONS_TABLE: tables.revisions.tableName,
      STORIES_TABLE: tables.stories.tableName,
      LINKS_TABLE: tables.links.tableName,
      HOSTS_TABLE: tables.hosts.tableName,
      RAW_BUCKET: raw.bucket.bucketName,
      STACK_NAME: stack.stackName,
      QUEUE_NAMES: stack.toJsonString(names),
      FUNCTIONS: functionsInJson(stack, functions),
    };
  }

  #grant({ tables, raw }: Viewed): void {
    const { feeds, articles, revisions, stories, links } = tables;
    this.step.allow(
      ['dynamodb:GetItem', 'dynamodb:BatchGetItem'],
      ...[feeds, articles, stories].map(({ tableArn }) => tableArn),
    );
    this.step.allow(
      ['dynamodb:Query'],
      ...[revisions.tableArn, links.tableArn, `${feeds.tableArn}/index/catalog`],
      ...['latest', 'feed', 'story'].map((index) => `${articles.tableArn}/index/${index}`),
      `${stories.tableArn}/index/latest`,
    );
    this.step.allow(['s3:GetObject'], raw.bucket.arnForObjects('raw/*'));
    // Not for a prefix alone: without it, S3 calls a page that is not there forbidden.
    this.step.allow(['s3:ListBucket'], raw.bucket.bucketArn);
    // CloudWatch knows no resources for this.
    this.step.allow(['cloudwatch:GetMetricData'], '*');
  }

  #acknowledge({ raw }: Viewed): void {
    const bucket = Stack.of(this).getLogicalId(raw.bucket.node.defaultChild as never);
    acknowledge(this.step, {
      'Serverless::Serverless-LambdaDLQ': 'It is called and answers; nothing is left to try again.',
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'It has no event source: readers call it.',
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
        'X-Ray accepts no resource but * for sending traces, nor does CloudWatch for reading metrics.',
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${bucket}.Arn>/raw/*]`]:
        'Keys of packs of raw pages are made of days and hashes; all stand under raw/.',
    });
  }
}
