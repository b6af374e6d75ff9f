import { type Month, monthOf } from './month-of.ts';

/** A day as named: its calendar is that of its month. */
export type NamedDay = Month & {
  readonly year: number;
  readonly day: number;
  /** The offset behind it. */
  readonly end: number;
};

type Token = {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly value: number;
};

/** Between the parts of a date stand a few letters at most: `de`, `of`, `rd`, a second month name. */
const MAX_GAP = 16;

/** Finds the first `day month year`, `month day, year` or `year month day` in a folded text. */
export function findNamedDay(text: string, language: string | undefined): NamedDay | undefined {
  const tokens = tokensOf(text);
  for (let at = 0; at < tokens.length; at++) {
    const month = monthAt(tokens, at, language);
    if (month === undefined) continue;
    const found = dayAround(tokens, at, language);
    if (found !== undefined) return { ...month, ...found };
  }
  return undefined;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: token, index } of text.matchAll(/\d+|[\p{L}\p{M}'’]+/gu)) {
    const value = /^\d{1,4}$/.test(token) ? Number(token) : Number.NaN;
    tokens.push({ text: token, start: index, end: index + token.length, value });
  }
  return tokens;
}

/** `كانون الثاني` is two words; Hebrew and French grow a letter in front: `בינואר`, `d'avril`. */
function monthAt(
  tokens: readonly Token[],
  at: number,
  language: string | undefined,
): Month | undefined {
  const word = tokens[at];
  if (word === undefined || !Number.isNaN(word.value)) return undefined;
  const next = tokens[at + 1];
  const two = next === undefined ? undefined : monthOf(`${word.text} ${next.text}`, language);
  return (
    two ??
    monthOf(word.text, language) ??
    monthOf(word.text.replace(/^(?:[בו]|d['’])/, ''), language)
  );
}

function dayAround(tokens: readonly Token[], at: number, language: string | undefined) {
  const before = numberBefore(tokens, at, language);
  const [first, second] = numbersAfter(tokens, at);
  if (before !== undefined && isDay(before) && isYear(first)) return parts(first, before, first);
  if (before !== undefined && isYear(before) && isDay(first)) return parts(before, first, first);
  if (isDay(first) && isYear(second)) return parts(second, first, second);
  return undefined;
}

function parts(year: Token, day: Token, last: Token) {
  return { year: year.value, day: day.value, end: last.end };
}

const isDay = (token: Token | undefined): token is Token =>
  token !== undefined && token.value >= 1 && token.value <= 31 && token.text.length <= 2;
const isYear = (token: Token | undefined): token is Token =>
  token !== undefined && token.value > 1300 && token.value < 2700;

/** The number in front, over fillers and the month's other name. */
function numberBefore(
  tokens: readonly Token[],
  at: number,
  language: string | undefined,
): Token | undefined {
  const from = tokens[at]?.start ?? 0;
  for (let back = at - 1; back >= Math.max(0, at - 3); back--) {
    const token = tokens[back];
    if (token === undefined) return undefined;
    if (!Number.isNaN(token.value)) return from - token.end <= MAX_GAP ? token : undefined;
    if (token.text.length > 3 && monthAt(tokens, back, language) === undefined) return undefined;
  }
  return undefined;
}

function numbersAfter(tokens: readonly Token[], at: number): Token[] {
  const found: Token[] = [];
  let end = tokens[at]?.end ?? 0;
  for (const token of tokens.slice(at + 1, at + 7)) {
    if (token.start - end > MAX_GAP) break;
    if (!Number.isNaN(token.value)) {
      found.push(token);
      end = token.end;
    }
    if (found.length === 2) break;
  }
  return found;
}
