/** A document, and what the specification of its dialect makes of some of its fields. */
export type Variation = readonly [
  name: string,
  document: string | Uint8Array,
  expected: Readonly<Record<string, unknown>>,
  headers?: Readonly<Record<string, string>>,
];

/** Where every document comes from. */
export const url = 'https://post.example/feeds/all.xml';
