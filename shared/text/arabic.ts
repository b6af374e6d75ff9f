/** Marks that printers add at will: vowels, hamza above and below, the dagger alef, tatweel. */
const marks = /[\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed]/g;
const letters: Readonly<Record<string, string>> = {
  ...{ أ: 'ا', إ: 'ا', آ: 'ا', ٱ: 'ا', ى: 'ي', ی: 'ي', ې: 'ي', ئ: 'ي', ؤ: 'و' },
  ...{ ة: 'ه', ۀ: 'ه', ە: 'ه', ہ: 'ه', ۃ: 'ه', ک: 'ك', ڪ: 'ك' },
};
const foldable = /[أإآٱىیېئؤةۀەہۃکڪ]/g;

/**
 * Folds what Arabic spelling leaves open: marks, the seats of hamza, final yaa and taa marbuta.
 *
 * @example
 * foldArabic('الأميركيّة') // 'الاميركيه'
 */
export const foldArabic = (word: string): string =>
  word.replace(marks, '').replace(foldable, (letter) => letters[letter] ?? letter);

const forms: Readonly<Record<string, string>> = {
  ...{ ى: 'ي', ی: 'ي', ې: 'ي', ة: 'ه', ۀ: 'ه', ە: 'ه', ہ: 'ه', ۃ: 'ه', ک: 'ك', ڪ: 'ك' },
};

/**
 * One form for letters that Arabic, Persian and Urdu keyboards give otherwise, and nothing is longer
 * or shorter for it.
 *
 * @example
 * oneArabicForm('دیدگاه') // 'ديدگاه'
 */
export const oneArabicForm = (text: string): string =>
  text.replace(/[ىیېةۀەہۃکڪ]/g, (letter) => forms[letter] ?? letter);

const prefixes = ['وال', 'فال', 'بال', 'كال', 'ولل', 'فلل', 'ال', 'لل'];
const particles = ['و', 'ل', 'ب', 'ك'];
const suffixes = [
  ...['هما', 'تين', 'تان', 'ياه'],
  ...['ها', 'هم', 'هن', 'نا', 'ان', 'ات', 'ون', 'ين', 'يه', 'وا', 'تم', 'كم'],
  ...['ه', 'ي', 'ا'],
];

/**
 * A light stem of a folded Arabic word: without conjunction, article, and the endings of
 * number and person. It keeps the pattern of the word, so that «كاتب» and «كتاب» stay apart.
 *
 * @example
 * stemArabic('والاوروبيين') // 'اوروب'
 */
export function stemArabic(word: string): string {
  const bare = withoutPrefix(word);
  // «الأوروبيين» carries a plural over an adjective's ending.
  const stem = withoutSuffix(withoutSuffix(bare));
  return stem === 'ميه' ? hundred : stem;
}

/** «مئة» is «مائة» in newer spelling, and every rate and share holds it. */
const hundred = 'ماي';

function withoutSuffix(word: string): string {
  for (const suffix of suffixes)
    if (word.length - suffix.length >= 3 && word.endsWith(suffix))
      return word.slice(0, -suffix.length);
  return word;
}

/**
 * A bare و, ل, ب or ك before four letters is a particle more often than a first letter. Where
 * it is not, it is lost after the article too, so that «وزراء» and «الوزراء» stay one.
 */
const withoutParticle = (word: string): string =>
  word.length >= 5 && particles.some((particle) => word.startsWith(particle))
    ? word.slice(1)
    : word;

function withoutPrefix(word: string): string {
  for (const prefix of prefixes)
    if (word.length - prefix.length >= 3 && word.startsWith(prefix))
      return withoutParticle(word.slice(prefix.length));
  return withoutParticle(word);
}
