import { foldWord } from '../../text/tokens.ts';

/** The article, also behind «and» or «in»: a verb never has it. */
const definite = /^[وفبك]?ال\p{L}{3}|^[وف]?لل\p{L}{3}/u;
/** «الخارجية», «الملكي»: a word of this form tells which ministry or highness, and begins no name. */
const relational = /(?:يه|ي)$/;
/** «ستنطلق», «سيستمر»; not «سيارات», «سيطره». */
const future = /^و?س(?:ت|ي(?![اطدنرفو]))\p{L}{3,}$/u;
/** «ينظم», «وتنشر». */
const present = /^و?(?:ي(?!و[نلرس])|ت)\p{L}{3,}$/u;
/** «تصريف», «تعاون», «تموز», «توسعه»: nouns begin so, too. */
const noun = /^و?ت\p{L}{1,2}[ياو]\p{L}|^و?ت\p{L}+ي$|[هة]$|ات$/u;
/** «أعلنت», «توقعت»; not «رأفت», «تثبيت», «قرارات», «إنفست». */
const past = /^\p{L}{3,}[^اوي]ت$/u;
const shortest = 4;
const firstArabic = 0x600;

/** Whether an Arabic word has the article. */
export const isDefinite = (word: string): boolean => definite.test(word);

/**
 * Whether a definite word in front of a name may be of it: «الأمير», «الدكتور», and not «الخارجية»
 * of «وزير الخارجية».
 *
 * @example
 * isHonorific('الأمير') // true
 * isHonorific('الملكي') // false
 */
export const isHonorific = (word: string): boolean =>
  definite.test(word) && !relational.test(foldWord(word));

/**
 * Whether an Arabic word has the form of a verb; nouns that have it are to be known by their article.
 *
 * @example
 * looksLikeVerb('تنشر') // true
 * looksLikeVerb('تصريف') // false
 */
export function looksLikeVerb(word: string): boolean {
  if (word.length < shortest || word.charCodeAt(0) < firstArabic || definite.test(word))
    return false;
  const folded = foldWord(word);
  if (noun.test(folded)) return false;
  return (
    future.test(folded) || present.test(folded) || (past.test(folded) && !word.startsWith('إ'))
  );
}
