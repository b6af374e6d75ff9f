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
const packageName = '@aws-sdk/client-s3';
const original = path.join(root, 'node_modules', packageName);
const schemas = path.join('dist-es', 'schemas', 'schemas_0.js');
const client = path.join('dist-es', 'S3Client.js');
const settings = path.join('dist-es', 'runtimeConfig.js');
const read = (file: string): string => readFileSync(path.join(original, file), 'utf8');

/** A constant with a text in it, and a key computed of one. */
const CONSTANT = /^const (_\w+) = ("[^"]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\](?=: )/g;

/**
 * Lays a copy of the S3 client ready of which a bundler can leave out the operations that nobody calls,
 * and returns the `name=path` by which it takes the place of the original.
 *
 * The client describes each of its hundred operations by an object with computed keys (`[_h]: …`). To
 * compute a key might do something, for all that a bundler knows, so that esbuild keeps them all: 58 kB.
 * In the copy the constants' texts stand in their place. It also lacks what reads streams of events, by
 * which one operation answers that nobody calls: 15 kB.
 */
export function slimS3Client(): string {
  const changed = {
    [schemas]: withPlainKeys(read(schemas)),
    [client]: withoutImport(read(client), 'resolveEventStreamSerdeConfig', '(config) => config'),
    [settings]: withoutImport(read(settings), 'eventStreamSerdeProvider', 'undefined'),
  };
  // A place that tells what is in it: its path is in the source map, and that in the deployed hash.
  const hash = createHash('sha256')
    .update(Object.values(changed).join())
    .digest('hex')
    .slice(0, 12);
  const copy = path.join(root, 'node_modules', '.cache', 'newsloom', `client-s3-${hash}`);
  if (!existsSync(copy)) layDown(copy, changed);
  return `${packageName}=${copy}`;
}

/** Complete or not at all, since several processes may synthesize at once. */
function layDown(copy: string, changed: Readonly<Record<string, string>>): void {
  const draft = `${copy}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  cpSync(path.join(original, 'package.json'), path.join(draft, 'package.json'));
  cpSync(path.join(original, 'dist-es'), path.join(draft, 'dist-es'), { recursive: true });
  for (const [file, text] of Object.entries(changed)) writeFileSync(path.join(draft, file), text);
  try {
    renameSync(draft, copy);
  } catch (cause) {
    rmSync(draft, { recursive: true });
    if (!existsSync(copy)) throw new Error(`cannot lay ${copy} down`, { cause });
  }
}

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
  if (!line.test(module))
    throw new Error(`the S3 client imports no ${name}: see slim-s3-client.ts`);
  return module.replace(line, `const ${name} = ${instead};`);
}
