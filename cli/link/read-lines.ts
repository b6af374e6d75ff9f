import { CommandError } from '../command-error.ts';

/** One line of a file. */
export type Line = {
  /** From 1 on. */
  readonly number: number;
  readonly text: string;
  /** What messages call it: `articles.jsonl, line 3`. */
  readonly place: string;
};

/** A line without an end must not fill the memory. */
const mostBytes = 20_000_000;
const newline = 10;

/** The lines of a file as it is read; those that hold nothing are left out. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
): AsyncGenerator<Line> {
  const decoder = new TextDecoder();
  let number = 0;
  const placeOf = (line: number) => `${file === '-' ? 'standard input' : file}, line ${line}`;
  let held: Uint8Array[] = [];
  let bytes = 0;
  const take = (last: Uint8Array): Line => {
    const text = decoder.decode(Buffer.concat([...held, last])).trim();
    held = [];
    bytes = 0;
    return { number: ++number, text, place: placeOf(number) };
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let to = chunk.indexOf(newline); to >= 0; to = chunk.indexOf(newline, from)) {
      const line = take(chunk.subarray(from, to));
      if (line.text !== '') yield line;
      from = to + 1;
    }
    held.push(chunk.subarray(from));
    bytes += chunk.length - from;
    if (bytes > mostBytes)
      throw new CommandError(`${placeOf(number + 1)} is longer than ${mostBytes / 1e6} MB`);
  }
  const line = take(new Uint8Array());
  if (line.text !== '') yield line;
}
