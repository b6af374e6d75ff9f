import { CommandError } from './command-error.ts';
import { isWebUrl } from './options.ts';
import type { World } from './world.ts';

const problems: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is no folder',
  EACCES: 'you may not',
  EPERM: 'you may not',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

/** What the system says of a file, in words. */
export function fileProblem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return ('code' in error && problems[String(error.code)]) || error.message;
}

/** For `www.news.example/a` and `htps://news.example/a`, which were not meant to be files. */
const addressHint = (file: string): string =>
  /^(\w+:|www\.)/.test(file) ? '; an address begins with http:// or https://' : '';

const unreadable = (file: string, cause: unknown): CommandError =>
  new CommandError(`cannot read ${file}: ${fileProblem(cause)}${addressHint(file)}`, { cause });

/** A file's bytes. */
export async function readInput(world: World, file: string): Promise<Uint8Array> {
  try {
    return await world.readFile(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** A file's bytes, a piece at a time. */
export async function* readChunks(world: World, file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* world.openFile(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

/** Writes a file. */
export async function writeOutput(world: World, file: string, text: string): Promise<void> {
  try {
    await world.writeFile(file, text);
  } catch (cause) {
    throw new CommandError(`cannot write ${file}: ${fileProblem(cause)}`, { cause });
  }
}

/** A document, and the address that it is read under. */
export type Document = {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Fetches an address through the guard against private ones, or reads a file. */
export async function readDocument(
  world: World,
  source: string,
  { accept, url }: { readonly accept: string; readonly url?: string | undefined },
): Promise<Document> {
  if (!isWebUrl(source))
    return {
      bytes: await readInput(world, source),
      url: url ?? 'https://unknown.example/',
      headers: {},
    };
  const { status, body, finalUrl, headers } = await world.fetchWeb({ url: source, accept });
  if (status === 200) return { bytes: body, url: url ?? finalUrl, headers };
  throw new CommandError(
    `${source} answered ${status}; save the document and name the file instead`,
  );
}
