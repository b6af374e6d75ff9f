import path from 'node:path';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { slimS3Client, withoutImport, withPlainKeys } from '../../infra/slim-s3-client.ts';

const root = path.resolve(import.meta.dirname, '../..');
const copy = slimS3Client().split('=')[1] ?? '';

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

describe('the slim S3 client', () => {
  it('describes every operation as the original does', async () => {
    const [ours, theirs] = await Promise.all([
      schemasOf(copy),
      schemasOf(path.join(root, 'node_modules/@aws-sdk/client-s3')),
    ]);
    expect(Object.keys(ours).length).toBeGreaterThan(300);
    expect(asText(ours)).toBe(asText(theirs));
  });

  it('lets a bundler leave out what nobody calls', () => {
    const use =
      "import { PutObjectCommand } from '@aws-sdk/client-s3'; console.log(PutObjectCommand);";
    const whole = bundle(use, {});
    const slim = bundle(use, { '@aws-sdk/client-s3': copy });
    expect(whole).toContain('ListBucketInventoryConfigurations');
    expect(slim).not.toContain('ListBucketInventoryConfigurations');
    expect(slim).toContain('PutObject');
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
