import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { UpdateCommandInput } from '@aws-sdk/lib-dynamodb';

/** The parts of an update beside its table and key. */
export type ConditionalWrite = Omit<UpdateCommandInput, 'TableName' | 'Key'>;

/** @returns `undefined` when the condition did not hold */
export async function unlessConditionFails<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
