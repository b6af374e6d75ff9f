/** What the length and the punctuation of a text say. */
export type TextMeasure = {
  /** Words, or their equivalent in a script that has no spaces. */
  readonly words: number;
  readonly sentenceEnds: number;
  readonly commas: number;
};

const SENTENCE_END = 1;
const COMMA = 2;
/** What a character says, by its code: looked up for each one of a page. */
const MARKS = new Uint8Array(0x10000);
for (const mark of '.!?…؟۔。！？।॥։።჻‽។။།') MARKS[mark.charCodeAt(0)] = SENTENCE_END;
for (const mark of ',;،؛、，；՝፣፤၊') MARKS[mark.charCodeAt(0)] = COMMA;

/**
 * Measures a text whose white space is collapsed.
 *
 * @example measureText('It rained, they said.') // { words: 4, sentenceEnds: 1, commas: 1 }
 */
export function measureText(text: string): TextMeasure {
  let words = text === '' ? 0 : 1;
  let unspaced = 0;
  let sentenceEnds = 0;
  let commas = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) {
      words++;
      if (isClauseEnd(text, at)) commas++;
    } else if (code > 0x0e00 && isUnspaced(code)) unspaced += code < 0x2e80 ? 1 : 2;
    else if (MARKS[code] === COMMA) commas++;
    else if (MARKS[code] === SENTENCE_END && endsWord(text, at, code)) sentenceEnds++;
  }
  // Text of another script that was decoded wrongly has next to no spaces either.
  const least = Math.floor(text.length / 14);
  return { words: Math.max(least, words + Math.floor(unspaced / 4)), sentenceEnds, commas };
}

/** Thai and Lao print no marks: a space between two of their letters parts clauses. */
const isClauseEnd = (text: string, space: number): boolean =>
  isThai(text.charCodeAt(space - 1)) && isThai(text.charCodeAt(space + 1));

const isThai = (code: number): boolean => code > 0x0e00 && code < 0x0f00;

/** Han, kana (two characters a word) and Thai, Lao, Khmer, Burmese (four). */
function isUnspaced(code: number): boolean {
  if (code < 0x2e80) {
    return code < 0x0f00 || (code >= 0x1000 && code < 0x10a0) || (code >= 0x1780 && code < 0x1800);
  }
  return (
    (code >= 0x3041 && code < 0x3100) ||
    (code >= 0x3400 && code < 0xa000) ||
    (code >= 0xf900 && code < 0xfb00)
  );
}

/** A point inside `example.com` or `3.5` ends nothing. */
function endsWord(text: string, at: number, code: number): boolean {
  if (code > 0x2e7f) return true;
  const next = text.charCodeAt(at + 1);
  return (
    Number.isNaN(next) ||
    next === 32 ||
    next === 0x22 ||
    next === 0x201d ||
    next === 0x29 ||
    next === 0xbb ||
    next > 0x2e7f
  );
}
