import { type Stack, Validations } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { StepSchedules } from './constructs/step-schedules.ts';
import type { Functions } from './functions.ts';
import type { Parts } from './grants.ts';

type Deployed = Parts & { readonly functions: Functions; readonly schedules: StepSchedules };

/** Findings of cdk-nag that are as they should be, each with its reason. */
export function acknowledgeFindings(stack: Stack, deployed: Deployed): void {
  const { raw, quarantine, schedules, functions } = deployed;
  const { feedQueue, articleQueue, linkQueue, replayQueue } = deployed;
  acknowledge(raw.bucket, {
    'AwsSolutions::AwsSolutions-S1':
      'Only fetch-article writes here; CloudTrail data events tell who, without a second bucket to pay for.',
  });

  const last =
    'It is where messages end for a person to look at; there is nowhere to send them on.';
  for (const { deadLetters } of [feedQueue, articleQueue, linkQueue, replayQueue])
    acknowledge(deadLetters, { 'Serverless::Serverless-SQSRedrivePolicy': last });
  for (const queue of [quarantine.queue, schedules.deadLetters])
    acknowledge(queue, {
      'Serverless::Serverless-SQSRedrivePolicy': last,
      'AwsSolutions::AwsSolutions-SQS3': last,
    });

  for (const step of Object.values(functions))
    acknowledge(step, {
      'Serverless::Serverless-LambdaDLQ':
        'No step is invoked asynchronously: queues and the schedules have dead letters of their own.',
      'Serverless::Serverless-LambdaEventSourceMappingDestination':
        'SQS event sources have no destinations; the queue itself has a dead-letter queue.',
      'AwsSolutions::AwsSolutions-IAM5[Resource::*]':
        'X-Ray accepts no resource but * for sending traces.',
    });
  const bucket = stack.getLogicalId(raw.bucket.node.defaultChild as never);
  for (const step of [functions.fetchArticle, functions.replayArticle])
    acknowledge(step, {
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<${bucket}.Arn>/raw/*]`]:
        'Keys of packs of raw pages are made of days and hashes; all stand under raw/.',
    });
}

/** Says of a part of the stack why some findings of cdk-nag are as they should be. */
export function acknowledge(scope: Construct, reasons: Readonly<Record<string, string>>): void {
  for (const [id, reason] of Object.entries(reasons))
    Validations.of(scope).acknowledge({ id, reason });
}
