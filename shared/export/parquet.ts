import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import {
  type Column,
  type ColumnType,
  type ExportTable,
  exportTables,
  exportVersion,
  type Row,
} from './columns.ts';

/**
 * Rows as a Parquet file, compressed with Snappy; the same rows give the same bytes.
 *
 * @example
 * await parquetOf('stories', [storyRow(story)]) // PAR1…
 */
export async function parquetOf(table: ExportTable, rows: readonly Row[]): Promise<Uint8Array> {
  const columns: readonly Column[] = exportTables[table];
  const writer = new ByteWriter();
  const file = new ParquetWriter({
    writer,
    schema: [{ name: 'root', num_children: columns.length }, ...columns.flatMap(elementsOf)],
    kvMetadata: [{ key: 'newsloom.exportVersion', value: String(exportVersion) }],
    createdBy: 'newsloom',
  });
  const columnData = columns.map((each) => ({
    name: each.name,
    data: rows.map((row) => cellOf(each, row)),
  }));
  await file.write({ columnData, rowGroupSize: rowsPerGroup });
  await file.finish();
  return new Uint8Array(writer.getBuffer());
}

type SchemaElement = ConstructorParameters<typeof ParquetWriter>[0]['schema'][number];

const rowsPerGroup = 2000;

/** Dates as Parquet's writer wants them; lists are never absent, as in the tables. */
function cellOf({ name, type }: Column, row: Row): unknown {
  const value = row[name];
  return type === 'instant' && typeof value === 'string' ? new Date(value) : value;
}

function elementsOf({ name, type, optional }: Column): SchemaElement[] {
  const repetition_type = optional ? ('OPTIONAL' as const) : ('REQUIRED' as const);
  if (type !== 'texts') return [{ name, repetition_type, ...physical[type] }];
  return [
    { name, repetition_type, num_children: 1, converted_type: 'LIST' },
    { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
    { name: 'element', repetition_type: 'REQUIRED', ...physical.text },
  ];
}

const physical = {
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  integer: { type: 'INT32' },
  number: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
  instant: { type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
} as const satisfies Readonly<Record<Exclude<ColumnType, 'texts'>, Partial<SchemaElement>>>;
