import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigError } from '../../shared/errors.ts';

/**
 * The form of what a folder holds; raised when a store of before cannot be read any more.
 *
 * A deployed stack is carried over instead: `docs/runbook.md#upgrading`.
 */
export const folderFormat = 1;

/**
 * Notes in a folder that is new in which form it will be filled.
 *
 * @throws ConfigError that says how to begin anew, when another version has filled it
 */
export async function keepFormat(folder: string): Promise<void> {
  const note = join(folder, 'format');
  if (!existsSync(join(folder, 'dynamodb'))) {
    await writeFile(note, `${folderFormat}\n`);
    return;
  }
  const found = Number(await readFile(note, 'utf8').catch(() => '0'));
  if (found === folderFormat) return;
  const filledBy = found > folderFormat ? 'a later' : 'an earlier';
  throw new ConfigError(
    `${folder} was filled by ${filledBy} version of Newsloom, which stored things otherwise; ` +
      `start afresh with \`rm -r ${folder}\`, or name another folder with --folder`,
  );
}
