/** A stretch of a text, and whether it is one of the words that were looked for. */
export type Stretch = { readonly text: string; readonly isHit: boolean };

/** More words than this make a page of marks, not a page with marks. */
const mostWords = 40;
const letter = /[\p{L}\p{N}]/u;
/** Scripts that put no spaces between words: a word may begin and end anywhere. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;
/** What Arabic writes in one with a word: «and», «the», «in», «for», «as», «so». */
const arabicPrefix = '(?:[وفبلك]?ال|لل|[وفبلك])?';

/**
 * Cuts a text into stretches that are one of the words, and those between.
 *
 * Letters of either case are alike, whole words alone are hits, and an Arabic word is found behind
 * what is written in one with it, a number whatever marks its thousands.
 *
 * @example
 * highlight('Storm Yara nears', ['yara'])
 * // [{ text: 'Storm ', isHit: false }, { text: 'Yara', isHit: true }, { text: ' nears', isHit: false }]
 */
export function highlight(text: string, words: readonly string[]): Stretch[] {
  const pattern = patternOf(words);
  if (pattern === undefined) return [{ text, isHit: false }];
  const stretches: Stretch[] = [];
  let at = 0;
  for (const match of text.matchAll(pattern)) {
    if (match.index > at) stretches.push({ text: text.slice(at, match.index), isHit: false });
    stretches.push({ text: match[0], isHit: true });
    at = match.index + match[0].length;
  }
  if (at < text.length || stretches.length === 0)
    stretches.push({ text: text.slice(at), isHit: false });
  return stretches;
}

function patternOf(words: readonly string[]): RegExp | undefined {
  const wanted = [...new Set(words.map((word) => word.trim()))]
    .filter((word) => letter.test(word))
    .slice(0, mostWords)
    // The longest first: «Storm Yara» before «Storm».
    .toSorted((a, b) => b.length - a.length);
  if (wanted.length === 0) return undefined;
  return new RegExp(wanted.map(alternative).join('|'), 'giu');
}

const number = /^\d+(?:\.\d+)?$/;
const groupMark = "[.,٬'’ \u00a0\u202f]?";
const mark = '[.,٬٫]';

/** “48,000” is 48000, and 480 is not in it; digits of Arabic and Persian are digits. */
function numberPattern(word: string): string {
  const [whole = '', decimals] = word.split('.');
  const grouped = [...whole].map((digit, at) => {
    const isGroup = at > 0 && (whole.length - at) % 3 === 0;
    return `${isGroup ? groupMark : ''}${digitPattern(digit)}`;
  });
  const rest = decimals === undefined ? '' : `[.,٫]${[...decimals].map(digitPattern).join('')}`;
  return `(?<!\\p{Nd}${mark})${grouped.join('')}${rest}(?!${mark}\\p{Nd})`;
}

const digitPattern = (digit: string): string =>
  `[${digit}${String.fromCharCode(0x660 + Number(digit), 0x6f0 + Number(digit))}]`;

function alternative(word: string): string {
  const isNumber = number.test(word);
  const literal = isNumber
    ? numberPattern(word)
    : word.replace(/[\\^$.*+?()[\]{}|/]/g, (sign) => `\\${sign}`);
  if (unspaced.test(word)) return literal;
  const prefix = isNumber || /\p{Script=Arabic}/u.test(word) ? arabicPrefix : '';
  return `(?<![\\p{L}\\p{N}])${prefix}${literal}(?![\\p{L}\\p{N}\\p{M}])`;
}
