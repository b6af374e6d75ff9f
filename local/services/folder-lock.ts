import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { uptime } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConfigError } from '../../shared/errors.ts';

/** Ends the claim to a folder. */
export type Release = () => Promise<void>;

/** As written in the lock: whose it is, since when, and which of that process's claims. */
type Claim = { readonly pid: number; readonly since: number; readonly token: string };

/** In a container, every start may have the same process id, so that alone says little. */
const ownTokens = new Set<string>();

/**
 * Claims a folder for this process; the claim of a process that is dead does not count.
 *
 * @throws ConfigError naming the process that has the folder
 */
export async function lockFolder(folder: string): Promise<Release> {
  await mkdir(folder, { recursive: true }).catch((cause: Error) => {
    throw new ConfigError(`${folder} cannot be used as a folder: ${cause.message}`, { cause });
  });
  const file = join(folder, 'lock');
  const mine: Claim = { pid: process.pid, since: Date.now(), token: randomUUID() };
  ownTokens.add(mine.token);
  try {
    if (!(await tryClaim(file, mine))) await takeOver(folder, file, mine);
  } catch (error) {
    ownTokens.delete(mine.token);
    throw error;
  }
  return async () => {
    ownTokens.delete(mine.token);
    if ((await readClaim(file))?.token === mine.token) await rm(file, { force: true });
  };
}

/** A link comes into being at once and with its content, and only where there is none. */
async function tryClaim(file: string, claim: Claim): Promise<boolean> {
  const draft = `${file}.${claim.token}`;
  await writeFile(draft, JSON.stringify(claim));
  try {
    await link(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

async function takeOver(folder: string, file: string, mine: Claim): Promise<void> {
  const holder = await readClaim(file);
  if (holder !== undefined && isHeld(holder)) throw heldBy(folder, holder);
  await rm(file, { force: true });
  const claimed = await tryClaim(file, mine);
  // Another that saw the same dead claim may just have removed ours instead; the last one has it.
  await sleep(50);
  const winner = await readClaim(file);
  if (claimed && winner?.token === mine.token) return;
  throw winner === undefined
    ? new ConfigError(`another process is just starting on ${folder}; try again`)
    : heldBy(folder, winner);
}

async function readClaim(file: string): Promise<Claim | undefined> {
  try {
    // Anything else than a claim has fields that no live process matches.
    const { pid, since, token } = JSON.parse(await readFile(file, 'utf8')) as Partial<Claim>;
    return { pid: Number(pid), since: Number(since), token: String(token) };
  } catch {
    return undefined;
  }
}

function isHeld({ pid, since, token }: Claim): boolean {
  if (pid === process.pid) return ownTokens.has(token);
  const startOfMachine = Date.now() - 1000 * uptime();
  return since >= startOfMachine && pid > 0 && isAlive(pid);
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

const heldBy = (folder: string, { pid }: Claim) =>
  new ConfigError(
    `${folder} is in use by ${pid === process.pid ? 'this very process' : `process ${pid}`}; ` +
      'stop it first, or choose another folder',
  );
