import { isDeepStrictEqual } from 'node:util';
import type { PublishedEvent } from '../../local/services/events/put-events.ts';
import type { Services } from '../../local/services/start-services.ts';
import { revisitHourOf } from '../../shared/adapters/dynamo/article-item.ts';
import type { Instant } from '../../shared/model/ids.ts';
import { type TableName, tables } from '../../shared/tables.ts';
import { findingsIn } from './findings-in.ts';
import { publishedOfNothing } from './published-of-nothing.ts';
import { type Contents, comparable, readTables } from './table-contents.ts';

/** What a run leaves behind, without the instants that no two runs share. */
export type Ending = {
  readonly contents: Readonly<Record<string, readonly unknown[]>>;
  /** Each event once, by its type and its key. */
  readonly events: ReadonlySet<string>;
};

/** @param since events that were published before are another run's */
export async function endingOf(services: Services, since: number): Promise<Ending> {
  const contents = withoutTies(await readTables(services));
  return { contents, events: new Set((await eventsOf(services)).slice(since)) };
}

/** Contents that two runs must agree on, whoever died in them: decision 14. */
export function withoutTies({ links, articles, hosts, ...others }: Contents): Ending['contents'] {
  return comparable({
    ...others,
    links: links.map(withoutTie),
    articles: articles.map(withoutTie),
    hosts: hosts.filter(isLasting).map(withoutPastTroubles),
  });
}

/**
 * Of a link from page to page only that it is there; of an article only that a feed has brought it, of
 * several that list it, and that it is missing: decision 14.
 */
export function withoutTie({ kind, goneSince, feedId, ...item }: Record<string, unknown>) {
  if (kind === 'on-page') return { kind, articleId: item['articleId'], otherId: item['otherId'] };
  const { revisitHour, ...others } = item;
  // It is looked for again an hour or so after it was missed, whenever that was.
  const isSought = revisitHour === revisitHourOf(goneSince as Instant | undefined);
  return {
    ...others,
    kind,
    isSought,
    isGone: goneSince !== undefined,
    hasFeed: feedId !== undefined,
  };
}

/** What is known of a host; not who asked it when, that somebody had to wait for it, or that a trouble is over. */
const isLasting = ({ host, crawlDelaySeconds, text, refusals, outages }: Item) =>
  !String(host).startsWith('@slots/') &&
  ([crawlDelaySeconds, text].some((known) => known !== undefined) ||
    [refusals, outages].some((count) => Number(count ?? 0) > 0));

/** A host that has no trouble, and one that has none any more: whoever heard of its trouble may have died. */
function withoutPastTroubles({ refusals, outages, ...host }: Record<string, unknown>) {
  return { ...host, refusals: refusals ?? 0, outages: outages ?? 0 };
}

/** All that was ever published, in order. */
export async function eventsOf({ published }: Services): Promise<string[]> {
  const events: string[] = [];
  for await (const event of published()) events.push(nameOf(event));
  return events;
}

/** What an event is told from others by. */
export function nameOf({ detail, 'detail-type': type }: PublishedEvent): string {
  return `${type} ${(detail as { eventKey?: string }).eventKey}`;
}

/** What is wrong with the ending of a run that should have ended like another, in words. */
export async function wrongsOf(
  services: Services,
  ending: Ending,
  wanted: Ending,
): Promise<string[]> {
  const unequal = Object.keys(wanted.contents).flatMap((table) =>
    differences(table, ending.contents[table] ?? [], wanted.contents[table] ?? []),
  );
  const unpublished = [...wanted.events]
    .filter((event) => !ending.events.has(event))
    .map((event) => `not published: ${event}`);
  const found = (await findingsIn(services)).map(
    ({ rule, about, found: what }) => `${rule} ${about}: ${what}`,
  );
  const { articles = [], revisions = [], stories = [] } = ending.contents as Record<string, Item[]>;
  const untrue = publishedOfNothing({ events: ending.events, articles, revisions, stories });
  return [...unequal, ...unpublished, ...untrue, ...found];
}

type Item = Readonly<Record<string, unknown>>;

/** The attributes of items that are not as they were wanted, and items that are there more often, or less. */
function differences(
  table: string,
  items: readonly unknown[],
  wanted: readonly unknown[],
): string[] {
  const [there, then] = [byKey(table, items), byKey(table, wanted)];
  return [...new Set([...there.keys(), ...then.keys()])].flatMap((key) => {
    const [some, others] = [there.get(key) ?? [], then.get(key) ?? []];
    if (some.length > 0 && others.length > 0 && some.length !== others.length)
      return [`${table} ${key}: ${some.length} of them instead of ${others.length}`];
    return (some.length > 0 ? some : others).flatMap((_, at) =>
      unlikeAttributes(some[at], others[at]).map((unlike) => `${table} ${key} ${unlike}`),
    );
  });
}

function unlikeAttributes(is: Item = {}, was: Item = {}): string[] {
  const names = [...new Set([...Object.keys(is), ...Object.keys(was)])];
  return names
    .filter((name) => !isDeepStrictEqual(is[name], was[name]))
    .map((name) => `${name}: ${shown(is[name])} instead of ${shown(was[name])}`);
}

function byKey(table: string, items: readonly unknown[]): ReadonlyMap<string, readonly Item[]> {
  const { partitionKey, sortKey } = { sortKey: '', ...tables[table as TableName] };
  // Keys of the log are instants; what no two runs have in common is no key.
  const names =
    table === 'changes' ? ['articleId', 'kind', 'revision', 'storyId'] : [partitionKey, sortKey];
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const one: Item = typeof item === 'string' ? { key: item } : (item as Item);
    const key =
      typeof item === 'string' ? item : names.flatMap((name) => one[name] ?? []).join(' ');
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 300);

export const isSameSet = (is: readonly string[], wanted: readonly string[]): boolean =>
  is.toSorted().join('\n') === wanted.toSorted().join('\n');
