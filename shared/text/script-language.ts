import { cyrillicLetters } from './letter-shapes.ts';

/** Scripts that one language writes nearly alone, by a letter range. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\u0590-\u05ff]/g, 'he'],
  [/[\uac00-\ud7af\u1100-\u11ff]/g, 'ko'],
  [/[\u0e00-\u0e7f]/g, 'th'],
  [/[\u0e80-\u0eff]/g, 'lo'],
  [/[\u1780-\u17ff]/g, 'km'],
  [/[\u1000-\u109f]/g, 'my'],
  [/[\u0370-\u03ff]/g, 'el'],
  [/[\u10a0-\u10ff]/g, 'ka'],
  [/[\u0530-\u058f]/g, 'hy'],
  [/[\u1200-\u137f]/g, 'am'],
  [/[\u0980-\u09ff]/g, 'bn'],
  [/[\u0a00-\u0a7f]/g, 'pa'],
  [/[\u0a80-\u0aff]/g, 'gu'],
  [/[\u0b00-\u0b7f]/g, 'or'],
  [/[\u0b80-\u0bff]/g, 'ta'],
  [/[\u0c00-\u0c7f]/g, 'te'],
  [/[\u0c80-\u0cff]/g, 'kn'],
  [/[\u0d00-\u0d7f]/g, 'ml'],
  [/[\u0d80-\u0dff]/g, 'si'],
];
const ARABIC = /[\u0600-\u06ff\u0750-\u077f]/g;
const CYRILLIC = /[\u0400-\u052f]/g;
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
const KANA = /[\u3041-\u30ff]/g;
const HAN = /[\u4e00-\u9fff\u3400-\u4dbf]/g;
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
  const letters = count(text, /\p{L}/gu);
  if (letters < 4) return undefined;
  const kana = count(text, KANA);
  const han = count(text, HAN);
  if (kana + han > letters * 0.4) return kana > (kana + han) * 0.05 ? 'ja' : 'zh';
  const arabic = count(text, ARABIC);
  if (arabic > letters * 0.4) return ofArabicScript(text, arabic, claims);
  if (count(text, CYRILLIC) > letters * 0.4) return ofCyrillic(text, letters, claims);
  for (const [script, language] of SCRIPTS) {
    if (count(text, script) > letters * 0.4) return claimedFor(language, claims);
  }
  return undefined;
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
