/** The known name that stands between two offsets, in whatever case. */
export type NameTable = (source: string, start: number, end: number) => string | undefined;

/**
 * Finds names without cutting them out of their source: a page holds thousands, nearly all of them known.
 *
 * @param names in lower case
 *
 * @example nameTable(['div', 'p'])('<DIV>', 1, 4) // 'div'
 */
export function nameTable(names: Iterable<string>): NameTable {
  const table = new Map<number, string>();
  const starts = new Uint8Array(128);
  let longest = 0;
  for (const name of names) {
    // Of two names of one hash, the second is not found: nobody has it.
    const hash = hashOf(name, 0, name.length);
    if (table.has(hash)) throw new Error(`${name} and ${table.get(hash)} have one hash`);
    table.set(hash, name);
    starts[name.charCodeAt(0)] = 1;
    longest = Math.max(longest, name.length);
  }
  return (source, start, end) => {
    // Two cheap tests for names that many attributes have: `width`, `data-tracking-position`.
    if (end - start > longest || starts[lower(source.charCodeAt(start))] !== 1) return undefined;
    const name = table.get(hashOf(source, start, end));
    return name !== undefined && isAt(source, start, name, end - start) ? name : undefined;
  };
}

function hashOf(source: string, start: number, end: number): number {
  let hash = end - start;
  for (let at = start; at < end; at++) hash = (hash * 31 + lower(source.charCodeAt(at))) | 0;
  return hash;
}

function isAt(source: string, start: number, name: string, length: number): boolean {
  if (name.length !== length) return false;
  for (let at = 0; at < length; at++) {
    if (lower(source.charCodeAt(start + at)) !== name.charCodeAt(at)) return false;
  }
  return true;
}

const lower = (code: number): number => (code >= 65 && code <= 90 ? code + 32 : code);
