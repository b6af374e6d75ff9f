import { frequencyTable } from './frequency-table.ts';
import { functionWords } from './function-words.ts';
import { primaryLanguage, tokensOf, type Word } from './tokens.ts';

/** Corpora differ in size; every table speaks as if it had seen this many documents. */
const commonSize = 2000;
/** What a table is taken to have seen of a term that it lacks. */
const unseen = 0.5;

/**
 * How much a term tells: the logarithm of how rare it is among documents of the language.
 *
 * @param language BCP 47
 *
 * @example
 * termWeight('the', 'en') < termWeight('bridg', 'en') // true
 */
export function termWeight(term: string, language: string): number {
  const table = frequencyTable(primaryLanguage(language));
  if (table === undefined) return weightWithoutTable(term, primaryLanguage(language));
  const count = table.counts.get(term) ?? unseen;
  return Math.log(1 + commonSize / Math.max(unseen, (count / table.documents) * commonSize));
}

/**
 * {@link termWeight} of a word that was read, which is asked of hundreds of words of each article: it is looked up
 * when the word is first met.
 */
export function weightOfWord(word: Word, language: string): number {
  word.weight ??= termWeight(word.term, language);
  return word.weight;
}

/** Without figures, length is what is left to tell a function word from a name. */
function weightWithoutTable(term: string, language: string): number {
  if (functionTermsOf(language).has(term) || hiragana.test(term)) return functionWeight;
  const rarest = Math.log(1 + commonSize / unseen);
  return rarest * Math.min(1, 0.2 + 0.13 * term.length);
}

/** Japanese writes endings and particles in these, and most of what a text is about in others. */
const hiragana = /\p{Script=Hiragana}/u;

/** What a word weighs that nearly every text of the language has. */
const functionWeight = 0.7;

/** Whether the language's word weights come from figures; without them, chance likeness is higher. */
export const hasWordWeights = (language: string): boolean =>
  frequencyTable(primaryLanguage(language)) !== undefined;

/**
 * Whether nearly every text of the language has the term, so that sharing it says nothing.
 *
 * @example
 * isFunctionTerm('the', 'en') // true
 */
export const isFunctionTerm = (term: string, language: string): boolean =>
  termWeight(term, language) < everyday || functionTermsOf(primaryLanguage(language)).has(term);

/** The weight of a term that a ninth of all documents hold. */
const everyday = 2.3;

/** Of scripts that name their language, which `function-words.ts` need not tell apart. */
const ownScript: Readonly<Record<string, string>> = {
  ar: 'في من على إلى عن أن إن التي الذي الذين هذا هذه ذلك قد كان كانت لم لن لا ما بعد قبل بين مع كل أي أو ثم حتى منذ عند خلال كما أكثر أول وقال قالت قال إنه أنه بحسب نحو حين فيما',
  fa: 'در از به که را این است با های برای می شد شده شود کرد کردند کند کنند کرده بود بودند یک آن تا هم هر خود پس پیش سال روز هزار گفت نیز اما یا دو سه باید دارد دارند داد ها بر بین وی او ما آنها هیچ چند بیش بعد میان اند شدند گرفت دیگر اگر چه همه ای خواهد اش پایان آغاز اول دست',
  ur: 'کے کی میں کا ہے اور سے کو نے پر یہ کہ ہیں تھا اس بھی کر ایک نہیں گیا کیا کہا ہو جو وہ تک ان تو لیے ساتھ',
};
const functionTerms = new Map<string, ReadonlySet<string>>();

function functionTermsOf(language: string): ReadonlySet<string> {
  const known = functionTerms.get(language);
  if (known !== undefined) return known;
  const words = `${ownScript[language] ?? ''} ${functionWords()[language] ?? ''}`;
  const terms = new Set(tokensOf(words, language).map(({ term }) => term));
  if (functionTerms.size < 200) functionTerms.set(language, terms);
  return terms;
}
