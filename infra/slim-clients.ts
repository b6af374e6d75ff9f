import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const schemas = path.join('dist-es', 'schemas', 'schemas_0.js');

/** A file of a client, and what stands in its place. */
type Change = readonly [file: string, change: (module: string) => string];

const everyClient: readonly Change[] = [
  ['package.json', withoutScripts],
  [schemas, withPlainKeys],
];

/** The clients that functions are deployed with, each with what else is left out of it. */
const clients: Readonly<Record<string, readonly Change[]>> = {
  '@aws-sdk/client-dynamodb': [],
  '@aws-sdk/client-eventbridge': [],
  '@aws-sdk/client-sqs': [],
  '@aws-sdk/client-s3': [
    [
      path.join('dist-es', 'S3Client.js'),
      (module) => withoutImport(module, 'resolveEventStreamSerdeConfig', '(config) => config'),
    ],
    [
      path.join('dist-es', 'runtimeConfig.js'),
      (module) => withoutImport(module, 'eventStreamSerdeProvider', 'undefined'),
    ],
  ],
};

/**
 * Lays copies of the SDK's clients ready of which a bundler can leave out what nobody calls, and returns
 * the `name=path` by which each takes the place of the original.
 *
 * A client describes each of its operations by an object with computed keys (`[_h]: …`). To compute a key
 * might do something, for all that a bundler knows, so that esbuild keeps them all: 58 kB of S3. In the
 * copy the constants' texts stand in their place. A client also carries its whole package.json, of which
 * it reads the version; and S3 what reads streams of events, by which one operation answers that nobody
 * calls: 15 kB.
 */
export const slimClients = (): string[] =>
  Object.entries(clients).map(
    ([name, changes]) => `${name}=${slimCopy(name, [...everyClient, ...changes])}`,
  );

function slimCopy(name: string, changes: readonly Change[]): string {
  const original = path.join(root, 'node_modules', name);
  const changed = changes.map(
    ([file, change]) => [file, change(readFileSync(path.join(original, file), 'utf8'))] as const,
  );
  // A place that tells what is in it: its path is in the source map, and that in the deployed hash.
  const hash = createHash('sha256').update(changed.join()).digest('hex').slice(0, 12);
  const folder = `${path.basename(name)}-${hash}`;
  const copy = path.join(root, 'node_modules', '.cache', 'newsloom', folder);
  if (!existsSync(copy)) layDown(copy, original, changed);
  return copy;
}

/** Complete or not at all, since several processes may synthesize at once. */
function layDown(
  copy: string,
  original: string,
  changed: readonly (readonly [file: string, text: string])[],
): void {
  const draft = `${copy}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  cpSync(path.join(original, 'dist-es'), path.join(draft, 'dist-es'), { recursive: true });
  for (const [file, text] of changed) writeFileSync(path.join(draft, file), text);
  try {
    renameSync(draft, copy);
  } catch (cause) {
    rmSync(draft, { recursive: true });
    if (!existsSync(copy)) throw new Error(`cannot lay ${copy} down`, { cause });
  }
}

/**
 * What a bundler and the client itself read of a package.json.
 *
 * @example withoutScripts('{ "name": "a", "version": "1.0.0", "scripts": { "test": "true" } }')
 * // '{"name":"a","version":"1.0.0"}'
 */
export function withoutScripts(packageJson: string): string {
  const { name, version, main, module, sideEffects } = JSON.parse(packageJson);
  return JSON.stringify({ name, version, main, module, sideEffects });
}

/** A constant with a text in it, and a key computed of one. */
const CONSTANT = /^const (_\w+) = ("[^"]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\](?=: )/g;

/**
 * A module with the texts of its constants where it computes keys of them.
 *
 * @example withPlainKeys('const _h = "http";\nexport const a = { [_h]: 1 };')
 * // 'const _h = "http";\nexport const a = { "http": 1 };'
 */
export function withPlainKeys(module: string): string {
  const texts = new Map([...module.matchAll(CONSTANT)].map(([, name, text]) => [name, text]));
  return module.replace(COMPUTED_KEY, (key, name) => texts.get(name) ?? key);
}

/**
 * A module with something in the place of what it imports.
 *
 * @throws Error where it imports nothing of the name: the client has changed
 *
 * @example withoutImport('import { a } from "b";', 'a', '1') // 'const a = 1;'
 */
export function withoutImport(module: string, name: string, instead: string): string {
  const line = new RegExp(`^import \\{ ${name},? *\\} from "[^"]*";$`, 'm');
  if (!line.test(module)) throw new Error(`a client imports no ${name}: see slim-clients.ts`);
  return module.replace(line, `const ${name} = ${instead};`);
}
