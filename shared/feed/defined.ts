/** An object type whose optional fields may also be written as `undefined`. */
type Loose<T> = { readonly [Key in keyof T]: T[Key] | undefined };

/**
 * Leaves out the fields that are `undefined`: absent is absent.
 *
 * @example defined<{ a?: number; b?: number }>({ a: 1, b: undefined }) // { a: 1 }
 */
export function defined<T extends object>(fields: Loose<T>): T {
  const kept: Record<string, unknown> = {};
  for (const key in fields) if (fields[key] !== undefined) kept[key] = fields[key];
  return kept as T;
}
