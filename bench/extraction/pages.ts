import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** A page to measure on; `truth` is its body, where somebody has marked it. */
export type BenchPage = {
  readonly bytes: Uint8Array;
  readonly url: string;
  readonly truth: string | undefined;
};

type Marked = {
  readonly file: string;
  readonly url?: string | null;
  readonly truth?: { readonly body?: string };
};
type Expected = {
  readonly url: string;
  readonly refused?: string;
  readonly paragraphs?: readonly string[];
};

const unknown = 'https://unknown.example/';

/** Reads a folder with `pages.json`, golden folders (`source.html`, `expected.json`), or saved pages. */
export function readPages(folder: string): BenchPage[] {
  const names = readdirSync(folder);
  if (names.includes('pages.json')) {
    const rows: Marked[] = JSON.parse(readFileSync(path.join(folder, 'pages.json'), 'utf8'));
    return rows.map(({ file, url, truth }) => ({
      bytes: read(path.join(folder, file)),
      url: url ?? unknown,
      truth: truth?.body,
    }));
  }
  return names.flatMap((name) => {
    if (/\.html?(\.gz)?$/.test(name))
      return [{ bytes: read(path.join(folder, name)), url: unknown, truth: undefined }];
    return name.includes('.') ? [] : golden(path.join(folder, name));
  });
}

function golden(folder: string): BenchPage[] {
  const file = path.join(folder, 'expected.json');
  const { url, refused, paragraphs }: Expected = JSON.parse(readFileSync(file, 'utf8'));
  if (refused !== undefined) return [];
  const truth = paragraphs?.join('\n');
  return [{ bytes: read(path.join(folder, 'source.html')), url, truth }];
}

function read(file: string): Uint8Array {
  const bytes = readFileSync(file);
  return file.endsWith('.gz') ? gunzipSync(bytes) : bytes;
}
