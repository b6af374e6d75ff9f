import type { Direction } from '../model/article.ts';

const RTL_LANGUAGES = new Set([
  'ar',
  'fa',
  'he',
  'iw',
  'ur',
  'ps',
  'ckb',
  'sd',
  'ug',
  'yi',
  'dv',
  'syr',
  'arc',
  'ku-arab',
  'pnb',
  'azb',
  'mzn',
  'glk',
]);
const RTL_LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g;
const LETTER = /\p{L}/gu;

/**
 * The direction in which a language is written.
 *
 * @example directionOf('ar-SA') // 'rtl'
 */
export function directionOf(language: string): Direction {
  return RTL_LANGUAGES.has(language.toLowerCase().split('-')[0] ?? '') ? 'rtl' : 'ltr';
}

/**
 * The direction of most letters of a text.
 *
 * @example directionOfText('واشنطن') // 'rtl'
 */
export function directionOfText(text: string): Direction {
  const sample = text.slice(0, 2000);
  const rtl = sample.match(RTL_LETTER)?.length ?? 0;
  const all = sample.match(LETTER)?.length ?? 0;
  return rtl * 2 > all ? 'rtl' : 'ltr';
}
