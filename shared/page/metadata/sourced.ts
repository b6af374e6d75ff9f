import type { FactSource } from '../../model/article.ts';

/** What a page says, and what of the page says it. */
export type Sourced<Value> = { readonly value: Value; readonly from: FactSource };

/** Ties a value to its source; nothing where there is no value. */
export const sourced = <Value>(
  from: FactSource,
  value: Value | undefined,
): Sourced<Value> | undefined => (value === undefined ? undefined : { value, from });
