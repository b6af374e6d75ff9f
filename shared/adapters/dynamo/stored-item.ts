import * as z from 'zod';
import { CorruptItemError } from '../../errors.ts';

/** The version that every item carries; docs/tables.md says what each version holds. */
export const schemaVersion = 1;

/** An item as its schema reads it, with every `undefined` left out. */
export function readItem<Schema extends z.ZodType>(
  schema: Schema,
  item: Readonly<Record<string, unknown>>,
  { table, key }: { readonly table: string; readonly key: string },
): z.output<Schema> {
  const parsed = schema.safeParse(item);
  if (parsed.success) return parsed.data;
  throw new CorruptItemError(table, key, z.prettifyError(parsed.error));
}
