/** One line of a file. */
export type Line = {
  /** From 1 on. */
  readonly number: number;
  readonly text: string;
  /** What messages call it: `articles.jsonl, line 3`. */
  readonly place: string;
  /** Of one that is too long to be kept. */
  readonly problem?: string;
};

/** A line without an end must not fill the memory. */
const mostBytes = 20_000_000;
const newline = 10;

/** The lines of a file as it is read; those that hold nothing are left out. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Line> {
  const held = new HeldLine();
  let number = 0;
  const take = (last: Uint8Array): Line => {
    held.add(last);
    const place = `${file === '-' ? 'standard input' : file}, line ${++number}`;
    return { number, place, ...held.take() };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
      const line = take(chunk.subarray(from, to));
      if (line.text !== '' || line.problem !== undefined) yield line;
      from = to + 1;
    }
    held.add(chunk.subarray(from));
  }
  const line = take(new Uint8Array());
  if (line.text !== '' || line.problem !== undefined) yield line;
}

/** What has come of a line so far. */
class HeldLine {
  private readonly decoder = new TextDecoder();
  private pieces: Uint8Array[] = [];
  private bytes = 0;

  add(piece: Uint8Array): void {
    this.bytes += piece.length;
    if (this.bytes > mostBytes) this.pieces = [];
    else this.pieces.push(piece);
  }

  take(): Pick<Line, 'text' | 'problem'> {
    const isTooLong = this.bytes > mostBytes;
    const text = isTooLong ? '' : this.decoder.decode(Buffer.concat(this.pieces)).trim();
    this.pieces = [];
    this.bytes = 0;
    return isTooLong ? { text, problem: `longer than ${mostBytes / 1e6} MB` } : { text };
  }
}
