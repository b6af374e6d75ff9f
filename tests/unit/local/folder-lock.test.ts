import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, uptime } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockFolder } from '../../../local/services/folder-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsloom-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const writeClaim = (claim: object) => writeFileSync(join(folder, 'lock'), JSON.stringify(claim));
const readClaim = () => JSON.parse(readFileSync(join(folder, 'lock'), 'utf8'));

describe('the lock of a folder', () => {
  it('can be taken again once it was released', async () => {
    const release = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(/in use by this very process/);
    await release();
    await (await lockFolder(folder))();
  });

  it('names the process that holds it', async () => {
    writeClaim({ pid: process.ppid, since: Date.now(), token: 'other' });
    await expect(lockFolder(folder)).rejects.toThrow(
      `${folder} is in use by process ${process.ppid}; stop it first`,
    );
  });

  it('counts for nothing when its process is dead', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    writeClaim({ pid: child.pid, since: Date.now(), token: 'other' });
    await lockFolder(folder);
    expect(readClaim()).toMatchObject({ pid: process.pid });
  });

  it('counts for nothing when it is of an earlier process with our id', async () => {
    writeClaim({ pid: process.pid, since: Date.now(), token: 'other' });
    await lockFolder(folder);
  });

  it('counts for nothing when it is older than the machine has been up', async () => {
    writeClaim({ pid: process.ppid, since: Date.now() - 1000 * uptime() - 60_000, token: 'other' });
    await lockFolder(folder);
  });

  it.each(['', 'nonsense', '-1', '{}', 'null', '{"pid":0}', '{"pid":-1}'])(
    'counts for nothing when it holds %j',
    async (text) => {
      writeFileSync(join(folder, 'lock'), text);
      await lockFolder(folder);
    },
  );

  it.each(['nobody', 'the dead'])('is given to one of many who want it from %s', async (holder) => {
    if (holder === 'the dead') writeFileSync(join(folder, 'lock'), 'stale');
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
