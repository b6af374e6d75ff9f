/** Of nouns made of others, adjectives, nouns and verbs, in that order. */
const endings = [
  'ościowego ościowych ościowym ościowej ościowy ościowa ościowe',
  'ościach ościami ościom ością ości ość owaniem owania owaniu owanie',
  'owego owemu owych owymi owej owym owie owa owe owy ową ów owi',
  'nego nemu nych nymi nej nym na ne ny ną ni',
  'iego iemu iej ich imi im ego emu ej ych ymi ym',
  'aniami aniach aniem ania aniu anie eniami eniach eniem enia eniu enie',
  'iami iach iom ami ach om iem em ia ie ię ią iu io ii a ą e ę i o u y',
  'owała owali owało owały ował ować uje ują ałaby ałby',
  'ała ali ało ały ał iła ili iło iły ił yła yli yło yły ył ać eć ić yć',
];
let sorted: readonly string[] | undefined;

/** Sorted when the first Polish word is met: what no code of a bundle asks for is left out of it. */
function longestFirst(): readonly string[] {
  sorted ??= endings.flatMap((some) => some.split(' ')).sort((a, b) => b.length - a.length);
  return sorted;
}

const fewestLetters = 3;

const plainLetters: Readonly<Record<string, string>> = {
  ...{ ą: 'a', ć: 'c', ę: 'e', ł: 'l', ń: 'n', ó: 'o', ś: 's', ź: 'z', ż: 'z' },
};

/**
 * A light stem of a folded Polish word: without the endings of case, number, gender and person, of which a
 * noun has up to fourteen. The vowel that comes and goes («dodatek», «dodatku») goes, and letters lose their
 * marks, which change from one form to the next («Kraków», «Krakowa»).
 *
 * @example
 * stemPolish('wyborach') // 'wybor'
 */
export function stemPolish(word: string): string {
  const ending = longestFirst().find(
    (one) => word.length - one.length >= fewestLetters && word.endsWith(one),
  );
  const stem = ending === undefined ? word : word.slice(0, -ending.length);
  const steady = stem.length > fewestLetters + 1 ? stem.replace(/e([kc])$/, '$1') : stem;
  return steady.replace(/[ąćęłńóśźż]/g, (letter) => plainLetters[letter] ?? letter);
}
