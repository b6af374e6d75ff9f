import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression, TimeWindow } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deadLetterRetentionDays } from '../../shared/queues.ts';

/** Starts a function every minute; an invocation that cannot be made ends in `deadLetters`. */
export class PollSchedule extends Construct {
  readonly deadLetters: Queue;

  constructor(scope: Construct, id: string, target: IFunction) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      enforceSSL: true,
      encryption: QueueEncryption.SQS_MANAGED,
      retentionPeriod: Duration.days(deadLetterRetentionDays),
    });
    const role = this.#role(target);
    new Schedule(this, 'EveryMinute', {
      description: 'Asks which feeds are due',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      timeWindow: TimeWindow.off(),
      target: new LambdaInvoke(target, {
        role: role.withoutPolicyUpdates(),
        deadLetterQueue: this.deadLetters,
        // The next minute asks again, so there is no use in trying for long.
        maxEventAge: Duration.minutes(1),
        retryAttempts: 1,
      }),
    });
  }

  /** Of its own: the role that CDK would make may invoke every version of the function. */
  #role(target: IFunction): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
    });
    const allow = (action: string, resource: string) =>
      role.addToPolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    allow('lambda:InvokeFunction', target.functionArn);
    allow('sqs:SendMessage', this.deadLetters.queueArn);
    return role;
  }
}
