import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../shared/errors.ts';

/** Ends the claim to a folder. */
export type Release = () => Promise<void>;

/**
 * Claims a folder for this process; the claim of a process that is dead does not count.
 *
 * @throws ConfigError naming the process that has the folder
 */
export async function lockFolder(folder: string): Promise<Release> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'lock');
  // A second try follows the removal of a stale lock; a third would mean that others are faster.
  for (let tries = 0; tries < 3; tries++) {
    if (await claim(file)) return () => rm(file, { force: true });
    const holder = await holderOf(file);
    if (holder !== undefined && isAlive(holder)) throw heldBy(folder, holder);
    await rm(file, { force: true });
  }
  throw new ConfigError(`another process is just starting on ${folder}; try again`);
}

async function claim(file: string): Promise<boolean> {
  try {
    const lock = await open(file, 'wx');
    await lock.writeFile(String(process.pid));
    await lock.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

async function holderOf(file: string): Promise<number | undefined> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is alive, too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

const heldBy = (folder: string, pid: number) =>
  new ConfigError(
    `${folder} is in use by ${pid === process.pid ? 'this very process' : `process ${pid}`}; ` +
      'stop it first, or choose another folder',
  );
