import { stemmer as bulgarian } from '@orama/stemmers/bulgarian';
import { stemmer as danish } from '@orama/stemmers/danish';
import { stemmer as dutch } from '@orama/stemmers/dutch';
import { stemmer as english } from '@orama/stemmers/english';
import { stemmer as finnish } from '@orama/stemmers/finnish';
import { stemmer as french } from '@orama/stemmers/french';
import { stemmer as german } from '@orama/stemmers/german';
import { stemmer as greek } from '@orama/stemmers/greek';
import { stemmer as hungarian } from '@orama/stemmers/hungarian';
import { stemmer as indonesian } from '@orama/stemmers/indonesian';
import { stemmer as italian } from '@orama/stemmers/italian';
import { stemmer as norwegian } from '@orama/stemmers/norwegian';
import { stemmer as portuguese } from '@orama/stemmers/portuguese';
import { stemmer as romanian } from '@orama/stemmers/romanian';
import { stemmer as russian } from '@orama/stemmers/russian';
import { stemmer as serbian } from '@orama/stemmers/serbian';
import { stemmer as spanish } from '@orama/stemmers/spanish';
import { stemmer as swedish } from '@orama/stemmers/swedish';
import { stemmer as turkish } from '@orama/stemmers/turkish';
import { stemmer as ukrainian } from '@orama/stemmers/ukrainian';
import { stemArabic } from './arabic.ts';

type Stem = (word: string) => string;

const stemmers: ReadonlyMap<string, Stem> = new Map<string, Stem>([
  ...Object.entries({ ar: stemArabic, bg: bulgarian, da: danish, de: german, el: greek }),
  ...Object.entries({ en: english, es: spanish, fi: finnish, fr: french, hu: hungarian }),
  ...Object.entries({ id: indonesian, it: italian, nb: norwegian, nn: norwegian }),
  ...Object.entries({ no: norwegian, nl: dutch, pt: portuguese, ro: romanian, ru: russian }),
  ...Object.entries({ sr: serbian, sv: swedish, tr: turkish, uk: ukrainian }),
]);

/** Longer words are no words of any language, and stemmers slow down on them. */
const longestWord = 40;
/**
 * The stem of a folded word in a language; the word itself where the language has no stemmer.
 *
 * @param language primary subtag of BCP 47
 *
 * @example
 * stemOf('reopening', 'en') // 'reopen'
 */
export function stemOf(word: string, language: string): string {
  const stem = stemmers.get(language);
  return stem === undefined || word.length > longestWord ? word : stem(word) || word;
}
