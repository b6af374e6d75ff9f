import type { Services } from '../../../local/services/start-services.ts';
import type { TableName } from '../../../shared/tables.ts';
import { copyStore, type StoreCopy } from '../store-copy.ts';
import type { AwsAnswer } from './aws-proxy.ts';
import type { Fault } from './fault-lab.ts';

type Json = Record<string, unknown>;
type Asked = { readonly Keys: readonly Json[]; readonly ConsistentRead?: boolean };

const jsonOf = (body: Buffer): Json => JSON.parse(body.toString()) as Json;

/**
 * Reads that need not be consistent, of a copy of the tables that is behind: the first look at an item
 * in a stage shows it as it was when the round began, or not at all; a query finds what the same query
 * found before.
 */
export function staleReads(): Fault {
  const old = new OldTables();
  const found = new Map<string, AwsAnswer>();
  return {
    onRound: (services) => old.remember(services),
    onStage() {
      found.clear();
      old.seen.clear();
    },
    async aws({ operation, body }, forward) {
      const answer = await forward();
      const asked = body.toString();
      if (answer.status !== 200 || /"ConsistentRead":true/.test(asked)) return answer;
      switch (operation) {
        case 'GetItem':
          return withJson(answer, old.itemInstead(jsonOf(body), jsonOf(answer.body)));
        case 'BatchGetItem':
          return withJson(answer, old.itemsInstead(jsonOf(body), jsonOf(answer.body)));
        case 'Query': {
          const last = found.get(asked) ?? answer;
          found.set(asked, answer);
          return last;
        }
        default:
          return answer;
      }
    },
  };
}

/** The tables as they were, and which of their items somebody has looked at since. */
class OldTables {
  private items = new Map<string, Json>();
  readonly seen = new Set<string>();

  async remember(services: Services): Promise<void> {
    const { tables } = await copyStore(services);
    this.items = new Map(
      (Object.entries(tables) as [TableName, StoreCopy['tables'][TableName]][]).flatMap(
        ([table, items]) =>
          [...items].map(([key, item]) => [
            nameOf(services.names.tables[table], JSON.parse(key) as Json),
            onTheWire(item),
          ]),
      ),
    );
  }

  itemInstead({ TableName, Key }: Json, answer: Json): Json {
    const name = nameOf(String(TableName), Key as Json);
    if (!this.isFirstLook(name)) return answer;
    const { Item: _, ...rest } = answer;
    const item = this.items.get(name);
    return item === undefined ? rest : { ...rest, Item: item };
  }

  itemsInstead({ RequestItems }: Json, answer: Json): Json {
    const responses = { ...(answer['Responses'] as Record<string, Json[]>) };
    for (const [table, { Keys }] of Object.entries(RequestItems as Record<string, Asked>))
      for (const key of Keys) {
        const name = nameOf(table, key);
        if (!this.isFirstLook(name)) continue;
        const others = (responses[table] ?? []).filter(
          (item) => nameOf(table, part(item, key)) !== name,
        );
        const item = this.items.get(name);
        responses[table] = item === undefined ? others : [...others, item];
      }
    return { ...answer, Responses: responses };
  }

  private isFirstLook(name: string): boolean {
    const isFirst = !this.seen.has(name);
    this.seen.add(name);
    return isFirst;
  }
}

const nameOf = (table: string, key: Json): string =>
  `${table} ${JSON.stringify(Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1)))}`;

const part = (item: Json, key: Json): Json =>
  Object.fromEntries(Object.keys(key).map((name) => [name, item[name]]));

const onTheWire = (item: object): Json =>
  JSON.parse(
    JSON.stringify(item, (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  ) as Json;

function withJson(answer: AwsAnswer, json: Json): AwsAnswer {
  const { 'x-amz-crc32': _, ...headers } = answer.headers;
  return { ...answer, headers, body: Buffer.from(JSON.stringify(json)) };
}
