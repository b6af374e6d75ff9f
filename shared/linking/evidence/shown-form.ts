import { withoutAnd } from '../../text/arabic-words.ts';
import { wordSegments } from '../../text/word-segments.ts';
import { type Compared, printedAt, type Span, wordAt } from './compare-texts.ts';
import { wholeCompounds } from './read-words.ts';

/** «بعسير», «وإصابة»: before a word of three letters or more. */
const arabicParticle = /^[وفبلك]\p{L}{3}/u;
/** «والإرشاد», «بالتدخل»; not «والدته», «بالغة». */
const beforeArticle = /^[وفبك]ال(?!د|غ)\p{L}{4}/u;
const toArticle = /^لل\p{L}{3}/u;
const space = /\s+/g;
/** No word of a script without spaces is longer. */
const longestWord = 8;

/** Words of one character that hold sentences together, in Chinese and in Japanese. */
const holding: ReadonlySet<string> = new Set(
  '的了在是和与與及等对對为為被把将將从從到向于於由他她它们們这這那也都就又不中上下の に は を が と で も へ や'.replaceAll(
    ' ',
    '',
  ),
);

/**
 * How a span of the first text is shown: as it stands there, with what a hyphen ties to it and
 * without an «and» where one of the texts has it so, in small letters where they do, and of a
 * script without spaces in whole words.
 */
export function shownAt(compared: Compared, span: Span): string {
  const { a, b } = compared;
  const first = a.tokens[span.from];
  const last = a.tokens[span.to];
  if (first === undefined || last === undefined) return '';
  const from = first.at;
  const to = last.at + last.word.length;
  if (span.kind === 'unspaced') return wholeWords(compared, from, to);
  const printed = printedAt(a, span);
  const whole = wholeCompounds(a.text, from, to).replace(space, ' ');
  const shown = whole.length > printed.length && b.text.includes(whole) ? whole : printed;
  // A word that one of the texts has without a capital had one for standing in a title.
  if (span.kind === 'word') return shown.toLowerCase();
  const bare = barelyPrinted(compared, span.from);
  return bare === undefined ? shown : bare + shown.slice(first.word.length);
}

/** The word without the particle that begins it, where one of the texts prints it so, or the article tells. */
function barelyPrinted(compared: Compared, at: number): string | undefined {
  const word = wordAt(compared.a, at);
  if (!arabicParticle.test(word)) return undefined;
  const bare = word.slice(1);
  if (compared.isArabic && withoutAnd(word) !== word && !isPrinted(compared, at, `ال${word}`))
    return bare;
  if (beforeArticle.test(word) || isPrinted(compared, at, bare)) return bare;
  // «للدعوة» of «الدعوة», «ومطاحن» of «المطاحن».
  const named = toArticle.test(word) ? `ا${bare}` : `ال${bare}`;
  if (!isPrinted(compared, at, named)) return undefined;
  return toArticle.test(word) ? named : bare;
}

function isPrinted({ a, places, theirWords }: Compared, at: number, word: string): boolean {
  const own = places.get(a.keys[at] ?? '') ?? [];
  return theirWords.has(word) || own.some((other) => wordAt(a, other) === word);
}

/** The words that a run of characters is made of; one that it cuts is whole where both texts have it. */
function wholeWords({ a, b }: Compared, from: number, to: number): string {
  const start = Math.max(0, from - longestWord);
  const words: { readonly text: string; readonly at: number }[] = [];
  let at = start;
  for (const { text, isWord } of wordSegments(a.text.slice(start, to + longestWord), a.language)) {
    const end = at + text.length;
    const isWithin = at >= from && end <= to;
    if (isWord && (isWithin || (end > from && at < to && b.text.includes(text))))
      words.push({ text, at });
    at = end;
  }
  while (words.length > 1 && holding.has(words[0]?.text ?? '')) words.shift();
  while (words.length > 1 && holding.has(words.at(-1)?.text ?? '')) words.pop();
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined) return a.text.slice(from, to);
  return a.text.slice(first.at, last.at + last.text.length).replace(space, ' ');
}
