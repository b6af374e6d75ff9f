const cyrillic = 'be bg ce cv kk ky mk mn os ru sr tg tt uk';
const arabic = 'ar ckb fa ku ps sd ug ur';
const central = 'bs cs de hr hu pl ro sk sl sq sr';
const baltic = 'et lt lv';

/** Languages that are written in an encoding; where a language is in none of these it is Western. */
const languages: Readonly<Record<string, string>> = {
  'windows-1250': central,
  'iso-8859-2': central,
  'iso-8859-16': 'ro',
  'windows-1251': cyrillic,
  'iso-8859-5': cyrillic,
  'koi8-r': cyrillic,
  'koi8-u': cyrillic,
  ibm866: cyrillic,
  'x-mac-cyrillic': cyrillic,
  'windows-1253': 'el',
  'iso-8859-7': 'el',
  'windows-1254': 'az tr ku',
  'windows-1255': 'he yi',
  'iso-8859-8': 'he yi',
  'iso-8859-8-i': 'he yi',
  'windows-1256': arabic,
  'iso-8859-6': arabic,
  'windows-1257': baltic,
  'iso-8859-4': baltic,
  'iso-8859-13': baltic,
  'windows-1258': 'vi',
  'windows-874': 'th',
  gbk: 'zh',
  gb18030: 'zh',
  big5: 'zh',
  'euc-jp': 'ja',
  'iso-2022-jp': 'ja',
  shift_jis: 'ja',
  'euc-kr': 'ko',
};
const special: ReadonlySet<string> = new Set(Object.values(languages).join(' ').split(' '));
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
  const own = languages[encoding];
  if (own !== undefined) return own.split(' ').includes(tag);
  return !special.has(tag) || westernToo.has(tag);
}
