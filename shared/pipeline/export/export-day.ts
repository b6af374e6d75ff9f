import {
  type ExportTable,
  exportTableNames,
  exportTables,
  exportVersion,
  type Row,
} from '../../export/columns.ts';
import {
  dayFolder,
  type FileFormat,
  makePart,
  manifestPath,
  type PartEntry,
} from '../../export/parts.ts';
import { articleRow, linkRow, storyRow } from '../../export/rows.ts';
import { contentText } from '../../page/content-text.ts';
import type { ExportedArticle, ExportFiles, ExportSource } from '../../ports/exports.ts';
import type { Clock } from '../../ports/web.ts';

export type ExportPorts = {
  readonly source: ExportSource;
  readonly files: ExportFiles;
  readonly now: Clock;
};

/** What an export says of itself. */
export type Manifest = {
  readonly exportVersion: number;
  readonly day: string;
  readonly madeAt: string;
  readonly tables: Readonly<Record<ExportTable, ExportedTable>>;
};

type ExportedTable = {
  readonly rows: number;
  readonly columns: readonly { name: string; type: string; optional?: true }[];
  readonly files: readonly PartEntry[];
};

/** Rows of a file, at most; and about how many characters of text, since they are in memory. */
const mostRows = 5000;
const mostCharacters = 30_000_000;

/**
 * Exports what was published on a day, over what was exported of it before.
 *
 * What the tables no longer hold is no longer exported either. The manifest is written last and
 * says which files count; a try that died is repaired by the next one.
 */
export async function exportDay(
  day: string,
  formats: readonly FileFormat[],
  { source, files, now }: ExportPorts,
): Promise<Manifest> {
  const before = await readManifest(day, files);
  const known = new Map(
    exportTableNames
      .flatMap((table) => before?.tables[table].files ?? [])
      .map(({ path, sha256 }) => [path, sha256]),
  );
  const writer = (table: ExportTable) => tableWriter({ table, day, formats, files, known });
  const [articles, links, stories] = [writer('articles'), writer('links'), writer('stories')];
  for await (const batch of source.articlesOf(day)) {
    await articles.add(batch.map(rowOf));
    await links.add(batch.flatMap((each) => each.links.map(linkRow)));
  }
  for await (const batch of source.storiesOf(day)) await stories.add(batch.map(storyRow));
  const tables = {
    ...{ articles: await articles.end(), links: await links.end() },
    stories: await stories.end(),
  };
  await removeOthers(
    day,
    Object.values(tables).flatMap((table) => table.files),
    files,
  );
  const manifest: Manifest = { exportVersion, day, madeAt: now().toISOString(), tables };
  const json = Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`);
  await files.put(manifestPath(day), json, 'application/json');
  return manifest;
}

/** A text that its publisher reserves is not there, rather than empty. */
function rowOf({ article, revision }: ExportedArticle): Row {
  const isWithheld = article.rights.withheld !== undefined;
  const text = isWithheld ? undefined : revision && contentText(revision.blocks);
  return articleRow(article, { text, siteName: revision?.siteName });
}

async function readManifest(day: string, files: ExportFiles): Promise<Manifest | undefined> {
  const bytes = await files.get(manifestPath(day));
  try {
    return bytes && JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    // Of a writer that died: everything is written again.
    return undefined;
  }
}

type TableParts = {
  readonly table: ExportTable;
  readonly day: string;
  readonly formats: readonly FileFormat[];
  readonly files: ExportFiles;
  /** Hashes of the files that stand there. */
  readonly known: ReadonlyMap<string, string>;
};

/** Cuts rows into files, and keeps one file's worth of them. */
function tableWriter({ table, day, formats, files, known }: TableParts) {
  const entries: PartEntry[] = [];
  let rows: Row[] = [];
  let [total, characters, number] = [0, 0, 0];
  const flush = async () => {
    if (rows.length === 0) return;
    for (const format of formats) {
      const { entry, bytes } = await makePart(format, { table, day, number }, rows);
      entries.push(entry);
      if (known.get(entry.path) !== entry.sha256)
        await files.put(entry.path, bytes, contentTypes[format]);
    }
    number++;
    [rows, characters] = [[], 0];
  };
  return {
    async add(more: readonly Row[]): Promise<void> {
      for (const row of more) {
        rows.push(row);
        total++;
        characters += String(row['text'] ?? '').length;
        if (rows.length >= mostRows || characters >= mostCharacters) await flush();
      }
    },
    async end(): Promise<ExportedTable> {
      await flush();
      return { rows: total, columns: exportTables[table], files: entries };
    },
  };
}

const contentTypes = {
  parquet: 'application/vnd.apache.parquet',
  jsonl: 'application/gzip',
} as const;

/** Files of an earlier export that this one does not have. */
async function removeOthers(
  day: string,
  entries: readonly PartEntry[],
  files: ExportFiles,
): Promise<void> {
  const kept = new Set(entries.map(({ path }) => path));
  const formats = new Set<FileFormat>(['parquet', 'jsonl']);
  for (const format of formats)
    for (const table of exportTableNames) {
      const there = await files.list(dayFolder(format, table, day));
      const others = there.filter((path) => !kept.has(path));
      if (others.length > 0) await files.remove(others);
    }
}
