/** A word, or what stands between two. */
export type WordSegment = { readonly text: string; readonly isWord: boolean };

/**
 * A segmenter of V8 copies its whole input for each segment: a long text is cut before, at a space
 * where there is one.
 */
const longestPiece = 400;

/**
 * Cuts a text into its words and what stands between them, in scripts without spaces as well.
 *
 * @param language BCP 47; where it is none, words are cut as in any language
 *
 * @example
 * wordSegments('Hi, you').map(({ text }) => text) // ['Hi', ',', ' ', 'you']
 */
export function wordSegments(text: string, language?: string): WordSegment[] {
  const segmenter = segmenterOf(language);
  const segments: WordSegment[] = [];
  for (const piece of piecesOf(text))
    for (const { segment, isWordLike } of segmenter.segment(piece))
      segments.push({ text: segment, isWord: isWordLike === true });
  return segments;
}

function* piecesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const space = text.length - at > longestPiece ? text.lastIndexOf(' ', at + longestPiece) : -1;
    const end = space > at ? space : at + longestPiece;
    // No half of a character is left over.
    const isHalf = /[\uD800-\uDBFF]$/.test(text.slice(at, end));
    yield text.slice(at, isHalf ? end + 1 : end);
    at = isHalf ? end + 1 : end;
  }
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language = ''): Intl.Segmenter {
  const known = segmenters.get(language);
  if (known !== undefined) return known;
  const made = madeFor(language);
  if (segmenters.size < 100) segmenters.set(language, made);
  return made;
}

function madeFor(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language === '' ? undefined : language, { granularity: 'word' });
  } catch {
    // What a page calls its language need not be one.
    return new Intl.Segmenter(undefined, { granularity: 'word' });
  }
}
