import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderFormat, keepFormat } from '../../../local/services/folder-format.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsloom-format-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const fill = () => mkdirSync(join(folder, 'dynamodb'));
const note = (text: string) => writeFileSync(join(folder, 'format'), text);

describe('the format of a folder', () => {
  it('is noted before a store is made, and kept by every later start', async () => {
    await keepFormat(folder);
    expect(readFileSync(join(folder, 'format'), 'utf8')).toBe(`${folderFormat}\n`);
    fill();
    await expect(keepFormat(folder)).resolves.toBeUndefined();
  });

  it('is noted again where a start died before it made a store', async () => {
    note('0\n');
    await keepFormat(folder);
    fill();
    await expect(keepFormat(folder)).resolves.toBeUndefined();
  });

  it.each([
    [undefined, 'an earlier'],
    ['', 'an earlier'],
    [`${folderFormat - 1}`, 'an earlier'],
    [`${folderFormat + 1}`, 'a later'],
    ['of another kind', 'an earlier'],
  ])('of another version, noted as %j, is refused with what to do', async (noted, version) => {
    fill();
    if (noted !== undefined) note(noted);
    await expect(keepFormat(folder)).rejects.toThrow(
      `${folder} was filled by ${version} version of Newsloom, which stored things otherwise; ` +
        `start afresh with \`rm -r ${folder}\`, or name another folder with --folder`,
    );
  });
});
