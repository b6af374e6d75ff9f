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

/** A constant with a text in it, and a key computed of one. */
const CONSTANT = /^const (_\w+) = ("[^"]*");$/gm;
const COMPUTED_KEY = /\[(_\w+)\](?=: )/g;

/**
 * Lays a copy of the S3 client ready of which a bundler can leave out the operations that nobody calls,
 * and returns the `name=path` by which it takes the place of the original.
 *
 * The client describes each of its hundred operations by an object with computed keys (`[_h]: …`). To
 * compute a key might do something, for all that a bundler knows, so that esbuild keeps them all: 58 kB.
 * In the copy the constants' texts stand in their place.
 */
export function slimS3Client(): string {
  const slim = withPlainKeys(readFileSync(path.join(original, schemas), 'utf8'));
  // A place that tells what is in it: its path is in the source map, and that in the deployed hash.
  const hash = createHash('sha256').update(slim).digest('hex').slice(0, 12);
  const copy = path.join(root, 'node_modules', '.cache', 'newsloom', `client-s3-${hash}`);
  if (!existsSync(copy)) layDown(copy, slim);
  return `${packageName}=${copy}`;
}

/** Complete or not at all, since several processes may synthesize at once. */
function layDown(copy: string, slim: string): void {
  const draft = `${copy}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  cpSync(path.join(original, 'package.json'), path.join(draft, 'package.json'));
  cpSync(path.join(original, 'dist-es'), path.join(draft, 'dist-es'), { recursive: true });
  writeFileSync(path.join(draft, schemas), slim);
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
