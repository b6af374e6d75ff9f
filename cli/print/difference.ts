import type { LineDiff, VersionDiff } from '../../shared/article/diff-versions.ts';
import type { Piece } from '../../shared/article/diff-words.ts';
import type { Direction } from '../../shared/model/article.ts';
import { cleanLine, isolated } from '../../shared/text/terminal-text.ts';
import { counted, type Printer } from './printer.ts';

/** Words of what is the same that are shown on each side of a change. */
const context = 8;

export type Paper = {
  readonly printer: Printer;
  /** Direction of the text. */
  readonly direction: Direction;
  /** Output goes to a person's terminal, which turns text that runs from right to left. */
  readonly terminal: boolean;
  readonly colours: boolean;
};

/** Shows what was changed between two versions: the headline first, then the text from its top. */
export function printDifference(paper: Paper, { title, lines }: VersionDiff): void {
  const { line, colour } = paper.printer;
  if (title !== undefined) line(`${colour.bold('headline')}\n  ${marked(paper, title)}`);
  if (lines.every(({ kind }) => kind === 'same')) {
    line(title === undefined ? 'the headline and the text are the same' : 'the text is the same');
    return;
  }
  line(colour.bold('text'));
  let same = 0;
  const tellSame = () => {
    if (same > 0) line(colour.dim(`  … ${counted(same, 'paragraph')} the same`));
    same = 0;
  };
  for (const diff of lines) {
    if (diff.kind === 'same') {
      same++;
      continue;
    }
    tellSame();
    printLine(paper, diff);
  }
  tellSame();
}

function printLine(paper: Paper, diff: Exclude<LineDiff, { kind: 'same' }>): void {
  const { line, colour } = paper.printer;
  switch (diff.kind) {
    case 'inserted':
      line(`${colour.green('+')} ${marked(paper, [diff])}`);
      return;
    case 'deleted':
      line(`${colour.red('-')} ${marked(paper, [diff])}`);
      return;
    case 'changed':
      line(`${colour.yellow('~')} ${marked(paper, diff.pieces)}`);
      return;
    case 'moved':
      line(
        `${colour.cyan('>')} ${colour.dim(`paragraph ${diff.from} is paragraph ${diff.to} now:`)}`,
      );
      line(`  ${marked(paper, diff.pieces)}`);
  }
}

type MarkedPiece = Pick<Piece, 'text'> & { readonly kind: LineDiff['kind'] };

/**
 * One line with its marks: colours where there are any, else `[-…-]` and `{+…+}`. On a terminal the line
 * runs in the direction of its article, and a marked piece in its own, so that marks stay where they
 * belong in Arabic, too.
 */
function marked({ printer, direction, terminal, colours }: Paper, pieces: readonly MarkedPiece[]) {
  const { colour } = printer;
  const isolate = (text: string) => (terminal ? isolated(text) : text);
  const shown = pieces.map(({ kind, text }, at) => {
    const clean = cleaned(text);
    switch (kind) {
      case 'deleted':
        return colours ? colour.red(colour.strikethrough(clean)) : `[-${isolate(clean)}-]`;
      case 'inserted':
        return colours ? colour.green(clean) : `{+${isolate(clean)}+}`;
      default:
        return shortened(clean, { isFirst: at === 0, isLast: at === pieces.length - 1 });
    }
  });
  const line = shown.join('');
  return terminal && direction === 'rtl' ? `\u2067${line}\u2069` : line;
}

/** Safe within a line, with the spaces that part it from its neighbours. */
function cleaned(text: string): string {
  const clean = cleanLine(text);
  if (clean === '') return text === '' ? '' : ' ';
  return `${/^\s/.test(text) ? ' ' : ''}${clean}${/\s$/.test(text) ? ' ' : ''}`;
}

type Place = { readonly isFirst: boolean; readonly isLast: boolean };

/** Of a long stretch that is the same, what stands next to changes. */
function shortened(text: string, { isFirst, isLast }: Place): string {
  const words = text.split(' ');
  const [head, tail] = [isFirst ? 0 : context, isLast ? 0 : context];
  if ((isFirst && isLast) || words.length <= head + tail + 4) return text;
  // From the end only where there is something to come.
  return [...words.slice(0, head), '…', ...(tail > 0 ? words.slice(-tail - 1) : [])].join(' ');
}
