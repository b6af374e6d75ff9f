import { Fn, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/**
 * What CloudFormation itself would call a resource that must be given a name: by its stack, and unlike
 * that of every other stack.
 */
export function nameInStack(scope: Construct, id: string): string {
  const { stackId, stackName } = Stack.of(scope);
  const unique = Fn.select(0, Fn.split('-', Fn.select(2, Fn.split('/', stackId))));
  return `${stackName}-${scope.node.id}-${id}-${unique}`;
}
