import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { type EventType, eventSchemas } from '../../shared/events.ts';

const docs = path.resolve(import.meta.dirname, '../../docs');
const page = readFileSync(path.join(docs, 'events.md'), 'utf8');
const types = Object.keys(eventSchemas) as EventType[];

/** The section under a heading of the page. */
const sectionOf = (heading: string): string =>
  page.split(/^## /m).find((section) => section.startsWith(`${heading}\n`)) ?? '';

describe.each(types)('docs/events.md: %s', (type) => {
  const schema = eventSchemas[type];

  it('links to the JSON Schema that stands in docs/events, made from the code', async () => {
    const file = `events/${type}.v${schema.shape.schemaVersion.value}.json`;
    expect(sectionOf(type)).toContain(`(${file})`);
    const text = `${JSON.stringify({ title: type, ...z.toJSONSchema(schema) }, undefined, 2)}\n`;
    await expect(text).toMatchFileSnapshot(path.join(docs, file));
  });

  it('has a row for each attribute, and shows an event that the schema allows', () => {
    const section = sectionOf(type);
    const rows = [...section.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
    const own = Object.keys(schema.shape).filter((name) => !everywhere.includes(name));
    expect(rows.toSorted()).toEqual(own.toSorted());
    const [, example = ''] = /```json\n([\s\S]+?)```/.exec(section) ?? [];
    expect(schema.parse(JSON.parse(example))).toBeDefined();
  });
});

const everywhere = ['schemaVersion', 'eventKey'];
