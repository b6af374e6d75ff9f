import { once } from 'node:events';
import { access, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Service } from './loopback.ts';
import { rebuildIndexes } from './rebuild-indexes.ts';

const immediately = { createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 };

/**
 * Starts a DynamoDB stand-in, persistent in a folder or in memory without one.
 *
 * It lacks transactions, streams and the deletion of expired items, and ignores
 * `ReturnValuesOnConditionCheckFailure`: nothing in the product may rely on them.
 */
export async function startDynamoDb({ folder }: { folder?: string } = {}): Promise<Service> {
  if (folder === undefined) return startThread(immediately);

  await mkdir(folder, { recursive: true });
  // There while the database is in use, and still there when the last user was killed.
  const mark = join(folder, 'in-use');
  const path = join(folder, 'level');
  if (await exists(mark)) await rebuildIndexes(path);
  await writeFile(mark, '');
  const { endpoint, stop } = await startThread({ path, ...immediately });
  return {
    endpoint,
    async stop() {
      await stop();
      await rm(mark, { force: true });
    },
  };
}

/**
 * Runs dynalite in a thread of its own: it keeps one core busy, and the handlers another.
 *
 * A thread and not a process, which would outlive ours when that is killed, and keep the folder.
 * An error that the thread does not survive is thrown in this one.
 */
async function startThread(options: object): Promise<Service> {
  const worker = new Worker(new URL('./dynalite-worker.mjs', import.meta.url), {
    name: 'dynamodb',
    workerData: options,
    // Without the loaders of this process.
    execArgv: [],
  });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  // Rejects at the thread's `error`.
  const [{ port }] = await once(worker, 'message');
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async stop() {
      worker.postMessage('stop');
      await ended;
    },
  };
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
