import type { FileFormat } from '../../export/parts.ts';
import type { ChangedDays } from '../../ports/exports.ts';
import { type ExportPorts, exportDay } from './export-day.ts';

export type ExportChangedDaysPorts = ExportPorts & {
  readonly changed: ChangedDays;
  readonly formats: readonly FileFormat[];
  /** Where to begin the first time; the day before unless given. */
  readonly since?: string;
};

export type ExportOutcome = {
  readonly kind: 'exported';
  readonly days: number;
  readonly rows: number;
  /** Whether there is more than one invocation has time for; the next one goes on. */
  readonly more: boolean;
};

/** Where it stands up to which everything was exported. */
const cursorPath = 'v1/cursor.json';
/** No new round is begun after this; a function has fifteen minutes. */
const mostMs = 8 * 60_000;

/**
 * Exports each day again of which an article was changed since the last time, and so yesterday,
 * too. The cursor is kept when its days are done: whoever dies before does them again.
 */
export async function exportChangedDays(ports: ExportChangedDaysPorts): Promise<ExportOutcome> {
  const { files, changed, formats, now } = ports;
  const began = now().getTime();
  const done = new Set<string>();
  let rows = 0;
  let more = true;
  for (let cursor = await readCursor(ports); more && now().getTime() - began < mostMs; ) {
    const found = await changed.since(cursor);
    for (const day of found.days) {
      const { tables } = await exportDay(day, formats, ports);
      rows += tables.articles.rows;
      done.add(day);
    }
    ({ cursor, more } = found);
    await files.put(cursorPath, Buffer.from(JSON.stringify({ cursor })), 'application/json');
  }
  return { kind: 'exported', days: done.size, rows, more };
}

async function readCursor({ files, now, since }: ExportChangedDaysPorts): Promise<string> {
  const bytes = await files.get(cursorPath);
  const { cursor } = bytes ? JSON.parse(Buffer.from(bytes).toString('utf8')) : {};
  if (typeof cursor === 'string') return cursor;
  if (since !== undefined) return since;
  const yesterday = new Date(now().getTime() - 24 * 60 * 60_000).toISOString();
  return `${yesterday.slice(0, 10)}T00:00:00.000Z`;
}
