import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './synthesize.ts';

const page = readFileSync(path.join(root, 'docs/decisions/0004-deployment-choices.md'), 'utf8');

/** The rows of the table: a convention, and what holds it or argues against it. */
const rows = [...page.matchAll(/^\| (?!convention|---)(.+?) \| (.+?) \|$/gm)].map(
  ([, convention = '', held = '']) => [convention, held] as const,
);

/** The decisions of the page by their bold beginnings, and its later sections. */
const argued = [...page.matchAll(/^\*\*([^*]+?)\.?\*\*/gm)].map(([, name = '']) => name);

/** Every test file that a row may name, by its path under tests/. */
function sourceOf(file: string): string {
  const folder = path.join(root, 'tests', path.dirname(file));
  expect(readdirSync(folder)).toContain(path.basename(file));
  return readFileSync(path.join(root, 'tests', file), 'utf8');
}

describe('the conventions of a production app, in decision 4', () => {
  it('are forty', () => {
    expect(rows).toHaveLength(40);
    expect(new Set(rows.map(([convention]) => convention)).size).toBe(40);
  });

  it.each(rows)('%s: held by tests that there are, or argued against', (_convention, held) => {
    const tests = [...held.matchAll(/`([\w/-]+\.test\.ts)`: «([^»]+)»/g)];
    const arguments_ = [...held.matchAll(/«([^»]+)» below/g)];
    expect(tests.length + arguments_.length).toBeGreaterThan(0);
    for (const [, file = '', name = ''] of tests) expect(sourceOf(file)).toContain(name);
    for (const [, name = ''] of arguments_) expect(argued).toContain(name);
  });
});
