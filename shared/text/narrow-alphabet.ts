/** Classes of a pattern over a narrow alphabet, for use between brackets and without the flag `u`. */
export const narrow = {
  /** What `\p{Lu}` is over all letters. */
  upper: 'A-Z\\ue000-\\ue0ff',
  /** `\p{Lo}` */
  uncased: '\\ue100-\\ue1ff',
  /** `\p{L}` */
  letter: 'A-Za-z\\ue000-\\ue2ff',
  /** `\p{M}` */
  mark: '\\ue300-\\ue3ff',
} as const;

/** Each kind has a block of the private use area: its first place is for all that no pattern names. */
const kinds: readonly (readonly [kind: RegExp, first: number])[] = [
  [/^\p{Lu}/u, 0xe000],
  [/^\p{Lo}/u, 0xe100],
  [/^\p{L}/u, 0xe200],
  [/^\p{M}/u, 0xe300],
  // Neither letter nor mark, and not to be taken for one.
  [/^[\p{Co}\u{10000}-\u{10ffff}]/u, 0xe400],
];
const mostNamed = 0x100;
/** Letters that are remembered; there are more than any text has, unless it means harm. */
const mostKnown = 4000;

/** A text in a narrow alphabet: a unit for each character of what was printed, and one that ends it. */
export type NarrowText = {
  readonly text: string;
  /** What was printed between two places of it. */
  readonly printed: (from: number, to: number) => string;
};

export type NarrowAlphabet = {
  readonly narrowed: (text: string) => NarrowText;
  /** A pattern of texts in the alphabet, which tells where its groups were found. */
  readonly patternOf: (source: string) => RegExp;
};

/**
 * An alphabet of a few hundred letters: those that patterns name, and one of each kind for all others. A pattern of
 * all that Unicode calls letters takes tens of milliseconds to compile, and one over this alphabet a few.
 *
 * @param named letters that patterns name, and so stay apart
 *
 * @example
 * const { narrowed, patternOf } = narrowAlphabet('é');
 * patternOf(`[${narrow.letter}]é`).test(narrowed('дé').text) // true
 */
export function narrowAlphabet(named: string): NarrowAlphabet {
  const own = ownLetters(named);
  const known = new Map(own);
  const narrowOf = (character: string) => known.get(character) ?? learn(character, known);
  const write = (text: string) => text.replace(beyondAscii, narrowOf);
  return {
    narrowed: (text) => {
      if (known.size > mostKnown) restart(known, own);
      const written = write(text);
      return { text: written + end, printed: printedOf(text, written) };
    },
    patternOf: (source) => new RegExp(write(source), 'd'),
  };
}

function ownLetters(named: string): ReadonlyMap<string, string> {
  const own = new Map<string, string>();
  const used = new Map<number, number>();
  for (const character of named) {
    const first = blockOf(character);
    if (first === undefined || own.has(character)) continue;
    const place = (used.get(first) ?? 0) + 1;
    if (place === mostNamed) throw new RangeError('patterns name more letters than a block holds');
    used.set(first, place);
    own.set(character, String.fromCharCode(first + place));
  }
  return own;
}

const beyondAscii = /[^\0-\x7f]/gu;
/** Of a string with such a unit patterns are compiled once, not once more for strings of Latin letters alone. */
const end = '\ue500';

function printedOf(text: string, narrowed: string): NarrowText['printed'] {
  if (narrowed.length === text.length) return (from, to) => text.slice(from, to);
  // Of some characters two units have become one.
  return (from, to) => [...text].slice(from, to).join('');
}

function restart(known: Map<string, string>, own: ReadonlyMap<string, string>): void {
  known.clear();
  for (const [character, letter] of own) known.set(character, letter);
}

function learn(character: string, known: Map<string, string>): string {
  const first = blockOf(character);
  const letter = first === undefined ? character : String.fromCharCode(first);
  known.set(character, letter);
  return letter;
}

/** The block of a character; none for what stays as it is. */
const blockOf = (character: string): number | undefined =>
  character <= '\x7f' ? undefined : kinds.find(([kind]) => kind.test(character))?.[1];
