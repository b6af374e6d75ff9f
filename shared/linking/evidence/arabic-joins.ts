import {
  isFiller,
  isGivenName,
  isNewsVerb,
  isTitleOfPerson,
  withoutAnd,
} from '../../text/arabic-words.ts';
import { ownCopy, RememberedWords } from '../../text/remembered-words.ts';
import { stemOf } from '../../text/stems.ts';
import { foldWord } from '../../text/tokens.ts';
import { termWeight } from '../../text/word-weights.ts';
import { isDefinite, looksLikeVerb } from './arabic-phrases.ts';
import { type Compared, type Span, wordAt } from './compare-texts.ts';
import { isParticle, startsSentence } from './read-words.ts';

/** What two Arabic words side by side are: of one name, of two things, or what else speaks for. */
type Bond = 'name' | 'apart' | 'open';

/** The article behind «and», «in» or «to»: it begins something else. */
const ledTo = /^(?:[وفبك]ال|[وف]?لل)\p{L}{3}/u;
/** «أبو بكر». */
const fatherOf: ReadonlySet<string> = new Set(['أبو', 'ابو', 'أبي', 'ابي']);
/** «هاتفيا»: how, not who. */
const adverb = /(?:ًا|اً)$/;
/** Names that no list has are rarer words than nouns. */
const foreignName = 5;

/** What is known of a word by its form and by the lists. */
type Form = {
  readonly isDefinite: boolean;
  readonly isGiven: boolean;
  readonly isTitle: boolean;
  readonly isFiller: boolean;
  readonly isVerb: boolean;
  /** Whether an «and» is written with it. */
  readonly hasAnd: boolean;
  /** Whether it may be a name that no list has. */
  readonly isForeign: boolean;
};

/** Each word is judged once. */
const judged = new RememberedWords<Form>(50_000, () => new Map());
const longestRemembered = 40;

function formOf(word: string): Form {
  const forms = judged.of('ar');
  const known = forms.get(word);
  if (known !== undefined) return known;
  const form = readForm(word);
  if (word.length <= longestRemembered) judged.keep(ownCopy(word), form, forms);
  return form;
}

function readForm(word: string): Form {
  const isVerb = looksLikeVerb(word) || isNewsVerb(word);
  const hasAnd = withoutAnd(word) !== word;
  const isCommon = isDefinite(word) || isVerb || hasAnd || adverb.test(word);
  return {
    ...{ isDefinite: isDefinite(word), isVerb, hasAnd, isFiller: isFiller(word) },
    ...{ isGiven: isGivenName(word), isTitle: isTitleOfPerson(word) },
    isForeign: !isCommon && termWeight(stemOf(foldWord(word), 'ar'), 'ar') >= foreignName,
  };
}

/**
 * Whether an Arabic word and the next are of one name, by what is known of names and by the article: behind a
 * definite word an indefinite one begins something else («الذهب» and «قرب» of «الذهب قرب أدنى مستوى»).
 *
 * @example
 * bondOf(compared, 0) // 'name', where the text begins «عادل الجبير»
 */
export function bondOf({ a }: Compared, left: number): Bond {
  const [first, second] = [wordAt(a, left), wordAt(a, left + 1)];
  const [one, next] = [formOf(first), formOf(second)];
  // «مركز الملك سلمان», and not «الشريفين الملك».
  if (next.isTitle) return one.isDefinite ? 'apart' : 'open';
  if (fatherOf.has(first)) return 'name';
  const before = wordAt(a, left - 1);
  if (one.isTitle) return bondOfTitle(second);
  if (one.isGiven) return bondOfName(second, isParticle(before));
  const isNamed = formOf(before).isGiven;
  // «الغلال ومطاحن» of «صوامع الغلال ومطاحن الدقيق»: an «and» may go on.
  if (one.isDefinite) return isNamed || !(next.isDefinite || next.hasAnd) ? 'apart' : 'open';
  return isNamed && one.isForeign && next.isForeign ? 'name' : 'open';
}

function bondOfTitle(second: string): Bond {
  const next = formOf(second);
  if (next.isGiven || fatherOf.has(second)) return 'name';
  // «الشاعر العراقي»: which one, not who.
  return next.isDefinite || next.isForeign ? 'open' : 'apart';
}

function bondOfName(second: string, isLast: boolean): Bond {
  if (ledTo.test(second)) return 'open';
  const next = formOf(second);
  if (next.isGiven || next.isDefinite) return 'name';
  return !isLast && next.isForeign ? 'name' : 'apart';
}

/** Whether a span holds two words of one Arabic name. */
export function isArabicName(compared: Compared, { from, to }: Span): boolean {
  for (let at = from; at < to; at++) if (bondOf(compared, at) === 'name') return true;
  return false;
}

/**
 * Whether a word says nothing alone: «عبدالعزيز» is anybody, «الأمير» somebody, «غداً» some time.
 *
 * @example
 * isNobody('عبدالعزيز') // true
 */
export function isNobody(word: string): boolean {
  const { isGiven, isTitle, isFiller } = formOf(word);
  return isGiven || isTitle || isFiller;
}

/**
 * Whether an Arabic word ends what was said before it, and says nothing by itself: a filler or a verb, by its form, by
 * the list, or since it does nothing but begin sentences. Neither text has a verb with the article.
 */
export function endsPhrase(compared: Compared, at: number): boolean {
  const { a, places, theirWords } = compared;
  const word = wordAt(a, at);
  const form = formOf(word);
  if (form.isFiller) return true;
  if (form.isDefinite || form.isGiven) return false;
  if (!form.isVerb && !beginsSentences(compared, at)) return false;
  if (theirWords.has(`ال${word}`)) return false;
  return !places.get(a.keys[at] ?? '')?.some((other) => formOf(wordAt(a, other)).isDefinite);
}

function beginsSentences({ a, b, places }: Compared, at: number): boolean {
  const own = places.get(a.keys[at] ?? '') ?? [];
  const isTitled = own.some((one) => (a.tokens[one]?.at ?? 0) <= a.titleLength);
  if (isTitled || !own.every((one) => startsSentence(a, one))) return false;
  return !b.text.slice(0, b.titleLength).includes(wordAt(a, at));
}
