import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const named = new Set(
  [...read('tests/unit/polling/checklist.test.ts').matchAll(/'(?:rule \d+[,:] )+/g)].flatMap(
    ([names]) => (names.match(/\d+/g) ?? []).map(Number),
  ),
);
/** The numbers in the bold beginnings of what the decision lists. */
const argued = new Set(
  [
    ...read('docs/decisions/0002-polling-rules-left-out.md').matchAll(/^- \*\*([^*]+)\*\*/gm),
  ].flatMap(([, rules = '']) => {
    const [, from, to] = /(\d+) to (\d+)/.exec(rules) ?? [];
    return from === undefined
      ? (rules.match(/\b\d{1,2}\b/g) ?? []).map(Number)
      : Array.from({ length: Number(to) - Number(from) + 1 }, (_, at) => Number(from) + at);
  }),
);

it.each(Array.from({ length: 50 }, (_, at) => at + 1))(
  'rule %i of the checklist has a test that names it, or a decision that argues against it',
  (rule) => expect(named.has(rule) || argued.has(rule)).toBe(true),
);

it('the decision speaks of rules that exist', () => {
  for (const rule of argued) expect(rule).toBeLessThanOrEqual(50);
});
