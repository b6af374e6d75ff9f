import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-ci-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the licence check', () => {
  it.each([
    ['a permissive licence', { license: 'MIT' }, 0],
    ['a choice of licences, one of them permissive', { license: '(MIT OR GPL-3.0)' }, 0],
    ['a weak copyleft that only builds', { license: 'MPL-2.0', dev: true }, 0],
    ['the same where it is deployed', { license: 'MPL-2.0' }, 1],
    ['several licences at once, one of them strong', { license: 'MIT AND GPL-3.0' }, 1],
    ['no licence at all', { dev: true }, 1],
  ])('of %s', (_what, entry, status) => {
    const lock = path.join(folder, 'package-lock.json');
    writeFileSync(lock, JSON.stringify({ packages: { '': {}, 'node_modules/some': entry } }));
    const run = spawnSync(process.execPath, [path.join(root, '.ci/licences.mjs'), lock], {
      encoding: 'utf8',
    });
    expect([run.status, run.stderr.startsWith('some: ')]).toEqual([status, status === 1]);
  });
});

describe('the dependency audit', () => {
  const npm = path.join(folder, 'npm');

  it.each([
    ['says so and passes where the registry has no audits', '{"message":"405"}', 0, 'skipped'],
    ['passes where nothing is wrong', '{"vulnerabilities":{}}', 0, '0 vulnerable'],
    [
      'passes what is of low severity',
      '{"vulnerabilities":{"a":{"name":"a","severity":"low","range":"*"}}}',
      0,
      '1 vulnerable packages, 0 of them',
    ],
    [
      'fails on a high one',
      '{"vulnerabilities":{"a":{"name":"a","severity":"high","range":"*"}}}',
      1,
      '1 of them high',
    ],
  ])('%s', (_what, answer, status, words) => {
    writeFileSync(npm, `#!/bin/sh\necho '${answer}'\n`);
    chmodSync(npm, 0o755);
    const run = spawnSync(process.execPath, [path.join(root, '.ci/audit.mjs')], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env['PATH']}` },
    });
    expect(run.status).toBe(status);
    expect(run.stdout).toContain(words);
  });
});
