/**
 * Packs the public suffix list into `shared/url/suffixes/public-suffixes.data.json`.
 *
 *   node --import tsx bench/build-public-suffixes.ts FILE
 *
 * FILE is `public_suffix_list.dat` of publicsuffix.org. Rules of one label are left out, since a name
 * without a rule ends in such a suffix anyway.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import { brotliCompressSync, constants } from 'node:zlib';

type Node = { rule: boolean; exception: boolean; readonly inside: Map<string, Node> };

const file = process.argv[2];
if (file === undefined) throw new Error('usage: build-public-suffixes.ts FILE');

const root = emptyNode();
for (const line of readFileSync(file, 'utf8').split('\n')) {
  const [rule = ''] = line.trim().split(/\s/);
  if (rule === '' || rule.startsWith('//')) continue;
  add(rule);
}
const lines = [...root.inside]
  .filter(([, { inside }]) => inside.size > 0)
  .map(([name, { inside }]) => `${name} ${write(inside)}`)
  .sort();
const packed = brotliCompressSync(lines.join('\n'), {
  params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 11 },
}).toString('base64');
writeFileSync(
  join(import.meta.dirname, '../shared/url/suffixes/public-suffixes.data.json'),
  `${JSON.stringify(packed)}\n`,
);
console.log(`${lines.length} top-level domains with rules below them, ${packed.length} characters`);

function emptyNode(): Node {
  return { rule: false, exception: false, inside: new Map() };
}

/** Names as `URL` writes them: `co.uk`, `*.ck`, `!www.ck`. */
function add(rule: string): void {
  const exception = rule.startsWith('!');
  const labels = rule.slice(exception ? 1 : 0).split('.');
  let node = root;
  for (const label of labels.reverse()) {
    const name = /^[\x21-\x7e]+$/.test(label) ? label : domainToASCII(label);
    const next = node.inside.get(name) ?? emptyNode();
    node.inside.set(name, next);
    node = next;
  }
  if (exception) node.exception = true;
  else node.rule = true;
}

/** `co,gov,~compute(*)`: a tilde before a name that is no rule itself, a mark before an exception. */
function write(inside: ReadonlyMap<string, Node>): string {
  return [...inside]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, node]) => {
      const mark = node.exception ? '!' : node.rule ? '' : '~';
      return `${mark}${name}${node.inside.size === 0 ? '' : `(${write(node.inside)})`}`;
    })
    .join(',');
}
