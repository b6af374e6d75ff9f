import {
  closeSync,
  existsSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs';

/** A file that remembers what happened, entry by entry. */
export type Journal<Entry> = {
  /**
   * Remembers entries, all or none of them.
   *
   * They are with the operating system when this returns, so they survive the death of this process.
   */
  append(entries: readonly Entry[]): void;
  close(): void;
};

type Options<Entry> = {
  readonly file: string;
  /** Called for every entry of an earlier life, in order. */
  readonly replay: (entry: Entry) => void;
  /** Entries that lead from nothing to the present state. */
  readonly snapshot: () => Iterable<Entry>;
  /** Rewritten before it grows larger than this and four times its last snapshot. */
  readonly compactAtBytes?: number;
};

const chunkBytes = 1024 * 1024;

/** Replays the journal in a file and goes on writing it; starts one when there is none. */
export function openJournal<Entry>(options: Options<Entry>): Journal<Entry> {
  const { file, snapshot, compactAtBytes = 16 * chunkBytes } = options;
  if (existsSync(file)) {
    for (const line of wholeLines(file)) {
      // Written by `append` and `writeSnapshot`, which know no other type.
      for (const entry of JSON.parse(line) as Entry[]) options.replay(entry);
    }
  }
  // Drops what an interrupted write left at the end.
  let size = writeSnapshot(file, snapshot());
  let compacted = size;
  let descriptor = openSync(file, 'a');

  function compact() {
    closeSync(descriptor);
    size = writeSnapshot(file, snapshot());
    compacted = size;
    descriptor = openSync(file, 'a');
  }

  return {
    append(entries) {
      if (size > Math.max(compactAtBytes, 4 * compacted)) compact();
      const line = Buffer.from(`${JSON.stringify(entries)}\n`);
      try {
        writeWhole(descriptor, line);
      } catch (error) {
        ftruncateSync(descriptor, size);
        throw error;
      }
      size += line.length;
    },
    close: () => closeSync(descriptor),
  };
}

/** A line without its end was being written when the writer died, and nobody was told that it is safe. */
function* wholeLines(file: string): Generator<string> {
  const descriptor = openSync(file, 'r');
  const chunk = Buffer.alloc(chunkBytes);
  const pieces: Buffer[] = [];
  try {
    for (let read = readSync(descriptor, chunk); read > 0; read = readSync(descriptor, chunk)) {
      let start = 0;
      for (let end = chunk.indexOf(10); end !== -1 && end < read; end = chunk.indexOf(10, start)) {
        pieces.push(chunk.subarray(start, end));
        yield Buffer.concat(pieces.splice(0)).toString();
        start = end + 1;
      }
      // A copy, as the next read overwrites the chunk.
      pieces.push(Buffer.from(chunk.subarray(start, read)));
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Replaces the file at once, so that a crash leaves the old one or the new one. */
function writeSnapshot<Entry>(file: string, entries: Iterable<Entry>): number {
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w');
  let size = 0;
  let lines: string[] = [];
  let pending = 0;
  const flush = () => {
    const bytes = Buffer.from(lines.join(''));
    writeWhole(descriptor, bytes);
    size += bytes.length;
    [lines, pending] = [[], 0];
  };
  for (const entry of entries) {
    const line = `${JSON.stringify([entry])}\n`;
    lines.push(line);
    pending += line.length;
    if (pending > chunkBytes) flush();
  }
  flush();
  closeSync(descriptor);
  renameSync(draft, file);
  return size;
}

function writeWhole(descriptor: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
