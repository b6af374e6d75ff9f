import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { runNewsloom } from '../../cli/run-newsloom.ts';
import { openStore } from '../../cli/store.ts';
import { startServices } from '../../local/services/start-services.ts';
import { aWorld } from '../builders/a-world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'newsloom-cli-'));
const store = path.join(folder, 'store');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let out = '';
let err = '';
beforeEach(() => {
  out = '';
  err = '';
});
const world = aWorld({
  out: (text) => {
    out += text;
  },
  err: (text) => {
    err += text;
  },
  openStore,
});
const run = (...args: readonly string[]) => runNewsloom(args, world);

describe('the store in a folder', () => {
  it('does not come into being by being read', async () => {
    expect(await run('status', '--folder', folder)).toBe(1);
    expect(err).toContain(`there is no store in ${folder}; fill one with \`npm start\``);
    expect(existsSync(path.join(folder, 'dynamodb'))).toBe(false);
  });

  it('is made for its first feed, which is there ever after', async () => {
    expect(
      await run('feeds', 'add', 'https://news.example/rss', '--unchecked', '--folder', store),
    ).toBe(0);
    out = '';
    expect(await run('feeds', 'list', '--json', '--folder', store)).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ url: 'https://news.example/rss', origin: 'cli' });
  });

  it('is left alone while another uses it, who is named', async () => {
    const services = await startServices({ folder: store });
    try {
      expect(await run('status', '--folder', store)).toBe(1);
      expect(err).toMatch(/is in use by .*; stop it first/);
    } finally {
      await services.stop();
    }
  });
});

it('the process ends with its code, and shows the stack trace to who asks for it', async () => {
  const ended = await new Promise<{ code: unknown; out: string; err: string }>((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', 'cli/newsloom.ts', 'page', 'missing.html'],
      {
        cwd: path.join(import.meta.dirname, '../..'),
        env: { ...process.env, NEWSLOOM_DEBUG: '1' },
      },
      (error, stdout, stderr) => resolve({ code: error?.code ?? 0, out: stdout, err: stderr }),
    );
  });
  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toMatch(/^error: cannot read missing\.html: [\s\S]* {4}at /);
});
