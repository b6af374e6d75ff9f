import {
  appendFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '../../../../local/services/sqs/journal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'newsloom-journal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Entry = { readonly set: string; readonly to: string };

/** A map that lives in a journal. */
function openMap(compactAtBytes?: number) {
  const state = new Map<string, string>();
  const apply = ({ set, to }: Entry) => void state.set(set, to);
  const journal = openJournal<Entry>({
    file: join(folder, 'journal.jsonl'),
    replay: apply,
    snapshot: () => [...state].map(([set, to]) => ({ set, to })),
    ...(compactAtBytes !== undefined && { compactAtBytes }),
  });
  return {
    state,
    close: () => journal.close(),
    write(...entries: Entry[]) {
      journal.append(entries);
      entries.forEach(apply);
    },
  };
}

const file = () => join(folder, 'journal.jsonl');

describe('a journal', () => {
  it('remembers what was appended, in order', () => {
    const first = openMap();
    first.write({ set: 'a', to: '1' }, { set: 'b', to: 'é😀\n"' });
    first.write({ set: 'a', to: '2' });
    expect([...openMap().state]).toEqual([
      ['a', '2'],
      ['b', 'é😀\n"'],
    ]);
  });

  it.each(['[{"set":"b","to":"ha', '[{"set":"b","to":"half"}]', '\u00c3'])(
    'drops what was being written when its writer died: %j',
    (torn) => {
      openMap().write({ set: 'a', to: '1' });
      appendFileSync(file(), torn);
      const again = openMap();
      expect([...again.state]).toEqual([['a', '1']]);
      again.write({ set: 'c', to: '3' });
      expect([...openMap().state.keys()]).toEqual(['a', 'c']);
    },
  );

  it('refuses a file that is damaged in the middle rather than lose what follows', () => {
    openMap().write({ set: 'a', to: '1' });
    writeFileSync(file(), `not json\n${readFileSync(file(), 'utf8')}`);
    expect(() => openMap()).toThrow();
  });

  it('survives a crash between writing a snapshot and putting it in place', () => {
    openMap().write({ set: 'a', to: '1' });
    writeFileSync(`${file()}.new`, '[{"set":"a","to":"0"');
    expect([...openMap().state]).toEqual([['a', '1']]);
  });

  it('does not grow without bound', () => {
    const map = openMap(10_000);
    for (let at = 0; at < 5000; at++) map.write({ set: `k${at % 10}`, to: String(at) });
    expect(statSync(file()).size).toBeLessThan(11_000);
    map.close();
    expect([...openMap().state.values()]).toEqual(
      Array.from({ length: 10 }, (_, at) => String(4990 + at)),
    );
  });

  it('reads entries of any length', () => {
    const long = 'x'.repeat(3_000_000);
    openMap().write({ set: 'long', to: long }, { set: 'short', to: 'y' });
    const { state } = openMap();
    expect(state.get('long')?.length).toBe(long.length);
    expect(state.get('short')).toBe('y');
  });
});
