import { Buffer } from 'node:buffer';
import { createRequire } from 'node:module';
import { brotliDecompressSync } from 'node:zlib';

/**
 * The name that somebody has registered below a public suffix: what the public suffix list, with its
 * private part, takes for one owner's.
 *
 * @param host as `URL` writes it: lower case, Punycode
 * @returns `undefined` for addresses, for names of one label, and for public suffixes themselves
 *
 * @example
 * registrableDomain('edition.news.co.uk') // 'news.co.uk'
 */
export function registrableDomain(host: string): string | undefined {
  const name = host.endsWith('.') ? host.slice(0, -1) : host;
  if (isAddress(name)) return undefined;
  const last = name.lastIndexOf('.');
  if (last < 0) return undefined;
  const start = suffixStart(name, rulesBelow(name.slice(last + 1)));
  return start <= 0 ? undefined : name.slice(name.lastIndexOf('.', start - 2) + 1);
}

/**
 * Whether a host is an IP address rather than a name.
 *
 * @example isAddress('192.0.2.1') // true
 */
export const isAddress = (host: string): boolean =>
  host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host);

/** Where the longest matching suffix begins; an exception takes the first label off it. */
function suffixStart(name: string, rules: ReadonlySet<string>): number {
  for (let start = 0; start >= 0; start = nextLabel(name, start)) {
    const suffix = name.slice(start);
    if (rules.has(`!${suffix}`)) return nextLabel(name, start);
    if (rules.has(suffix)) return start;
    const rest = nextLabel(name, start);
    if (rest < 0) return start; // what no rule names is a suffix of one label
    if (rules.has(`*.${name.slice(rest)}`)) return start;
  }
  return -1;
}

function nextLabel(name: string, start: number): number {
  const dot = name.indexOf('.', start);
  return dot < 0 ? -1 : dot + 1;
}

const NO_RULES: ReadonlySet<string> = new Set();
let packed: ReadonlyMap<string, string> | undefined;
const unpacked = new Map<string, ReadonlySet<string>>();

/** The rules of a top-level domain, read when it is first met. */
function rulesBelow(top: string): ReadonlySet<string> {
  const known = unpacked.get(top);
  if (known !== undefined) return known;
  packed ??= readList();
  const line = packed.get(top);
  if (line === undefined) return NO_RULES;
  const rules = readRules(line, top);
  unpacked.set(top, rules);
  return rules;
}

/** What stands in a line behind its top-level domain, by that domain. */
function readList(): ReadonlyMap<string, string> {
  const base64 = createRequire(import.meta.url)('./suffixes/public-suffixes.data.json') as string;
  const lines = brotliDecompressSync(Buffer.from(base64, 'base64')).toString().split('\n');
  return new Map(lines.map((line) => splitAt(line, line.indexOf(' '))));
}

const splitAt = (line: string, space: number): [string, string] => [
  line.slice(0, space),
  line.slice(space + 1),
];

/** `co,gov,~compute(*)`: a tilde before a name that is no rule itself, a mark before an exception. */
function readRules(line: string, top: string): ReadonlySet<string> {
  const rules = new Set<string>();
  const above = [top];
  let name = top;
  for (const [token] of line.matchAll(/[()]|[^(),]+/g)) {
    if (token === '(') above.push(name);
    else if (token === ')') above.pop();
    else {
      name = `${token.replace(/^[~!]/, '')}.${above.at(-1)}`;
      if (!token.startsWith('~')) rules.add(token.startsWith('!') ? `!${name}` : name);
    }
  }
  return rules;
}
