import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { DynamoDBClient, GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
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
import { s3RawArchive } from '../../shared/adapters/s3/raw-archive.ts';
import { newsClient } from '../../shared/client/news-client.ts';
import { type TableDefinition, type TableName, tables } from '../../shared/tables.ts';
import { articleIdOf } from '../../shared/url/ids.ts';
import { aUrl } from '../builders/an-article.ts';
import { withServices } from '../contract/with-services.ts';
import { fillTables } from './fill-tables.ts';
import {
  documentedAttributes,
  rawPageSnippets,
  readAwsCommand,
  shellSnippets,
  typescriptSnippets,
} from './tables-page.ts';

const services = withServices();
const now = () => new Date('2026-01-05T12:00:00.000Z');

beforeAll(() => fillTables(services, now()));

type JsonSchema = {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
};

/** `dateline`, `dateline.place`, `related[].url`, … */
function pathsOfSchema(schema: JsonSchema, within = ''): string[] {
  return [
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((s) => pathsOfSchema(s, within)),
    ...(schema.items ? pathsOfSchema(schema.items, `${within.slice(0, -1)}[].`) : []),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, property]) => [
      `${within}${name}`,
      ...pathsOfSchema(property, `${within}${name}.`),
    ]),
  ];
}

function pathsOfItem(value: unknown, within = ''): string[] {
  if (Array.isArray(value))
    return value.flatMap((each) =>
      Array.isArray(each) ? [] : pathsOfItem(each, `${within.slice(0, -1)}[].`),
    );
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([name, each]) => [
    `${within}${name}`,
    ...pathsOfItem(each, `${within}${name}.`),
  ]);
}

const jsonSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;

const keysOf = ({ partitionKey, sortKey, indexes, timeToLive }: TableDefinition) => [
  ...[{ partitionKey, sortKey }, ...Object.values(indexes)].flatMap((key) => [
    key.partitionKey,
    ...(key.sortKey ? [key.sortKey] : []),
  ]),
  ...(timeToLive ? [timeToLive] : []),
];

const documented: readonly [title: string, table: TableName, schemas: readonly z.ZodType[]][] = [
  ['Articles', 'articles', [articleItem]],
  ['Changes', 'changes', [changeItem]],
  ['Revisions', 'revisions', [revisionItem]],
  ['Stories', 'stories', [storyItem]],
  ['Links', 'links', [linkItem]],
  ['Feeds', 'feeds', [feedItem, lookItem, subscriptionItem]],
  ['LinkIndex', 'linkIndex', [postingItem]],
  ['Hosts', 'hosts', [hostItem, robotsItem, slotsItem]],
];

describe('docs/tables.md', () => {
  it.each(documented)(
    'lists every attribute of %s that is stored or read, and no other',
    async (title, table, schemas) => {
      const known = schemas.map(jsonSchema).flatMap((schema) => pathsOfSchema(schema));
      const stored = paginateScan(
        { client: services.dynamo },
        { TableName: services.names.tables[table] },
      );
      for await (const { Items = [] } of stored)
        known.push(...Items.flatMap((i) => pathsOfItem(i)));
      const keys = keysOf(tables[table]);
      const named = known.map((path) => (path.startsWith('/') ? '/…' : path));
      expect([...documentedAttributes(title).keys()].toSorted()).toEqual(
        [...new Set([...named, ...keys])].toSorted(),
      );
    },
  );
});

describe('the snippets of docs/tables.md', () => {
  let client: DynamoDBClient;
  beforeAll(() => {
    const environment = services.environment;
    client = new DynamoDBClient({
      endpoint: String(environment['AWS_ENDPOINT_URL_DYNAMODB']),
      region: String(environment['AWS_REGION']),
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    });
  });
  afterAll(() => client.destroy());

  const variables = () => {
    const { articles, changes, revisions, stories, links, feeds } = services.names.tables;
    return {
      ...{ ARTICLES: articles, CHANGES: changes, REVISIONS: revisions, STORIES: stories },
      ...{ LINKS: links, FEEDS: feeds },
    };
  };

  it.each(shellSnippets())('%s finds something', async (code) => {
    const { operation, args } = readAwsCommand(code, variables());
    const json = (name: string) => args[name] && JSON.parse(args[name]);
    const TableName = args['--table-name'];
    if (operation === 'get-item') {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: json('--key') }));
      expect(Item).toBeDefined();
      return;
    }
    expect(operation).toBe('query');
    const { Items } = await client.send(
      new QueryCommand({
        TableName,
        IndexName: args['--index-name'],
        KeyConditionExpression: args['--key-condition-expression'],
        ExpressionAttributeNames: json('--expression-attribute-names'),
        ExpressionAttributeValues: json('--expression-attribute-values'),
        ScanIndexForward: !('--no-scan-index-forward' in args),
      }),
    );
    expect(Items?.length).toBeGreaterThan(0);
  });

  it.each(typescriptSnippets())('%s finds something', async (code) => {
    const said: unknown[] = [];
    const scope = {
      ...variables(),
      dynamo: services.dynamo,
      console: { log: (...values: unknown[]) => said.push(...values) },
      news: newsClient({ dynamo: services.dynamo, tables: services.names.tables, now }),
      raw: s3RawArchive(services.s3, services.names.bucket),
      imported: (name: string) => import(name.startsWith('./') ? `../../${name.slice(2)}` : name),
    };
    await run(code, scope);
    expect(said.length).toBeGreaterThan(0);
    expect(said).not.toContain(undefined);
  });
});

describe('the command of docs/tables.md for a raw page', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'newsloom-raw-page-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('fetches the page alone, in a shell', async () => {
    const news = newsClient({ dynamo: services.dynamo, tables: services.names.tables, now });
    const article = await news.article(
      articleIdOf(aUrl('https://news.example/2026/bridge-reopens')),
    );
    const rawKey = article !== undefined && 'rawKey' in article ? article.rawKey : undefined;
    const [code = '', ...others] = rawPageSnippets();
    expect(others).toEqual([]);
    const { AWS_ENDPOINT_URL_S3: endpoint = '' } = services.environment;
    const { stdout } = await promisify(execFile)(
      'bash',
      ['-ec', `${asFetch}\n${code.replace(/^rawKey='.*'$/m, `rawKey='${rawKey}'`)}`],
      { cwd: folder, env: { ...process.env, endpoint, RAW_BUCKET: services.names.bucket } },
    );
    expect(stdout).toMatch(/^WARC\/1\.1\r\nWARC-Type: resource\r\n/);
    expect(stdout).toContain('<p>The bridge reopened on Monday.</p>');
  });
});

/** Stands for `aws s3api get-object --bucket … --key … --range … FILE`, as no machine must have the AWS CLI. */
const asFetch = `
aws() {
  [ "$1 $2 $3 $5 $7" = "s3api get-object --bucket --key --range" ] || exit 2
  "${process.execPath}" -e '
    const [url, range, file] = process.argv.slice(1);
    fetch(url, { headers: { range } })
      .then(async (answer) => {
        if (answer.status !== 206) throw new Error(answer.status);
        require("fs").writeFileSync(file, Buffer.from(await answer.arrayBuffer()));
      });
  ' "$endpoint/$4/$6" "$8" "$9"
}`;

/** The snippets are JavaScript, too; only their imports need another form within a function. */
async function run(code: string, scope: Readonly<Record<string, unknown>>): Promise<void> {
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...values: unknown[]) => Promise<void>;
  const body = code.replace(/^import (\{.*\}) from ('.*');$/gm, 'const $1 = await imported($2);');
  await new AsyncFunction(...Object.keys(scope), body)(...Object.values(scope));
}
