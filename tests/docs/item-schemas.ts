import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import * as z from 'zod';
import { articleItem } from '../../shared/adapters/dynamo/article-item.ts';
import { changeItem } from '../../shared/adapters/dynamo/change-item.ts';
import { feedItem } from '../../shared/adapters/dynamo/feed-item.ts';
import { hostItem, robotsItem } from '../../shared/adapters/dynamo/host-store.ts';
import { postingItem } from '../../shared/adapters/dynamo/link-index.ts';
import { linkItem } from '../../shared/adapters/dynamo/link-store.ts';
import { lookItem } from '../../shared/adapters/dynamo/looks.ts';
import { revisionItem } from '../../shared/adapters/dynamo/revision-store.ts';
import { slotsItem } from '../../shared/adapters/dynamo/slot-windows.ts';
import { storyItem } from '../../shared/adapters/dynamo/story-item.ts';
import { subscriptionItem } from '../../shared/adapters/dynamo/subscription-store.ts';
import { type TableDefinition, type TableName, tables } from '../../shared/tables.ts';
import { documentedAttributes, headings } from './tables-page.ts';

export type Item = Readonly<Record<string, unknown>>;
type JsonSchema = { [key: string]: unknown; properties?: Record<string, JsonSchema> };

type Kind = {
  readonly table: TableName;
  readonly schema: z.ZodType;
  /** Stored, and read by nobody in the code. */
  readonly beside?: Readonly<Record<string, JsonSchema>>;
  /** Which items of the table are of this kind; all unless given. */
  readonly holds?: (item: Item) => boolean;
};

const keyBegins = (prefix: string) => (item: Item) => String(item['feedId']).startsWith(prefix);
const isOfSlots = ({ host }: Item) => String(host).startsWith('@slots/');

/** Every kind of item that is stored, by the name of its file in docs/schemas. */
export const itemKinds: Readonly<Record<string, Kind>> = {
  article: { table: 'articles', schema: articleItem },
  change: { table: 'changes', schema: changeItem },
  revision: { table: 'revisions', schema: revisionItem },
  story: { table: 'stories', schema: storyItem },
  link: { table: 'links', schema: linkItem },
  feed: { table: 'feeds', schema: feedItem, holds: keyBegins('f') },
  'feeds-look': { table: 'feeds', schema: lookItem, holds: keyBegins('@look/') },
  subscription: { table: 'feeds', schema: subscriptionItem, holds: keyBegins('@websub/') },
  posting: { table: 'linkIndex', schema: postingItem },
  host: {
    table: 'hosts',
    schema: hostItem,
    holds: (item) => item['freshUntil'] === undefined && !isOfSlots(item),
  },
  slots: { table: 'hosts', schema: slotsItem, holds: isOfSlots },
  robots: {
    table: 'hosts',
    schema: robotsItem,
    holds: ({ freshUntil }) => freshUntil !== undefined,
  },
};

/** The JSON Schema of a kind of item, as DynamoDB's clients hand it out; bytes as base64. */
export function itemSchema(name: string): JsonSchema {
  const kind = itemKinds[name];
  if (kind === undefined) throw new Error(`no kind of item ${name}`);
  const { $schema, ...schema } = z.toJSONSchema(kind.schema, {
    ...({ io: 'input', unrepresentable: 'any' } as const),
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema._zod.def.type === 'custom')
        Object.assign(jsonSchema, { type: 'string', contentEncoding: 'base64' });
      if (jsonSchema.format === 'date-time') jsonSchema.pattern = instantPattern;
      // Said of every whole number; no help to a reader.
      if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
      if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    },
  }) as JsonSchema;
  const descriptions = documentedAttributes(headings[kind.table]);
  for (const variant of variantsOf(schema)) {
    addKeys(variant, kind);
    describeIn(variant, descriptions);
  }
  return { $schema, title: name, ...schema };
}

/** Calendars have their own rules; the format stands for them. */
const instantPattern = '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$';

/** What docs/tables.md says of each attribute. */
function describeIn(schema: JsonSchema, what: ReadonlyMap<string, string>, within = ''): void {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const path = `${within}${name}`;
    const description = what.get(path);
    if (description !== undefined) property['description'] = description;
    describeIn(property, what, `${path}.`);
    const items = property['items'] as JsonSchema | undefined;
    if (items !== undefined) describeIn(items, what, `${path}[].`);
  }
}

const variantsOf = (schema: JsonSchema): JsonSchema[] =>
  ((schema['oneOf'] ?? schema['anyOf']) as JsonSchema[] | undefined) ?? [schema];

/** What stands in an item beside what the code reads of it: keys, the version, the end of its life. */
function addKeys(variant: JsonSchema, { table, beside = {} }: Kind): void {
  const { partitionKey, sortKey, sortKeyType, indexes, timeToLive }: TableDefinition =
    tables[table];
  const keys = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])];
  const indexKeys = Object.values(indexes).flatMap((index) => [
    index.partitionKey,
    ...(index.sortKey === undefined ? [] : [index.sortKey]),
  ]);
  variant.properties = {
    ...Object.fromEntries([...keys, ...indexKeys].map((key) => [key, { type: 'string' }])),
    ...(sortKey !== undefined && sortKeyType === 'N' && { [sortKey]: { type: 'integer' } }),
    ...(timeToLive !== undefined && { [timeToLive]: { type: 'integer' } }),
    ...beside,
    ...variant.properties,
    schemaVersion: { const: 1 },
  };
  const required = (variant['required'] as string[] | undefined) ?? [];
  variant['required'] = [...new Set([...required, ...keys, 'schemaVersion'])];
}

/** Finds what a published schema does not allow of an item, or does not know. */
export function itemJudge(): (table: TableName, item: Item) => string[] {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats.default(ajv);
  const judges = Object.entries(itemKinds).map(([name, kind]): [Kind, ValidateFunction] => [
    kind,
    ajv.compile(closed(itemSchema(name))),
  ]);
  return (table, item) => {
    const own = judges.filter(([kind]) => kind.table === table && (kind.holds?.(item) ?? true));
    // The list that was applied last is nobody's but poll-feeds'.
    if (item['feedId'] === '@feeds.yaml') return [];
    if (own.length !== 1) return [`${own.length} kinds of ${table}: ${JSON.stringify(item)}`];
    return own.flatMap(([, judge]) =>
      judge(asJson(item)) ? [] : [`${ajv.errorsText(judge.errors)}: ${JSON.stringify(item)}`],
    );
  };
}

const asJson = (item: Item): unknown =>
  JSON.parse(
    JSON.stringify(item, (_key, value: unknown) =>
      // Buffers become JSON before a replacer sees them.
      value instanceof Uint8Array || isBufferJson(value) ? 'AAAA' : value,
    ),
  );

const isBufferJson = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Reflect.get(value, 'type') === 'Buffer';

/** The same schema for those who want to know of every attribute that it does not list. */
function closed(schema: JsonSchema): JsonSchema {
  const inner = Object.fromEntries(
    Object.entries(schema).map(([key, value]) => [key, closedValue(value)]),
  );
  return schema.properties !== undefined && schema['additionalProperties'] === undefined
    ? { ...inner, additionalProperties: false }
    : inner;
}

function closedValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closedValue);
  return typeof value === 'object' && value !== null ? closed(value as JsonSchema) : value;
}
