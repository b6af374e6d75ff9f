import { describe, expect, it } from 'vitest';
import { type Line, linesOf } from '../../../cli/link/read-lines.ts';

async function linesIn(chunks: Iterable<Uint8Array>): Promise<Line[]> {
  const lines: Line[] = [];
  async function* read() {
    yield* chunks;
  }
  for await (const line of linesOf(read(), 'a.jsonl')) lines.push(line);
  return lines;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('the lines of a file', () => {
  it('are numbered, also where some hold nothing and the last has no end', async () => {
    expect(await linesIn([bytes('one\n\ntw'), bytes('o\n three')])).toEqual([
      { number: 1, text: 'one', place: 'a.jsonl, line 1' },
      { number: 3, text: 'two', place: 'a.jsonl, line 3' },
      { number: 4, text: 'three', place: 'a.jsonl, line 4' },
    ]);
  });

  it('go on behind one that is too long to be kept', async () => {
    const much = new Uint8Array(1_000_000).fill(97);
    const lines = await linesIn([...Array(21).fill(much), bytes('\ntwo')]);
    expect(lines.map(({ number, text, problem }) => [number, text, problem])).toEqual([
      [1, '', 'longer than 20 MB'],
      [2, 'two', undefined],
    ]);
  });
});
