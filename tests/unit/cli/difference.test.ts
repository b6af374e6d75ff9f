import { describe, expect, it } from 'vitest';
import { printDifference } from '../../../cli/print/difference.ts';
import { type Printer, printerOf } from '../../../cli/print/printer.ts';
import type { World } from '../../../cli/world.ts';
import { diffVersions } from '../../../shared/article/diff-versions.ts';
import { aParagraph } from '../../builders/an-article.ts';

type Version = { readonly title: string; readonly blocks: ReturnType<typeof aParagraph>[] };
const version = (title: string, ...texts: readonly string[]): Version => ({
  title,
  blocks: texts.map(aParagraph),
});

function printed(
  [before, after]: readonly [Version, Version],
  { terminal = false, colours = false, direction = 'ltr' as 'ltr' | 'rtl' } = {},
): string {
  let out = '';
  const world = {
    terminal,
    colours,
    columns: 80,
    out: (text: string) => {
      out += text;
    },
  };
  const printer: Printer = printerOf(world as World);
  printDifference({ printer, terminal, colours, direction }, diffVersions(before, after));
  return out;
}

const same = 'Nothing happened here.';
const edited = [
  version('Bridge reopens', same, same, 'It rained on Monday in the town of Halden by the sea.'),
  version('Bridge closes', same, same, 'It rained on Tuesday in the town of Halden by the sea.'),
] as const;

describe('a difference that is printed', () => {
  it('begins with the headline, and leaves out what is the same', () => {
    expect(printed(edited)).toBe(
      [
        ...['headline', '  Bridge [-reopens-]{+closes+}', 'text', '  … 2 paragraphs the same'],
        '~ It rained on [-Monday-]{+Tuesday+} in the town of Halden by the sea.\n',
      ].join('\n'),
    );
  });

  it('is coloured only where there are colours, and then needs no brackets', () => {
    const text = printed(edited, { terminal: true, colours: true });
    expect(text).toContain(
      '\u001b[31m\u001b[9mMonday\u001b[29m\u001b[39m\u001b[32mTuesday\u001b[39m',
    );
    expect(text).not.toContain('[-');
    expect(printed(edited)).not.toContain('\u001b');
  });

  it('runs from right to left on a terminal, with each mark in its place', () => {
    const arabic = [
      version('الجسر', 'أعيد فتح الجسر يوم الاثنين'),
      version('الجسر', 'أعيد فتح الجسر يوم الثلاثاء'),
    ] as const;
    const text = printed(arabic, { terminal: true, direction: 'rtl' });
    expect(text).toContain(
      '~ \u2067أعيد فتح الجسر يوم [-\u2068الاثنين\u2069-]{+\u2068الثلاثاء\u2069+}\u2069\n',
    );
    expect(printed(arabic)).toContain('~ أعيد فتح الجسر يوم [-الاثنين-]{+الثلاثاء+}\n');
  });

  it('shortens what is the same around a change', () => {
    const words = (from: number) => Array.from({ length: 40 }, (_, n) => `w${from + n}`).join(' ');
    const text = printed([
      version('t', `${words(0)} old ${words(100)}`),
      version('t', `${words(0)} new ${words(100)}`),
    ]);
    expect(text).toContain('~ … w32 w33 w34 w35 w36 w37 w38 w39 [-old-]{+new+} w100');
    expect(text).toContain('w106 …\n');
    expect(text).not.toContain('w20 ');
  });

  it('is no way into the terminal for what a page holds', () => {
    const text = printed([
      version('a', 'One two three'),
      version('b\u001b[2J', 'One\u001b]0;x\u0007 two three'),
    ]);
    expect(text).not.toContain('\u001b');
  });

  it('says when nothing was changed', () => {
    const one = version('Bridge', same);
    expect(printed([one, one])).toBe('the headline and the text are the same\n');
  });
});
