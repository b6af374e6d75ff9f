import { existsSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const { outputFiles, metafile } = buildSync({
  entryPoints: [path.join(root, 'shared/page/read-page.ts')],
  absWorkingDir: root,
  ...{ bundle: true, minify: true, write: false, metafile: true, charset: 'utf8' },
  ...{ platform: 'node', format: 'esm', target: 'node24', outfile: 'extractor.mjs' },
});
const code = outputFiles[0]?.text ?? '';

describe('the extractor as a bundle', () => {
  it('is less than 150 kB, all that it loads at once', () => {
    expect(Buffer.byteLength(code)).toBeLessThan(150_000);
  });

  it('needs no package but one for character references', () => {
    const packages = Object.keys(metafile.inputs)
      .filter((file) => file.includes('node_modules'))
      .map((file) => file.replace(/.*node_modules\/([^/]+)\/.*/, '$1'));
    expect([...new Set(packages)]).toEqual(['entities']);
  });

  it.each([
    'shared/dates/months',
    'shared/page/words',
    'shared/text/languages',
    'shared/url/suffixes',
  ])('reads %s when it first needs it', (folder) => {
    expect(existsSync(path.join(root, folder))).toBe(true);
    expect(code).toContain(`./${path.basename(folder)}/`);
    expect(Object.keys(metafile.inputs).filter((file) => file.startsWith(folder))).toEqual([]);
  });
});
