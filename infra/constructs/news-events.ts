import { type CfnEventBus, EventBus } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { nameInStack } from './stack-name.ts';

/** The bus on which the world is told of articles and stories (docs/events.md). */
export class NewsEvents extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string, stage: Stage) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      // EventBridge insists on a name.
      eventBusName: nameInStack(this, 'Bus'),
      description: `Newsloom ${stage.name}: articles and stories`,
    });
  }
}

/** By an attribute: what a reference to a bus comes to differs between CloudFormation and its emulators. */
export const nameOfBus = (bus: EventBus): string => (bus.node.defaultChild as CfnEventBus).attrName;
