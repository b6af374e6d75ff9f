import { createHash } from 'node:crypto';
import { type ExportTable, exportVersion, type Row } from './columns.ts';
import { jsonLinesOf } from './jsonl.ts';
import { parquetOf } from './parquet.ts';

export type FileFormat = 'parquet' | 'jsonl';

/** A file of an export, as its manifest lists it. */
export type PartEntry = {
  readonly path: string;
  readonly format: FileFormat;
  readonly rows: number;
  readonly bytes: number;
  /** SHA-256, hex. */
  readonly sha256: string;
};

export type Part = { readonly entry: PartEntry; readonly bytes: Uint8Array };

/** Where the files of a table's day stand; each format in a tree of its own, as Athena wants it. */
export const dayFolder = (format: FileFormat, table: ExportTable, day: string): string =>
  `v${exportVersion}/${format}/${table}/day=${day}/`;

export const manifestPath = (day: string): string => `v${exportVersion}/manifests/${day}.json`;

const extensions = { parquet: 'parquet', jsonl: 'jsonl.gz' } as const;

type PartOf = { readonly table: ExportTable; readonly day: string; readonly number: number };

/**
 * Makes one file of rows.
 *
 * @example
 * (await makePart('jsonl', { table: 'stories', day: '2026-01-05', number: 0 }, rows)).entry.path
 * // 'v1/jsonl/stories/day=2026-01-05/part-00000.jsonl.gz'
 */
export async function makePart(
  format: FileFormat,
  { table, day, number }: PartOf,
  rows: readonly Row[],
): Promise<Part> {
  const bytes = format === 'parquet' ? await parquetOf(table, rows) : jsonLinesOf(rows);
  const name = `part-${String(number).padStart(5, '0')}.${extensions[format]}`;
  return {
    bytes,
    entry: {
      ...{ path: `${dayFolder(format, table, day)}${name}`, format, rows: rows.length },
      ...{ bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
    },
  };
}
