import { foldWord } from './tokens.ts';

/** The consonants of a script's letters as they are heard; what is not listed is not heard. */
const letters: Readonly<Record<string, string>> = {
  b: 'بپбпπבפბპբպփ',
  d: 'دذضдδדდդ',
  f: 'فڤвфβφףვფվֆ',
  g: 'جگغгжγגგღჯգղջ',
  k: 'خقكکкхκχכךקკქყხկքխ',
  l: 'لлλלლլ',
  m: 'مмμמםმմ',
  n: 'نнνנןნն',
  r: 'رрρרრռր',
  s: 'سصزظشچژзсцчшщζσςזסצץשზჟსშჩცძწჭզժծձճշչսց',
  t: 'تطثтτθטתთტթտ',
  ks: 'ξ',
  bs: 'ψ',
};
const heard = new Map(
  Object.entries(letters).flatMap(([sound, of]) =>
    [...of].map((letter) => [letter, sound] as const),
  ),
);

/** Letters of a script that stand for one sound together, or for another one than alone. */
type Spelling = readonly (readonly [RegExp, string])[];

const latin: Spelling = [
  [/ł/g, 'l'],
  [/[đð]/g, 'd'],
  [/þ/g, 't'],
  [/sch|sh|ch|cz|ts|tz|c(?=[eiy])|[zß]/g, 's'],
  [/kh|ck|[cq]/g, 'k'],
  [/x/g, 'ks'],
  [/gh|dj|j/g, 'g'],
  [/ph|v/g, 'f'],
  [/th/g, 't'],
  [/p/g, 'b'],
  [/[^bdfgklmnrst]/g, ''],
];
/** Greek writes the b, d and g of others with two letters; at the end of a name they are mp. */
const greek: Spelling = [
  [/μπ(?!$)/g, 'π'],
  [/ντ/g, 'δ'],
  [/γ[κγ]/g, 'γ'],
];
/** A geresh makes a foreign sound of the letter before it; a doubled vav is a v. */
const hebrew: Spelling = [
  [/וו/g, 'ף'],
  [/ז['’׳]/g, 'ש'],
];
/**
 * The scripts of India lie side by side in blocks of 128, each in the same order: from क on, a
 * dot for what is not heard.
 */
const india = { first: 0x0900, past: 0x0d80, block: 0x80, ka: 0x15 };
const fromKa = 'kkggnssggnttddnttddnnbfbbm.rrlllfsss.';
/** Above a letter, the nasal of what follows. */
const nasals: ReadonlySet<number> = new Set([0x01, 0x02, 0x70]);
/** A dot below makes another sound of a letter: ज़ of ज, ड़ of ड. */
const nukta = 0x3c;
const dotted: Readonly<Record<string, string>> = { g: 's', d: 'r' };
/** Rows of eight syllables from ሀ on, a consonant each. */
const ethiopia = { first: 0x1200, row: 8 };
const ethiopicRows = '.l.msrsskkkkbfts..nn.kkkk..ss.ddggggtsbssfb';

const marks = /\p{M}/gu;
const isLatin = /\p{Script=Latin}/u;
const isGreek = /\p{Script=Greek}/u;
const isHebrew = /\p{Script=Hebrew}/u;
const isIndic = /[\u0900-\u0d7f]/u;

/**
 * The consonants of a word as they are heard, the same for a name in Latin, Arabic, Cyrillic,
 * Greek, Hebrew, Georgian, Armenian, Ethiopic or Indian script. Empty where a script writes no
 * sounds (Han), or has too few of them (kana, Hangul, Thai) for a name to be told by.
 *
 * @example
 * skeletonOf('Macron') // 'mkrn'
 * skeletonOf('ماكرون') // 'mkrn'
 */
export function skeletonOf(word: string): string {
  const folded = foldWord(word);
  const sounds = isIndic.test(folded) ? indicSounds(folded) : alphabetSounds(folded);
  return sounds.replace(/t+s/g, 's').replace(/(.)\1+/g, '$1');
}

function alphabetSounds(folded: string): string {
  const plain = folded.normalize('NFD').replace(marks, '');
  if (isLatin.test(plain)) return respelt(plain, latin);
  const spelt = isGreek.test(plain)
    ? respelt(plain, greek)
    : isHebrew.test(plain)
      ? respelt(plain, hebrew)
      : plain;
  return [...spelt].map((letter) => heard.get(letter) ?? ethiopicSound(letter)).join('');
}

const respelt = (word: string, spelling: Spelling): string =>
  spelling.reduce((text, [pattern, sound]) => text.replace(pattern, sound), word);

function ethiopicSound(letter: string): string {
  const row = ((letter.codePointAt(0) ?? 0) - ethiopia.first) / ethiopia.row;
  return soundAt(ethiopicRows, Math.floor(row));
}

function indicSounds(word: string): string {
  let sounds = '';
  for (const letter of word) {
    const code = letter.codePointAt(0) ?? 0;
    if (code < india.first || code >= india.past) continue;
    const at = (code - india.first) % india.block;
    const last = sounds.slice(-1);
    if (nasals.has(at)) sounds += 'n';
    else if (at === nukta) sounds = sounds.slice(0, -1) + (dotted[last] ?? last);
    else sounds += soundAt(fromKa, at - india.ka);
  }
  return sounds.replace(/n(?=[bf])/g, 'm');
}

const soundAt = (sounds: string, at: number): string => (sounds[at] ?? '').replace('.', '');

/** How a script writes the sounds of names. */
export type Script = (typeof scripts)[number][0] | 'other';

const sample = 400;
const scripts = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Indic', /[\u0904-\u0939\u0958-\u0963\u0971-\u0d7f]/gu],
  ['Georgian', /\p{Script=Georgian}/gu],
  ['Armenian', /\p{Script=Armenian}/gu],
  ['Ethiopic', /\p{Script=Ethiopic}/gu],
] as const;

/**
 * The script of most letters of a text's beginning, among those whose sounds are known.
 *
 * @example
 * scriptOf('العاصفة يارا') // 'Arabic'
 */
export function scriptOf(text: string): Script {
  const beginning = text.slice(0, sample);
  const count = beginning.match(/\p{L}/gu)?.length ?? 0;
  const found = scripts.find(([, of]) => (beginning.match(of)?.length ?? 0) * 2 > count);
  return found?.[0] ?? 'other';
}

/**
 * Whether two texts are compared by sound: where both scripts write it, and differ.
 *
 * @example
 * areHeard('Latin', 'Arabic') // true
 */
export const areHeard = (a: Script, b: Script): boolean =>
  a !== b && a !== 'other' && b !== 'other';
