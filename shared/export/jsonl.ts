import { gzipSync } from 'node:zlib';
import type { Row } from './columns.ts';

/**
 * Rows as gzipped JSON Lines; the same rows give the same bytes.
 *
 * @example
 * jsonLinesOf([{ storyId: 's1' }]) // gzip of '{"storyId":"s1"}\n'
 */
export const jsonLinesOf = (rows: readonly Row[]): Uint8Array =>
  gzipSync(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
