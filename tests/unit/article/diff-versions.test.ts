import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffVersions, type LineDiff } from '../../../shared/article/diff-versions.ts';
import { diffWords, type Piece } from '../../../shared/article/diff-words.ts';
import { aParagraph } from '../../builders/an-article.ts';

/** As it is printed without colours. */
const marked = (pieces: readonly Piece[]) =>
  pieces
    .map(({ kind, text }) =>
      kind === 'same' ? text : kind === 'deleted' ? `[-${text}-]` : `{+${text}+}`,
    )
    .join('');

describe('words that were changed', () => {
  it.each([
    [
      'English',
      'It rained on Monday.',
      'It snowed on Monday.',
      'It [-rained-]{+snowed+} on Monday.',
    ],
    [
      'Arabic',
      'أعيد فتح الجسر يوم الاثنين',
      'أعيد فتح الجسر يوم الثلاثاء',
      'أعيد فتح الجسر يوم [-الاثنين-]{+الثلاثاء+}',
    ],
    [
      'Chinese',
      '大桥在星期一重新开放。',
      '大桥在星期二重新开放。',
      '大桥在[-星期一-]{+星期二+}重新开放。',
    ],
    [
      'Japanese',
      '橋は月曜日に再開した。',
      '橋は火曜日に再開した。',
      '橋は[-月曜日-]{+火曜日+}に再開した。',
    ],
    ['Thai', 'สะพานเปิดอีกครั้งวันจันทร์', 'สะพานเปิดอีกครั้งวันอังคาร', 'สะพานเปิดอีกครั้งวัน[-จันทร์-]{+อังคาร+}'],
  ])('are told in %s', (_language, before, after, expected) => {
    expect(marked(diffWords(before, after))).toBe(expected);
  });

  it('are told as one where nothing but spaces parts them', () => {
    expect(marked(diffWords('Three old bridges fell.', 'Two new ferries sank.'))).toBe(
      '[-Three old bridges fell-]{+Two new ferries sank+}.',
    );
  });

  it('leave the space that follows outside of the marks', () => {
    expect(marked(diffWords('takes early lead in race', 'wins the mayor’s race'))).toBe(
      '[-takes early lead in-]{+wins the mayor’s+} race',
    );
  });

  it('bear with a language that is none', () => {
    expect(marked(diffWords('a b', 'a c', 'not a language!'))).toBe('a [-b-]{+c+}');
  });

  it('give both texts back, whatever they are', () => {
    const text = fc
      .array(fc.constantFrom('bridge', ' ', 'الجسر', '桥', '.', '12', '\n'))
      .map((a) => a.join(''));
    fc.assert(
      fc.property(text, text, (before, after) => {
        const pieces = diffWords(before, after);
        const without = (kind: Piece['kind']) =>
          pieces.flatMap((piece) => (piece.kind === kind ? [] : piece.text)).join('');
        expect([without('inserted'), without('deleted')]).toEqual([before, after]);
      }),
      { numRuns: 300, seed: 3 },
    );
  });

  it('take one long text for another in little time', () => {
    const [long, other] = ['a', 'b'].map((letter) =>
      Array.from({ length: 20_000 }, (_, n) => `${letter}${n}`).join(' '),
    );
    expect(diffWords(long ?? '', other ?? '').map(({ kind }) => kind)).toEqual([
      'deleted',
      'inserted',
    ]);
  });
});

const bridge = 'The bridge over the river reopened on Monday after three years of repairs.';
const mayor = 'The mayor of Halden walked across it with a school class and a brass band.';
const toll = 'Lorries pay a toll of four crowns, cars pay two, and cyclists pay nothing.';
const version = (title: string, ...texts: readonly string[]) => ({
  title,
  blocks: texts.map(aParagraph),
});
const told = (lines: readonly LineDiff[]) =>
  lines.map((line) =>
    'pieces' in line ? [line.kind, marked(line.pieces)] : [line.kind, line.text],
  );

describe('what was changed between two versions', () => {
  it('is told line by line, within lines word by word, and the headline apart', () => {
    const before = version('Bridge reopens', bridge, mayor, toll);
    const after = version(
      'Bridge closes',
      bridge.replace('Monday', 'Tuesday'),
      mayor,
      'It rained.',
      toll,
    );
    const { title = [], lines } = diffVersions(before, after, 'en');

    expect(marked(title)).toBe('Bridge [-reopens-]{+closes+}');
    expect(told(lines)).toEqual([
      ['changed', bridge.replace('Monday', '[-Monday-]{+Tuesday+}')],
      ['same', mayor],
      ['inserted', 'It rained.'],
      ['same', toll],
    ]);
  });

  it('tells a paragraph that was moved, and what was changed on the way', () => {
    const before = version('Bridge', bridge, mayor, toll);
    const after = version('Bridge', toll.replace('four', 'five'), bridge, mayor);

    expect(diffVersions(before, after).lines).toMatchObject([
      { kind: 'moved', from: 3, to: 1 },
      { kind: 'same' },
      { kind: 'same' },
    ]);
    expect(told(diffVersions(before, after).lines)[0]?.[1]).toContain('[-four-]{+five+}');
  });

  it('says what was taken out before what came in its place', () => {
    const before = version('Bridge', bridge, mayor);
    const after = version('Bridge', bridge, 'Nobody knows why.');

    expect(told(diffVersions(before, after).lines)).toEqual([
      ['same', bridge],
      ['deleted', mayor],
      ['inserted', 'Nobody knows why.'],
    ]);
  });

  it('reads items of lists and rows of tables as lines', () => {
    const list = (...items: string[]) => ({
      title: 'x',
      blocks: [{ kind: 'list', ordered: false, items } as const],
    });
    expect(told(diffVersions(list('one', 'two'), list('one', 'two', 'three')).lines)).toEqual([
      ['same', 'one'],
      ['same', 'two'],
      ['inserted', 'three'],
    ]);
  });

  it('finds nothing between a version and itself', () => {
    const one = version('Bridge', bridge, mayor);
    expect(diffVersions(one, one)).toEqual({
      lines: [
        { kind: 'same', text: bridge },
        { kind: 'same', text: mayor },
      ],
    });
  });

  it('keeps every line of the newer version in its order, whatever was there before', () => {
    const lines = fc.array(
      fc.constantFrom(bridge, mayor, toll, bridge.replace('river', 'bay'), 'x'),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(lines, lines, (before, after) => {
        const { lines: found } = diffVersions(version('t', ...before), version('t', ...after));
        const newer = found.flatMap((line) => {
          if (line.kind === 'deleted') return [];
          if (!('pieces' in line)) return [line.text];
          return [
            line.pieces.flatMap(({ kind, text }) => (kind === 'deleted' ? [] : text)).join(''),
          ];
        });
        expect(newer).toEqual(after);
        const gone = found.filter(({ kind }) => kind === 'inserted').length;
        const come = found.filter(({ kind }) => kind === 'deleted').length;
        expect(after.length - gone).toBe(before.length - come);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
