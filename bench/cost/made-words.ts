import { randomFrom } from '../random.ts';

export const pick = (list: readonly string[], random: () => number): string =>
  list[Math.floor(random() * list.length)] ?? '';

const syllables = 'ba ko ri ten mal vor shi lu an der pol gra mi sten ova rek tal ni sor qua'.split(
  ' ',
);
export const nouns =
  'harbour bridge council election storm hospital factory verdict strike airport museum harvest reservoir tunnel railway budget parliament university festival orchestra vaccine satellite pipeline glacier refinery stadium cathedral archive prison embassy shipyard quarry'.split(
    ' ',
  );
export const verbs =
  'opens closes floods elects rejects approves delays repairs accuses honours evacuates inspects expands cancels restores sells audits protests defends rebuilds'.split(
    ' ',
  );
export const fillers =
  'the of and a to in on with for that was were has had by from at it is as after before during while people city year week plan work report officials residents said according between under over against several first last new local national early late public minister company group'.split(
    ' ',
  );

export function word(random: () => number): string {
  const text = newWord(random);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const newWord = (random: () => number): string =>
  Array.from({ length: 2 + Math.floor(random() * 2) }, () => pick(syllables, random)).join('');

/** What else a language has to say; a few words often, most of them rarely. */
export const vocabulary = Array.from({ length: 4000 }, (_, at) => newWord(randomFrom(at + 1)));
export const rareWord = (random: () => number): string =>
  vocabulary[Math.floor(vocabulary.length * random() ** 2)] ?? '';
