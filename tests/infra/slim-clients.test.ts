import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import {
  slimClients,
  withoutImport,
  withoutScripts,
  withPlainKeys,
} from '../../infra/slim-clients.ts';

const root = path.resolve(import.meta.dirname, '../..');
const copies = new Map(slimClients().map((alias) => alias.split('=') as [string, string]));

/** All that a client says of its operations, evaluated. */
async function schemasOf(client: string): Promise<Record<string, unknown>> {
  const code = bundle(`export * from '${client}/dist-es/schemas/schemas_0.js'`, {});
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
}

function bundle(contents: string, alias: Record<string, string>): string {
  const { outputFiles } = buildSync({
    stdin: { contents, resolveDir: root },
    ...{ alias, bundle: true, minify: true, write: false, platform: 'node', format: 'esm' },
    mainFields: ['module', 'main'],
    banner: {
      js: "import{createRequire}from'node:module';const require=createRequire('file:///');",
    },
  });
  return outputFiles[0]?.text ?? '';
}

const asText = (schemas: Record<string, unknown>): string =>
  JSON.stringify(schemas, (_, value) => (typeof value === 'function' ? 'a reference' : value));

describe('the slim clients', () => {
  it.each([...copies])('%s describes every operation as the original does', async (name, copy) => {
    const [ours, theirs] = await Promise.all([
      schemasOf(copy),
      schemasOf(path.join(root, 'node_modules', name)),
    ]);
    expect(Object.keys(ours).length).toBeGreaterThan(60);
    expect(asText(ours)).toBe(asText(theirs));
  });

  it('let a bundler leave out what nobody calls', () => {
    const use =
      "import { PutObjectCommand } from '@aws-sdk/client-s3'; console.log(PutObjectCommand);";
    const whole = bundle(use, {});
    const slim = bundle(use, Object.fromEntries(copies));
    expect(whole).toContain('ListBucketInventoryConfigurations');
    expect(slim).not.toContain('ListBucketInventoryConfigurations');
    expect(slim).toContain('PutObject');
  });

  it('tell services the version of the original', () => {
    const use = "import { SQSClient } from '@aws-sdk/client-sqs'; console.log(SQSClient);";
    const { version } = JSON.parse(
      readFileSync(path.join(root, 'node_modules/@aws-sdk/client-sqs/package.json'), 'utf8'),
    );
    const slim = bundle(use, Object.fromEntries(copies));
    expect(slim.includes(`"${version}"`)).toBe(true);
    expect(slim.includes('JavaScript Sqs Client for Node.js')).toBe(false);
  });
});

describe('withoutScripts', () => {
  it('keeps by what a package is known and found', () => {
    const whole = { name: 'a', version: '1.0.0', main: 'a.js', scripts: { test: 'true' } };
    expect(JSON.parse(withoutScripts(JSON.stringify(whole)))).toEqual({
      ...{ name: 'a', version: '1.0.0', main: 'a.js' },
    });
  });
});

describe('withPlainKeys', () => {
  it('leaves keys alone that are of no constant text', () => {
    const code = 'const _h = "http";\nconst a = { [_h]: 1, [_x]: 2, [b()]: 3 };';
    expect(withPlainKeys(code)).toBe(
      'const _h = "http";\nconst a = { "http": 1, [_x]: 2, [b()]: 3 };',
    );
  });
});

describe('withoutImport', () => {
  it('puts something in the place of an import, and says so where there is none', () => {
    expect(withoutImport('import { a, } from "b";\na();', 'a', '() => 1')).toBe(
      'const a = () => 1;\na();',
    );
    expect(() => withoutImport('import { b } from "b";', 'a', '1')).toThrow('imports no a');
  });
});
