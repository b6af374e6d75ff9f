import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import dynalite from 'dynalite';
import { listenOnLoopback, type Service } from './loopback.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';

const immediately = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };

/**
 * Starts a DynamoDB stand-in, persistent in a folder or in memory without one.
 *
 * It lacks transactions, streams and the deletion of expired items, and ignores
 * `ReturnValuesOnConditionCheckFailure`: nothing in the product may rely on them.
 */
export async function startDynamoDb({ folder }: { folder?: string } = {}): Promise<Service> {
  if (folder === undefined) return listenOnLoopback(dynalite(immediately));

  await mkdir(folder, { recursive: true });
  // There while the database is in use, and still there when the last user was killed.
  const mark = join(folder, 'in-use');
  const path = join(folder, 'level');
  if (await exists(mark)) await rebuildIndexes(path);
  await writeFile(mark, '');
  const { endpoint, stop } = await listenOnLoopback(dynalite({ path, ...immediately }));
  return {
    endpoint,
    async stop() {
      await stop();
      await rm(mark, { force: true });
    },
  };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
