import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parseOptions } from '../../../local/options.ts';
import { findSources } from '../../../local/sources.ts';

const script = fileURLToPath(new URL('../../../local/start.ts', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsloom-start-'));
  writeFileSync(join(folder, 'no.opml'), 'a shopping list');
  const page = { url: 'https://a.example/x', file: 'none.html' };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ pages: [page] }));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Ended = { readonly code: number | null; readonly output: string };

/** Runs `npm start`; presses Ctrl-C once the output holds `interruptAt`. */
async function start(args: readonly string[], interruptAt?: string): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args]);
  let output = '';
  let interrupted = false;
  const hear = (chunk: Buffer) => {
    output += chunk;
    if (interruptAt === undefined || interrupted || !output.includes(interruptAt)) return;
    interrupted = true;
    child.kill('SIGINT');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

describe('npm start', () => {
  it('says in a line what is wrong with a page that is not there', async () => {
    const { code, output } = await start(['--web', folder]);
    expect(output).toMatch(/a\.example\/x.*no file none\.html/);
    expect(output).not.toMatch(/^\s+at /m);
    expect(code).toBe(1);
  });

  it.each([
    [['--wrong'], "unknown option '--wrong'"],
    [['--websub-url', 'https://hub.example/'], '--websub-port, which is missing'],
    [['--feed', 'news.example'], 'It is an http or https URL.'],
  ])('says what is wrong with the options %j, as newsloom does', (args, problem) => {
    const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(() => parseOptions(args)).toThrow(CommanderError);
    expect(told.mock.calls.join('')).toContain(problem);
    told.mockRestore();
  });

  it('ends with 2 when it was asked wrongly', async () => {
    const { code, output } = await start(['--wrong']);
    expect(output).toContain('--help shows what is possible');
    expect(code).toBe(2);
  });

  it.each(['no.opml', 'none.opml', '.'])('names a list that it cannot read: %s', (name) => {
    const opml = join(folder, name);
    expect(() => findSources({ feeds: [], opml, keepRunning: false, view: false, folder })).toThrow(
      new RegExp(`--opml ${opml}: .*(no OPML|cannot be read)`),
    );
  });

  it('stops cleanly at Ctrl-C, and leaves the folder to the next start', async () => {
    const store = join(folder, 'store');
    const { code, output } = await start(['--folder', store], 'Today');
    expect(output).toContain('goes on from here');
    expect(code).toBe(130);
    expect(existsSync(join(store, 'lock'))).toBe(false);
    expect(existsSync(join(store, 'dynamodb', 'in-use'))).toBe(false);
  });
});
