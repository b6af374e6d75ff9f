import { randomFrom } from '../random.ts';

export type Random = () => number;
export type Script = Alphabet | 'Han';
type Alphabet = 'Latin' | 'Arabic' | 'Cyrillic';

/** The syllables that made words consist of, as each script writes them. */
const syllables: Readonly<Record<Alphabet, readonly string[]>> = {
  Latin: 'ba ko ri ten mal vor shi lu an der pol gra mi sten ova rek tal ni sor kua'.split(' '),
  Arabic: 'با كو ري تن مل فور شي لو ان در بول غرا مي ستن وفا رك تال ني سور كوا'.split(' '),
  Cyrillic: 'ба ко ри тен мал вор ши лу ан дер пол гра ми стен ова рек тал ни сор ква'.split(' '),
};

/** Chinese words are two of so many characters, from the first of the common block on. */
const han = { first: 0x4e00, count: 2500 };

/**
 * The word that has a number: another for each number, alike in sound in every alphabet.
 *
 * @example
 * madeWord(7, 'Latin') === madeWord(7, 'Latin') // true
 */
export function madeWord(number: number, script: Script): string {
  if (script === 'Han') {
    const [first, second] = [
      number % han.count,
      (Math.imul(number, 2_654_435_761) >>> 8) % han.count,
    ];
    return String.fromCharCode(han.first + first, han.first + second);
  }
  const all = syllables[script];
  let word = '';
  // Two syllables at least; what is left of the number says which, and how many more.
  for (let left = number, at = 0; at < 2 || left > 0; at++) {
    word += all[left % all.length];
    left = Math.floor(left / all.length);
  }
  return word;
}

/** With a capital where the script has them. */
export const capitalised = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/**
 * A number from 0 up to `count`, small ones more often, as the ranks of words and names go (Zipf and
 * Mandelbrot).
 *
 * @param leaders so many come about as often as the first
 *
 * @example
 * rank(100, () => 0) // 0
 */
export const rank = (count: number, random: Random, leaders = 1): number =>
  Math.min(count - 1, Math.floor(leaders * ((1 + count / leaders) ** random() - 1)));

export const oneOf = <T>(list: readonly T[], random: Random): T =>
  list[Math.floor(random() * list.length)] as T;

/** A number around 0, as errors are spread. */
export const normal = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** So long until the next of what comes so often in the mean. */
export const pause = (mean: number, random: Random): number => -Math.log(1 - random()) * mean;

/** Numbers that follow from a seed and a name, each name its own. */
export function randomOf(seed: number, name: string): Random {
  let hash = seed;
  for (let at = 0; at < name.length; at++) hash = Math.imul(hash ^ name.charCodeAt(at), 0x01000193);
  return randomFrom(hash >>> 0);
}
