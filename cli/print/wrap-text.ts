const zeroWidth = /^[\p{M}\p{Cf}]+$/u;
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/**
 * Columns that a text takes in a terminal.
 *
 * @example
 * displayWidth('港口') // 4
 */
export function displayWidth(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += widthOf(segment);
  return width;
}

const widthOf = (grapheme: string): number =>
  zeroWidth.test(grapheme) ? 0 : wide.test(grapheme) ? 2 : 1;

/**
 * Breaks one line of text into lines of at most so many columns, between words where there are any.
 *
 * @example
 * wrapText('The bridge reopened', 12) // ['The bridge', 'reopened']
 */
export function wrapText(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = '';
  let width = 0;
  const close = () => {
    if (line !== '') lines.push(line);
    line = '';
    width = 0;
  };
  for (const word of text.split(' ').flatMap((word) => pieces(word, columns))) {
    const { length } = word;
    if (width > 0 && width + 1 + length > columns) close();
    line += line === '' ? word.text : ` ${word.text}`;
    width += length + (width === 0 ? 0 : 1);
  }
  close();
  return lines;
}

/** Chinese and Japanese have no spaces: a long word is broken where the line ends. */
function pieces(word: string, columns: number): { text: string; length: number }[] {
  const all: { text: string; length: number }[] = [];
  let piece = { text: '', length: 0 };
  for (const { segment } of graphemes.segment(word)) {
    const length = widthOf(segment);
    if (piece.length + length > columns) {
      all.push(piece);
      piece = { text: '', length: 0 };
    }
    piece = { text: piece.text + segment, length: piece.length + length };
  }
  return piece.text === '' ? all : [...all, piece];
}
