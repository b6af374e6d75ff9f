/** A verb made of a noun: «동결한», «전복됐다». The noun is what another report will use. */
const verbEnding =
  /(?<=..)(?:하|한|할|함|해|했|되|된|될|됨|돼|됐)(?:다|던|는|고|며|면|여|어|서|지|게|기|도록|으며|으나|지만|습니다)*$/;
/** What stands behind a noun, whatever it ends in, the longest first. */
const particles =
  /(?<=..)(?:에서는|에서도|에게서|에서|에게|에는|에도|한테|까지|부터|보다|마다|처럼|만큼|조차|이라는|라는|이라|의|에|도|만|서|들)$/;
/** And what has one form behind a consonant and another behind a vowel: else it is of the noun. */
const afterConsonant = /(?<=..)(?:으로|이나|이며|은|이|을|과)$/;
const afterVowel = /(?<=..)(?:는|가|를|와|로)$/;
const endings = [verbEnding, particles, afterConsonant, afterVowel];
/** Of a noun in «들의», «까지도» and the like. */
const mostEndings = 3;

/** Syllables are coded by what they begin with, their vowel, and the last consonant of twenty-eight; none is the first. */
const [firstSyllable, lastSyllable, lastConsonants] = [0xac00, 0xd7a3, 28];
/** Behind ㄹ stands «로», as behind a vowel. */
const rieul = 8;

/**
 * A light stem of a Korean word, which is written in one with the particles behind it: two syllables or more
 * of a noun, without particles and without the verb that makes one of it.
 *
 * @example
 * stemKorean('대통령에게는') // '대통령'
 */
export function stemKorean(word: string): string {
  let stem = word;
  for (let round = 0; round < mostEndings; round++) {
    const shorter = withoutEnding(stem);
    if (shorter === stem) return stem;
    stem = shorter;
  }
  return stem;
}

function withoutEnding(word: string): string {
  for (const ending of endings) {
    const at = word.search(ending);
    if (at > 0 && fits(ending, word, at)) return word.slice(0, at);
  }
  return word;
}

function fits(ending: RegExp, word: string, at: number): boolean {
  const code = word.charCodeAt(at - 1);
  if (code < firstSyllable || code > lastSyllable) return false;
  const last = (code - firstSyllable) % lastConsonants;
  if (ending === afterConsonant) return last !== 0;
  return ending !== afterVowel || last === 0 || (last === rieul && word[at] === '로');
}
