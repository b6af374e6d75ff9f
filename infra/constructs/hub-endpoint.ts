import { FunctionUrlAuthType } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { webSubEnv } from '../../shared/config/function-env.ts';
import type { EnvironmentOf } from '../../shared/config/load-config.ts';
import type { Stage, WebSubStage } from '../stages.ts';
import { PipelineFunction } from './pipeline-function.ts';

type HubEndpointProps = {
  readonly stage: Stage;
  readonly websub: WebSubStage;
  readonly environment: EnvironmentOf<typeof webSubEnv>;
};

/**
 * The one address of a stack that anyone can call: hubs have no AWS credentials. Who calls it is told
 * by the path, which nobody can guess, and the signature (docs/decisions/0006-websub.md).
 */
export class HubEndpoint extends Construct {
  readonly step: PipelineFunction<EnvironmentOf<typeof webSubEnv>>;
  readonly url: string;

  constructor(scope: Construct, id: string, { stage, websub, environment }: HubEndpointProps) {
    super(scope, id);
    this.step = new PipelineFunction(this, 'Step', {
      ...{ stage, step: 'websub', memoryMb: 256, timeoutSeconds: 10, environment },
      reservedConcurrency: websub.reservedConcurrency,
    });
    const { url } = this.step.function.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
    this.url = url;
  }
}
