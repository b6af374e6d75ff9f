import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { folderFormat } from '../../local/services/folder-format.ts';
import { tables } from '../../shared/tables.ts';
import { itemKinds, itemSchema } from './item-schemas.ts';

/** What must stand in an item that is read: required attributes and their types, at any depth. */
function demanded(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(demanded);
  if (typeof schema !== 'object' || schema === null) return undefined;
  const { type, properties, required, oneOf, anyOf, items } = schema as Record<string, unknown>;
  const needed = Array.isArray(required) ? required.map(String).toSorted() : [];
  const shapes = (properties ?? {}) as Readonly<Record<string, unknown>>;
  return {
    ...{ type, oneOf: demanded(oneOf), anyOf: demanded(anyOf), items: demanded(items) },
    properties: needed.map((name) => [name, demanded(shapes[name])]),
  };
}

it('raises the format of folders when what must be stored is changed', () => {
  const items = Object.keys(itemKinds).map((name) => [name, demanded(itemSchema(name))]);
  const form = createHash('sha256')
    .update(JSON.stringify([tables, items]))
    .digest('hex');
  // Another form: raise `folderFormat`, unless a folder of before can still be read, and note it here.
  expect({ format: folderFormat, form: form.slice(0, 12) }).toEqual({
    format: 1,
    form: '70ac76fa94dc',
  });
});
