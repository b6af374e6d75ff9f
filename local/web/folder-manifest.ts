import { readFileSync, statSync } from 'node:fs';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import { isAbsolute, join, resolve } from 'node:path';
import * as z from 'zod';

/** A web folder that cannot be served; the message names the entry at fault. */
export class WebFolderError extends Error {
  override readonly name = 'WebFolderError';
}

const manifestPage = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(8192),
  /** Relative to the manifest; may lead out of its folder. */
  file: z.string().min(1),
  contentType: z.string().min(1).default('text/html'),
  contentEncoding: z.string().min(1).optional(),
  headers: z.record(z.string(), z.string()).default({}),
  status: z.int().min(200).max(599).default(200),
});

const manifest = z.object({ note: z.string().optional(), pages: z.array(manifestPage).min(1) });

/** One saved page, its file known to exist. */
export type SavedPage = {
  readonly url: URL;
  readonly path: string;
  readonly status: number;
  /** Lower-case names, the content type and encoding among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly contentType: string;
};

/**
 * Reads and checks the manifest of a web folder.
 *
 * @throws WebFolderError that says which entry is wrong and how
 */
export function readManifest(dir: string): readonly SavedPage[] {
  const path = join(dir, 'manifest.json');
  const json = readJson(path);
  const parsed = manifest.safeParse(json);
  if (!parsed.success) throw new WebFolderError(`${path}: ${problemsOf(parsed.error, json)}`);

  return parsed.data.pages.map((page, index) => savedPage(page, dir, `${path}: pages[${index}]`));
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new WebFolderError(`${path} cannot be read: a web folder needs one`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new WebFolderError(`${path} is not JSON: ${String(cause)}`, { cause });
  }
}

function problemsOf(error: z.ZodError, json: unknown): string {
  const problems = error.issues.slice(0, 5).map((issue) => {
    const [, index] = issue.path;
    const url = typeof index === 'number' ? ` (${urlAt(json, index)})` : '';
    return `${z.core.toDotPath(issue.path)}${url}: ${issue.message}`;
  });
  const more = error.issues.length - problems.length;
  return problems.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

function urlAt(json: unknown, index: number): string {
  const found = z.looseObject({ pages: z.array(z.unknown()) }).safeParse(json).data?.pages[index];
  return z.looseObject({ url: z.string() }).safeParse(found).data?.url ?? 'no url';
}

function savedPage(page: z.output<typeof manifestPage>, dir: string, where: string): SavedPage {
  const entry = `${where} (${page.url})`;
  if (isAbsolute(page.file)) {
    throw new WebFolderError(`${entry}: file must be relative to the manifest, not ${page.file}`);
  }
  const path = resolve(dir, page.file);
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw new WebFolderError(`${entry}: there is no file ${page.file}`);
  if (!found.isFile()) throw new WebFolderError(`${entry}: ${page.file} is not a regular file`);

  const { contentType, status } = page;
  return {
    url: new URL(page.url),
    path,
    status,
    headers: headersOf(page, entry),
    contentType: contentType.toLowerCase(),
  };
}

/** These tell of the body as it was sent once; the server works them out anew. */
const OF_THE_TRANSFER = new Set(['content-length', 'transfer-encoding', 'connection']);

function headersOf(page: z.output<typeof manifestPage>, entry: string): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(page.headers)) {
    if (!OF_THE_TRANSFER.has(name.toLowerCase())) headers[name.toLowerCase()] = value;
  }
  headers['content-type'] = page.contentType;
  if (page.contentEncoding !== undefined) headers['content-encoding'] = page.contentEncoding;

  for (const [name, value] of Object.entries(headers)) {
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch (cause) {
      throw new WebFolderError(`${entry}: header ${name} cannot be sent`, { cause });
    }
  }
  return headers;
}
