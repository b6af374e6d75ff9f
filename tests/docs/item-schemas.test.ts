import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { itemJudge, itemKinds, itemSchema } from './item-schemas.ts';

const folder = path.resolve(import.meta.dirname, '../../docs/schemas');

describe('docs/schemas', () => {
  it.each(Object.keys(itemKinds))('holds the schema of %s that the code has', async (name) => {
    const text = `${JSON.stringify(itemSchema(name), undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(path.join(folder, `${name}.json`));
  });

  it('holds no other', () => {
    const files = readdirSync(folder).map((file) => path.basename(file, '.json'));
    expect(files.toSorted()).toEqual(Object.keys(itemKinds).toSorted());
  });

  it('does not let an item pass that lacks a key or has an attribute of no schema', () => {
    const judge = itemJudge();
    const alias = {
      ...{ articleId: 'a1', state: 'alias', url: 'https://news.example/', aliasOf: 'a2' },
      schemaVersion: 1,
    };
    expect(judge('articles', alias)).toEqual([]);
    expect(judge('articles', { ...alias, colour: 'red' })).toHaveLength(1);
    const { schemaVersion: _version, ...unversioned } = alias;
    expect(judge('articles', unversioned)).toHaveLength(1);
  });
});
