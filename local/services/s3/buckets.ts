import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { folderObjectStore } from './folder-object-store.ts';
import { memoryObjectStore, type ObjectStore } from './object-store.ts';
import { S3Error } from './s3-error.ts';
import type { BucketContext } from './s3-request.ts';

export type Buckets = {
  readonly names: () => readonly string[];
  /** @throws S3Error when there is none of the name */
  find(name: string): BucketContext;
  create(name: string): Promise<void>;
  remove(name: string): Promise<void>;
};

/** The buckets in a folder, or in memory without one. */
export async function openBuckets(folder?: string): Promise<Buckets> {
  const buckets = new Map<string, BucketContext>();
  const open = async (name: string, kind: string): Promise<ObjectStore> =>
    folder === undefined ? memoryObjectStore() : folderObjectStore(join(folder, name, kind));
  const add = async (name: string) => {
    const [objects, parts] = [await open(name, 'objects'), await open(name, 'uploads')];
    buckets.set(name, { objects, parts, alone: oneAtATime() });
  };
  if (folder !== undefined) {
    await mkdir(folder, { recursive: true });
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      // Not what file managers leave behind.
      if (entry.isDirectory()) await add(entry.name);
    }
  }

  function find(name: string): BucketContext {
    const bucket = buckets.get(name);
    if (bucket === undefined) {
      throw new S3Error('NoSuchBucket', 'The specified bucket does not exist');
    }
    return bucket;
  }
  return {
    names: () => [...buckets.keys()].sort(),
    find,
    async create(name) {
      if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) || name.includes('..')) {
        throw new S3Error('InvalidBucketName', 'The specified bucket is not valid.');
      }
      if (buckets.has(name)) {
        throw new S3Error('BucketAlreadyOwnedByYou', 'You already own a bucket of that name.');
      }
      await add(name);
    },
    async remove(name) {
      const { objects, parts } = find(name);
      if ((await objects.list()).length > 0) {
        throw new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty');
      }
      buckets.delete(name);
      await Promise.all([objects.destroy(), parts.destroy()]);
    },
  };
}

/** Makes runs for the same key wait for each other. */
function oneAtATime(): BucketContext['alone'] {
  const last = new Map<string, Promise<unknown>>();
  return async (key, run) => {
    const mine = (last.get(key) ?? Promise.resolve()).then(run, run);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
