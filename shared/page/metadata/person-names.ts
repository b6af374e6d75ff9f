import { foldPhrase, type Phrases } from '../phrase-index.ts';

const MAX_NAMES = 20;

/**
 * Names without prefixes, addresses and duplicates; several in one text are set apart.
 *
 * @example cleanNames(['By Ada Lane and Bo Reed'], phrasesOf(['en'])) // ['Ada Lane', 'Bo Reed']
 */
export function cleanNames(texts: readonly string[], phrases: Phrases): string[] {
  const names: string[] = [];
  for (const text of texts) {
    for (const name of splitNames(text, phrases)) {
      const known = names.some((other) => other.toLowerCase() === name.toLowerCase());
      if (!known && names.length < MAX_NAMES) names.push(name);
    }
  }
  return names;
}

function splitNames(text: string, phrases: Phrases): string[] {
  const plain = text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\w.+-]{0,64}@[\w.-]{1,100}|\[[^\]]{0,40}\]/g, ' | ')
    .replace(/\s+/g, ' ')
    .trim();
  if (plain === '' || plain.length > 300 || /^https?:|^www\.|^@/i.test(plain)) return [];
  // A sentence about an author is full of commas, and none of its parts is a name.
  if (isSentence(plain)) return [];
  const folded = foldPhrase(plain);
  if (phrases.leading('prompts', folded) === folded.length) return [];
  const names = withoutPrefix(plain, phrases)
    .split(BETWEEN_NAMES)
    .flatMap((name, at) => splitJoined(name, { isFirst: at === 0, phrases }))
    .map((name) =>
      name
        .replace(/\s*\([^)]{1,12}\)$/, '')
        .replace(/^(?:\p{Extended_Pictographic}\ufe0f?\s?)+/u, '')
        .replace(/^[\s\-–—:·•|[【（(]+|[\s\-–—:·•|,\]】]+$/gu, ''),
    )
    .map((name) =>
      name.replace(PLACE_FIRST, '').replace(PLACE, '').replace(REPORTER, '').replace(OUTLET, ''),
    )
    .filter((name) => name.length > 1 && name.length < 80 && isName(name))
    .filter((name) => !isLabel(name, phrases));
  // `Ada Lane, Political Editor`: but `Staff Writer` alone is all that a page says.
  return names.filter((name, at) => at === 0 || !isJob(name, phrases));
}

/** Marks and words between two names; a `·` without spaces joins the parts of one, in all scripts but Hangul and Han. */
const BETWEEN_NAMES =
  /\s*[;|,،、؛，；]\s*(?:(?:and|und|et|y|و) )?|\s·\s|(?<=[\p{sc=Hangul}\p{sc=Han}])\s*·\s*(?=[\p{sc=Hangul}\p{sc=Han}])|\s+(?:and|und|et|y|e|en|och|og|ja|i|dan|và|és|și|și|και|и|та|і|ve|و|اور|और|एवं|तथा|ও|এবং|&|\+)\s+|\s+และ\s*|(?<=^\p{Lu}\p{L}+ \p{Lu}\p{L}+) a (?=\p{Lu}\p{L}+ \p{Lu})/u;
/** `and`, as Arabic and Hebrew write it onto the word behind. */
const JOINED = /^[وו](?=[\p{sc=Arabic}\p{sc=Hebrew}]{2})/u;

/**
 * `ليلى الغاسق ونزار الكفراوي`: parted where what follows the letter is a given name, for many names
 * (`وليد`, `وسام`) begin with it.
 */
function splitJoined(
  text: string,
  { isFirst, phrases }: { readonly isFirst: boolean; readonly phrases: Phrases },
): string[] {
  const words = text.split(' ');
  const names: string[][] = [[]];
  for (const [at, word] of words.entries()) {
    const rest = word.replace(JOINED, '');
    const isJoined = !(isFirst && at === 0) && rest !== word && isGivenName(rest, phrases);
    if (isJoined) names.push([rest]);
    else names.at(-1)?.push(word);
  }
  return names.map((parts) => parts.join(' ')).filter((name) => name !== '');
}

function isGivenName(word: string, phrases: Phrases): boolean {
  const folded = foldPhrase(word);
  return phrases.leading('givenNames', folded) === folded.length;
}

/** `Ada Lane in Dunmore`, `Ada Lane for The Herald`, `… في محليات`: behind first and last name. */
const PLACE =
  /(?<=\p{L} \p{L}[\p{L}.'’-]{1,30}) (?:(?:in|aus|à|en|for [Tt]he) \p{Lu}|في \p{Lo})[\p{L}\p{M} .'’-]{1,40}$/u;
/** `القاهرة - سلمى الكرخي`: in front of first and last name. */
const PLACE_FIRST = /^\p{sc=Arabic}{3,20} ?[-–—/:] ?(?=\p{sc=Arabic}{2,20} \p{sc=Arabic}{2})/u;
/** `김철수 기자`, `王小明 記者` */
const REPORTER = /(?<=\p{L}{2}) ?(?:기자|특파원|통신원|記者|记者)$/u;
/** `Ada Lane - The Herald`: behind first and last name. */
const OUTLET = /(?<=\p{L} \p{L}[^-–—]{1,60}) [-–—] .*$/u;
/** `By`, `Von`, `بقلم`: only in front of a longer text. */
function withoutPrefix(text: string, phrases: Phrases): string {
  const folded = foldPhrase(text);
  const length = phrases.leading('byline', folded);
  if (length === 0 || length === folded.length) return text;
  return text.slice(text.length - (folded.length - length)).replace(/^[\s:：]+/, '');
}

const isSentence = (text: string): boolean =>
  /\p{L}{3}[.!?…؟۔।]$/u.test(text) ? text.split(' ').length > 8 : /.{14}[。！？]$/u.test(text);

/** `Other stories of hers`, `Share` stand beside names. */
function isLabel(name: string, phrases: Phrases): boolean {
  const folded = foldPhrase(name);
  return (
    phrases.leading('credits', folded) > 0 ||
    (['related', 'prompts', 'byline'] as const).some(
      (list) => phrases.leading(list, folded) === folded.length,
    )
  );
}

/** `Political Editor`, `رئيس التحرير` */
function isJob(name: string, phrases: Phrases): boolean {
  const folded = foldPhrase(name);
  const last = folded.slice(Math.max(folded.lastIndexOf(' '), folded.lastIndexOf('-')) + 1);
  return [folded, last].some((words) => phrases.leading('jobs', words) === words.length);
}

/** Dates, addresses and sentences stand in bylines too. */
function isName(name: string): boolean {
  if (/^https?:|\d{4}|[:：@©]|^\p{sc=Arabic}{1,2}$/iu.test(name)) return false;
  return name.split(' ').length <= 8 && /\p{L}/u.test(name);
}
