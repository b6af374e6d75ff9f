import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Schedule,
  ScheduleExpression,
  ScheduleTargetInput,
  TimeWindow,
} from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterRetentionDays } from '../../shared/queues.ts';

type Regular = {
  readonly description: string;
  readonly minutes: number;
  /** Of one that runs once a day: how long after midnight UTC, below 60. */
  readonly minutePastMidnight?: number;
  /** What the function is told. */
  readonly input?: Readonly<Record<string, string>>;
};

/** Starts functions again and again; an invocation that cannot be made ends in `deadLetters`. */
export class StepSchedules extends Construct {
  readonly deadLetters: Queue;
  readonly #role: Role;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(deadLetterRetentionDays),
    });
    // Its own: the role that CDK would make may invoke every version of a function.
    this.#role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    this.#allow('sqs:SendMessage', this.deadLetters.queueArn);
  }

  /** Starts a function every so many minutes. */
  start(id: string, target: IFunction, regular: Regular): void {
    const { description, minutes, minutePastMidnight, input } = regular;
    this.#allow('lambda:InvokeFunction', target.functionArn);
    const every = Duration.minutes(minutes);
    new Schedule(this, id, {
      description,
      schedule:
        minutePastMidnight === undefined
          ? ScheduleExpression.rate(every)
          : ScheduleExpression.cron({ hour: '0', minute: String(minutePastMidnight) }),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(target, {
        role: this.#role.withoutPolicyUpdates(),
        deadLetterQueue: this.deadLetters,
        ...(input !== undefined && { input: ScheduleTargetInput.fromObject(input) }),
        // The next time comes soon, so there is no use in trying for long.
        maxEventAge: every,
        retryAttempts: 1,
      }),
    });
  }

  #allow(action: string, resource: string): void {
    this.#role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
  }
}
