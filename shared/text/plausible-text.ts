/** The commonest letters of a script's languages, and the least share of its letters that they make up. */
type Frequent = { readonly letters: ReadonlySet<string>; readonly least: number };

const frequent = (letters: string, least: number): Frequent => ({
  letters: new Set(letters),
  least,
});

const cyrillic = frequent('оеаинт', 0.26);
const greek = frequent('αοιετνσηςρ', 0.35);
const hebrew = frequent('יוהלאתרמבש', 0.4);
const arabic = frequent('اليمنورتهبید', 0.35);
const thai = frequent('านรอกเงมยล่วท้', 0.3);
const chinese = frequent(
  '的一是不了在人有我他这這个個上们們来來到时時大地为為子中你说說生国國年着就那和要出也得里后後自以会會家可下而过過天能对對小多于於学學之都好看起发發成只如事把还還用第样樣道作种種开開日月市',
  0.06,
);
const japanese = frequent('のにはをたがでてとしれさいるなんかもらまりすこ、。ーンスル', 0.15);
const korean = frequent('이다는의에을를가고하은지로한도기사어시자', 0.1);

const OF_ENCODING: Readonly<Record<string, Frequent>> = {
  ...{ 'windows-1251': cyrillic, 'koi8-r': cyrillic, 'koi8-u': cyrillic, 'iso-8859-5': cyrillic },
  ...{ ibm866: cyrillic, 'x-mac-cyrillic': cyrillic },
  ...{ 'windows-1253': greek, 'iso-8859-7': greek, 'windows-1255': hebrew, 'iso-8859-8': hebrew },
  ...{ 'windows-1256': arabic, 'iso-8859-6': arabic, 'windows-874': thai },
  ...{ gbk: chinese, gb18030: chinese, big5: chinese, 'euc-kr': korean },
  ...{ shift_jis: japanese, 'euc-jp': japanese, 'iso-2022-jp': japanese },
};

const MAX_LETTERS = 3000;
/** Of fewer letters nothing can be said. */
const MIN_LETTERS = 12;
const MIN_MIXED = 3;
const MIXED_SHARE = 0.3;

/**
 * Whether a text reads like a language of the script of the encoding that it was read in, which is told
 * for other scripts than Latin: garbage has its rare letters, or has them within Latin words.
 *
 * @example isPlausible('大桥星期一重新开放，市长在现场说。', 'gbk') // true
 * @example isPlausible('迪厩瞶舦痐郎秈戳Τミ硄筁', 'gbk') // false
 */
export function isPlausible(text: string, encoding: string): boolean {
  if (encoding === 'windows-1252') return !isTurkish(text);
  const common = OF_ENCODING[encoding];
  if (common === undefined) return true;
  const letters = (text.match(/[^\p{ASCII}\p{P}\p{S}\p{Z}]+/gu) ?? [])
    .join('')
    .slice(0, MAX_LETTERS);
  if (isMixed(text, letters.length)) return false;
  if (letters.length < MIN_LETTERS) return true;
  let met = 0;
  for (const letter of letters) if (common.letters.has(letter.toLowerCase())) met++;
  return met >= letters.length * common.least;
}

/** `þehir`, `yaðmur`: Turkish letters are Icelandic ones to windows-1252, and Icelandic has á and í, too. */
function isTurkish(text: string): boolean {
  const count = text.match(/[þýð]/gi)?.length ?? 0;
  return count >= MIN_MIXED && /[çöü]/.test(text) && !/[áíúæ]/i.test(text);
}

/** `Schl〖sse`, `dуНjci№`: words of two scripts, and not a name beside a word here and there. */
function isMixed(text: string, letters: number): boolean {
  const sample = text.slice(0, MAX_LETTERS * 3);
  const mixed = sample.match(
    /(?<=[A-Za-z])[^\p{ASCII}\p{P}\p{S}\p{Z}\p{sc=Latin}]{1,2}(?=[a-z])/gu,
  );
  return mixed !== null && mixed.length >= MIN_MIXED && mixed.length > letters * MIXED_SHARE;
}
