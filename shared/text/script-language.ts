import { cyrillicLetters } from './letter-shapes.ts';

/** Letter ranges in sixteens: of a language that writes its script nearly alone, or of a script that many share. */
const RANGES: readonly (readonly [number, number, string])[] = [
  [0x0590, 0x05ff, 'he'],
  [0xac00, 0xd7af, 'ko'],
  [0x1100, 0x11ff, 'ko'],
  [0x0e00, 0x0e7f, 'th'],
  [0x0e80, 0x0eff, 'lo'],
  [0x1780, 0x17ff, 'km'],
  [0x1000, 0x109f, 'my'],
  [0x0370, 0x03ff, 'el'],
  [0x10a0, 0x10ff, 'ka'],
  [0x0530, 0x058f, 'hy'],
  [0x1200, 0x137f, 'am'],
  [0x0980, 0x09ff, 'bn'],
  [0x0a00, 0x0a7f, 'pa'],
  [0x0a80, 0x0aff, 'gu'],
  [0x0b00, 0x0b7f, 'or'],
  [0x0b80, 0x0bff, 'ta'],
  [0x0c00, 0x0c7f, 'te'],
  [0x0c80, 0x0cff, 'kn'],
  [0x0d00, 0x0d7f, 'ml'],
  [0x0d80, 0x0dff, 'si'],
  [0x0600, 0x06ff, 'arabic'],
  [0x0750, 0x077f, 'arabic'],
  [0x0400, 0x052f, 'cyrillic'],
  [0x3040, 0x30ff, 'kana'],
  [0x4e00, 0x9fff, 'han'],
  [0x3400, 0x4dbf, 'han'],
];
/** By a sixteenth of a character's code, which range it is in, counted from one. */
const RANGE_OF = new Uint8Array(0x1000);
for (const [at, [from, to]] of RANGES.entries()) RANGE_OF.fill(at + 1, from >> 4, (to >> 4) + 1);
/** Below, a text is Latin. */
const FIRST = 0x0370;
/** Written by Cyrillic languages that no letter below tells: believed when claimed. */
const OTHER_CYRILLIC = [
  'tg',
  'ky',
  'mn',
  'tt',
  'ba',
  'cv',
  'ce',
  'os',
  'uz',
  'az',
  'sah',
  'udm',
  'bs',
];
/** Letters that Arabic itself lacks; the first language whose letters abound wins. */
const ARABIC_SCRIPT: readonly (readonly [RegExp, string])[] = [
  [/[ێۆڵڕە]/g, 'ckb'],
  [/[ټډړږښځڅ]/g, 'ps'],
  [/[ٿڄڃڻ]/g, 'sd'],
  [/[ٹڈڑےںہھ]/g, 'ur'],
  [/[پچژگیک]/g, 'fa'],
];

/**
 * The language that a text's letters tell, when its script or a few letters do.
 *
 * @returns `undefined` for Latin and Devanagari, which many languages share
 * @example languageOfScript('حكومت نے کہا ہے', []) // 'ur'
 */
export function languageOfScript(text: string, claims: readonly string[]): string | undefined {
  const scripts = countScripts(text);
  if (scripts.size === 0) return undefined;
  const letters = text.replace(NO_LETTERS, '').length;
  if (letters < 4) return undefined;
  const countOf = (script: string): number => scripts.get(script) ?? 0;
  const [kana, han, arabic] = [countOf('kana'), countOf('han'), countOf('arabic')];
  if (kana + han > letters * MOST) return kana > (kana + han) * 0.05 ? 'ja' : 'zh';
  if (arabic > letters * MOST) return ofArabicScript(text, arabic, claims);
  if (countOf('cyrillic') > letters * MOST) return ofCyrillic(text, letters, claims);
  const own = [...scripts].find(([, count]) => count > letters * MOST);
  return own === undefined ? undefined : claimedFor(own[0], claims);
}

const NO_LETTERS = /\P{L}+/gu;
/** A text is in a script that more than this share of its letters is of. */
const MOST = 0.4;

/** How many characters are of each script beyond Latin, in one pass. */
function countScripts(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < FIRST) continue;
    const script = RANGES[(RANGE_OF[code >> 4] ?? 0) - 1]?.[2];
    if (script !== undefined) counts.set(script, (counts.get(script) ?? 0) + 1);
  }
  return counts;
}

/** Yiddish is in Hebrew letters, Assamese in Bengali ones: believed when claimed. */
function claimedFor(language: string, claims: readonly string[]): string {
  const others: Readonly<Record<string, string>> = { he: 'yi', bn: 'as', am: 'ti' };
  const other = others[language];
  return other !== undefined && claims.includes(other) ? other : language;
}

function ofArabicScript(text: string, arabic: number, claims: readonly string[]): string {
  for (const [letters, language] of ARABIC_SCRIPT) {
    if (count(text, letters) > arabic * 0.025) return language;
  }
  const claimed = claims.find((claim) => claim === 'ug' || claim === 'ku' || claim === 'ms');
  return claimed ?? 'ar';
}

/** Russian is the default; names in it are no reason to call a text Serbian. */
function ofCyrillic(text: string, letters: number, claims: readonly string[]): string {
  const other = claims.find((claim) => OTHER_CYRILLIC.includes(claim));
  if (other !== undefined) return other;
  const lower = text.toLowerCase();
  for (const [own, language] of cyrillicLetters) {
    if (count(lower, own) > letters * 0.01) return language;
  }
  return claims.find((claim) => CYRILLIC_LANGUAGES.has(claim)) ?? 'ru';
}

const CYRILLIC_LANGUAGES: ReadonlySet<string> = new Set(
  cyrillicLetters.map(([, language]) => language),
);

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
