/** Languages, and the encodings in which only they are written; a language that is in none of these is Western. */
const table = [
  ['bs cs de hr hu pl ro sk sl sq sr', 'windows-1250 iso-8859-2'],
  ['ro', 'iso-8859-16'],
  [
    'be bg ce cv kk ky mk mn os ru sr tg tt uk',
    'windows-1251 iso-8859-5 koi8-r koi8-u ibm866 x-mac-cyrillic',
  ],
  ['el', 'windows-1253 iso-8859-7'],
  ['az tr ku', 'windows-1254'],
  ['he yi', 'windows-1255 iso-8859-8 iso-8859-8-i'],
  ['ar ckb fa ku ps sd ug ur', 'windows-1256 iso-8859-6'],
  ['et lt lv', 'windows-1257 iso-8859-4 iso-8859-13'],
  ['vi', 'windows-1258'],
  ['th', 'windows-874'],
  ['zh', 'gbk gb18030 big5'],
  ['ja', 'euc-jp iso-2022-jp shift_jis'],
  ['ko', 'euc-kr'],
].map((row) => row.map((names) => names.split(' ')));
const special: ReadonlySet<string> = new Set(table.flatMap(([languages = []]) => languages));
/** German is at home in both halves of Europe, Estonian on both shores. */
const westernToo: ReadonlySet<string> = new Set(['de', 'et', 'sq']);

/**
 * Whether a language can be written in a legacy encoding; what is no legacy encoding writes all.
 *
 * @example isWrittenIn('pl', 'windows-1252') // false
 */
export function isWrittenIn(language: string, encoding: string): boolean {
  const tag = language.toLowerCase();
  if (/^(utf-|iso-8859-15|iso-8859-1[04]|iso-8859-3|macintosh)/.test(encoding)) return true;
  const [own] = table.find(([, encodings = []]) => encodings.includes(encoding)) ?? [];
  if (own !== undefined) return own.includes(tag);
  return !special.has(tag) || westernToo.has(tag);
}
