import { decodeHTML } from 'entities/decode';

/** A JSON object of unknown shape. */
export type JsonObject = { readonly [key: string]: unknown };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A value, or each of an array's. */
export function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value.slice(0, 200) : [value];
}

/** Text of a string or of an object's `@value` or `name`. */
export function textOfValue(value: unknown): string | undefined {
  if (typeof value === 'string') return plain(value);
  if (typeof value === 'number') return String(value);
  if (Array.isArray(value)) return textOfValue(value[0]);
  if (!isJsonObject(value)) return undefined;
  return textOfValue(value['@value'] ?? value['name']);
}

/** Many generators escape JSON as if it were HTML. */
function plain(value: string): string | undefined {
  const text = (value.includes('&') ? decodeHTML(value) : value).trim();
  return text === '' ? undefined : text;
}
