import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { byKey, type ObjectHead, type ObjectStore, type StoredObject } from './object-store.ts';

const firstBytes = 4096;

/**
 * Objects in a folder, a file each: a line of JSON with all that is known of it, then its bytes.
 *
 * One file and one rename an object, so that a crash leaves the old object or the new one. A file is named
 * by the hash of its key, as keys may be longer than file names and differ by case alone.
 */
export async function folderObjectStore(folder: string): Promise<ObjectStore> {
  const drafts = join(folder, 'drafts');
  // What an interrupted write left behind.
  await rm(drafts, { recursive: true, force: true });
  await mkdir(drafts, { recursive: true });
  const objects = join(folder, 'objects');
  // Read when it is first asked for: opening a store of many objects must stay quick.
  let heads: Promise<Map<string, ObjectHead>> | undefined;

  return {
    async put({ head, body }) {
      const draft = join(drafts, randomUUID());
      await writeFile(draft, Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), body]));
      const file = fileOf(objects, head.key);
      await mkdir(dirname(file), { recursive: true });
      await rename(draft, file);
      (await heads)?.set(head.key, head);
    },
    head: (key) => readHead(fileOf(objects, key)),
    read: (key) => readObject(fileOf(objects, key)),
    async remove(key) {
      await rm(fileOf(objects, key), { force: true });
      (await heads)?.delete(key);
    },
    async list() {
      heads ??= readHeads(objects);
      return [...(await heads).values()].sort(byKey);
    },
    async destroy() {
      heads = undefined;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function fileOf(folder: string, key: string): string {
  const name = createHash('sha256').update(key).digest('hex');
  return join(folder, name.slice(0, 2), name.slice(2));
}

/** Makes a missing file `undefined`. */
async function ifThere<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function readObject(path: string): Promise<StoredObject | undefined> {
  const bytes = await ifThere(readFile(path));
  if (bytes === undefined) return undefined;
  const end = bytes.indexOf(10);
  return { head: parseHead(bytes.subarray(0, end)), body: bytes.subarray(end + 1) };
}

async function readHead(path: string): Promise<ObjectHead | undefined> {
  const file = await ifThere(open(path));
  if (file === undefined) return undefined;
  try {
    for (let length = firstBytes; ; length *= 4) {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
      const end = buffer.subarray(0, bytesRead).indexOf(10);
      if (end !== -1) return parseHead(buffer.subarray(0, end));
      if (bytesRead < length) throw new Error(`${path} is not an object of this store`);
    }
  } finally {
    await file.close();
  }
}

/** Written by `put`, which knows no other type. */
const parseHead = (line: Buffer): ObjectHead => JSON.parse(line.toString()) as ObjectHead;

async function readHeads(folder: string): Promise<Map<string, ObjectHead>> {
  const heads = new Map<string, ObjectHead>();
  for (const shelf of (await ifThere(readdir(folder))) ?? []) {
    // Not what file managers leave behind.
    if (!/^[0-9a-f]{2}$/.test(shelf)) continue;
    const names = (await readdir(join(folder, shelf))).filter((name) =>
      /^[0-9a-f]{62}$/.test(name),
    );
    const found = await Promise.all(names.map((name) => readHead(join(folder, shelf, name))));
    for (const head of found) {
      if (head !== undefined) heads.set(head.key, head);
    }
  }
  return heads;
}
