/**
 * What each character can do in a word, learnt when it is first met: going through a text by
 * such a table is several times as fast as matching a pattern of Unicode properties.
 */
const roles = new Uint8Array(0x110000);
const apart = 1;
const begins = 2;
const continues = 3;
const beginning = /^[\p{L}\p{N}]$/u;
const mark = /^\p{M}$/u;

/** Where the next word begins, from a place of a text on; its end where none does. */
export function nextWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && roleAt(text, at) !== begins) at++;
  return at;
}

/** Where the word ends that begins at a place of a text. */
export function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length && roleAt(text, at) !== apart) at++;
  return at;
}

function roleAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return roles[unit] || ((unit & 0xf800) === 0xd800 ? roleOfHalf(text, at) : learn(unit));
}

/** The half of a character has the role of the whole; alone it is apart. Nothing is kept under its own code. */
function roleOfHalf(text: string, at: number): number {
  const isSecond = (text.charCodeAt(at) & 0xfc00) === 0xdc00;
  const code = text.codePointAt(isSecond ? at - 1 : at) ?? 0;
  return code > 0xffff ? roles[code] || learn(code) : apart;
}

function learn(code: number): number {
  const character = String.fromCodePoint(code);
  const role = beginning.test(character) ? begins : mark.test(character) ? continues : apart;
  roles[code] = role;
  return role;
}
