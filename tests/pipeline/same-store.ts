import { isDeepStrictEqual } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { unpackMembers } from '../../shared/adapters/s3/gzip-member.ts';
import { rawKeyOf } from '../../shared/adapters/s3/raw-key.ts';
import { placesIn, rawPrefix, readContents } from '../../shared/adapters/s3/raw-pack.ts';
import { readRecord } from '../../shared/adapters/s3/warc-record.ts';
import { type TableName, tables } from '../../shared/tables.ts';
import { withoutTies } from './ending.ts';
import type { ObjectsCopy, StoredObject } from './memory/memory-objects.ts';
import type { StoreCopy } from './memory/memory-services.ts';
import { type Contents, hashOfPage, withoutInstants } from './table-contents.ts';

type Item = Record<string, unknown>;
type Sides<T> = readonly [is: T, wanted: T];

const tableNames = Object.keys(tables) as TableName[];

/**
 * Whether a store holds what another one holds, but for what decision 14 names and for raw pages that
 * nobody names. What is the very same item or object on both sides is passed over, so that a run that
 * began at a copy of a store is held to another run from there in as long as what it did takes.
 */
export async function isSameStore(is: StoreCopy, wanted: StoreCopy): Promise<boolean> {
  const unlike = tableNames.map((table) => unlikeItems(is.tables[table], wanted.tables[table]));
  if (unlike.some(([some, others], at) => holdsOneEach(at) && some.length !== others.length))
    return false;
  const [some, others] = await Promise.all([
    comparableOf(
      unlike.map(([items]) => items),
      is,
    ),
    comparableOf(
      unlike.map(([, items]) => items),
      wanted,
    ),
  ]);
  return isDeepStrictEqual(some, others) && unlikeFiles(is.objects, wanted.objects).length === 0;
}

/** Of how many items the log tells hangs on who told with whom. */
const holdsOneEach = (at: number): boolean => tableNames[at] !== 'changes';

/** Raw pages that were there before, and should be gone by now. */
export async function notRemoved(
  objects: ObjectsCopy,
  { before, wanted }: { readonly before: ObjectsCopy; readonly wanted: ObjectsCopy },
): Promise<string[]> {
  const [there, then, should] = await Promise.all([objects, before, wanted].map(pagesIn));
  return [...(there?.keys() ?? [])].filter((key) => then?.has(key) && !should?.has(key));
}

function unlikeItems(...[is, wanted]: Sides<ReadonlyMap<string, Item>>): Sides<Item[]> {
  const [here, there] = [new Set(is.values()), new Set(wanted.values())];
  return [
    [...here].filter((item) => !there.has(item)),
    [...there].filter((item) => !here.has(item)),
  ];
}

/** Items of each table as two runs must have them, in an order that hangs on nothing else. */
async function comparableOf(
  items: readonly Item[][],
  { tables: { articles, revisions }, objects }: StoreCopy,
): Promise<Record<string, readonly string[]>> {
  const named = new Set([...articles.values(), ...revisions.values()].map(({ rawKey }) => rawKey));
  const pages = [...(await pagesIn(objects))].filter(([key]) => named.has(key));
  const contents: Partial<Contents> = Object.fromEntries(
    tableNames.map((table, at) => [table, items[at] ?? []]),
  );
  const agreed = withoutTies({ ...contents, rawPages: new Map(pages) } as Contents);
  return Object.fromEntries(
    Object.entries(agreed).map(([table, all]) => [table, all.map(asText).toSorted()]),
  );
}

/** The same whichever attribute was set first. */
const asText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );

const pagesOfObject = new WeakMap<StoredObject, Promise<ReadonlyMap<string, string>>>();

/** What each page of the archive holds, by its key. */
async function pagesIn(objects: ObjectsCopy): Promise<ReadonlyMap<string, string>> {
  const packs = [...objects].filter(([key]) => key.startsWith(rawPrefix));
  const read = packs.map(([key, object]) => {
    const pages = pagesOfObject.get(object) ?? readPages(key, object);
    pagesOfObject.set(object, pages);
    return pages;
  });
  return new Map((await Promise.all(read)).flatMap((pages) => [...pages]));
}

async function readPages(key: string, { bytes, Metadata }: StoredObject) {
  const pages = new Map<string, string>();
  for (const place of placesIn(key, readContents(Metadata['contents']) ?? [])) {
    if (place.articleId === undefined) continue;
    const record = await unpackMembers(bytes.subarray(place.first, place.last + 1));
    pages.set(rawKeyOf(place), hashOfPage(place.articleId, readRecord(record)));
  }
  return pages;
}

/** The files of exports that are not on both sides, or do not say the same where they are lines of items. */
export function unlikeFiles(...sides: Sides<ObjectsCopy>): string[] {
  const [is, wanted] = sides.map(filesIn) as [ObjectsCopy, ObjectsCopy];
  return [...new Set([...is.keys(), ...wanted.keys()])].filter((key) => {
    const [file, other] = [is.get(key), wanted.get(key)];
    if (file === other) return false;
    if (file === undefined || other === undefined) return true;
    return !isDeepStrictEqual(rowsOf(key, file), rowsOf(key, other));
  });
}

const filesIn = (objects: ObjectsCopy): ObjectsCopy =>
  new Map([...objects].filter(([key]) => !key.startsWith(rawPrefix)));

function rowsOf(key: string, { bytes }: StoredObject): unknown {
  if (!key.endsWith('.jsonl.gz')) return undefined;
  const lines = gunzipSync(bytes).toString().split('\n').filter(Boolean);
  return lines.map((line) => {
    const { rawKey: _where, ...row } = withoutInstants(JSON.parse(line)) as Item;
    return row;
  });
}
