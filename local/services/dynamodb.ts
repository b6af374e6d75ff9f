import { mkdir } from 'node:fs/promises';
import dynalite from 'dynalite';
import { listenOnLoopback, type Service } from './loopback.ts';

/**
 * Starts a DynamoDB stand-in, persistent in a folder or in memory without one.
 *
 * It lacks transactions, streams and the deletion of expired items, and ignores
 * `ReturnValuesOnConditionCheckFailure`: nothing in the product may rely on them.
 */
export async function startDynamoDb({ folder }: { folder?: string } = {}): Promise<Service> {
  if (folder !== undefined) await mkdir(folder, { recursive: true });
  const server = dynalite({
    ...(folder === undefined ? {} : { path: folder }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  return listenOnLoopback(server);
}
