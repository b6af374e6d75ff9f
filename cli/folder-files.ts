import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExportFiles } from '../shared/ports/exports.ts';

/** The files of exports in a folder of this machine. */
export function folderFiles(folder: string): ExportFiles {
  const within = (name: string) => path.join(folder, ...name.split('/'));
  return {
    async put(name, bytes) {
      const file = within(name);
      await mkdir(path.dirname(file), { recursive: true });
      // Whoever reads meanwhile sees the whole file, the old or the new.
      await writeFile(`${file}.new`, bytes);
      await rename(`${file}.new`, file);
    },

    get: (name) => unlessMissing(readFile(within(name)), undefined),

    async list(prefix) {
      const names = await unlessMissing(readdir(within(prefix), { recursive: true }), []);
      return names.map((name) => `${prefix}${name.split(path.sep).join('/')}`).toSorted();
    },

    async remove(names) {
      for (const name of names) await rm(within(name), { force: true, recursive: true });
    },
  };
}

async function unlessMissing<T, U>(work: Promise<T>, otherwise: U): Promise<T | U> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return otherwise;
    throw error;
  }
}
