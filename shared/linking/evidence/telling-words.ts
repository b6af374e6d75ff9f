import { isAgency } from '../../text/agencies.ts';
import { isMonth, isTimeWord } from '../../text/time-words.ts';
import { primaryLanguage, type Token } from '../../text/tokens.ts';
import { isFunctionTerm, termWeight } from '../../text/word-weights.ts';
import { isEndingAt, isFigure, isParticle, type ReadText } from './read-words.ts';

/** Whether a word of a text is worth showing. */
export type Telling = (text: ReadText, at: number) => boolean;

/** What a reader takes for a reason: no word of every text, no number, no date, no agency. */
export const tellsMuch: Telling = (text, at) => worthAt(text, at) === much;

/** The same, words of every day included. */
export const tellsLittle: Telling = (text, at) => worthAt(text, at) >= little;

/** What can be a name, though all texts of the month have it: of a name in both headlines. */
export const mayBeName: Telling = ({ tokens, language }, at) =>
  !isNoReason(tokens[at]?.word ?? '', language);

/** A number, what ties the words of a name, who signs, and when: no reason in any text. */
const isNoReason = (word: string, language: string): boolean =>
  isFigure(word) ||
  isParticle(word) ||
  isAgency(word) ||
  isMonth(word, language) ||
  isTimeWord(word, language);

const nothing = 0;
const little = 1;
const much = 2;
/** What a word weighs that a third of all texts have; lighter ones only hold sentences together. */
const contentWeight = 1.4;

function worthAt(text: ReadText, at: number): number {
  const token = text.tokens[at];
  if (token === undefined || isEndingAt(text, at)) return nothing;
  const { known } = token;
  known.worth ??= worthOf(token, primaryLanguage(text.language));
  return known.worth;
}

function worthOf({ word, term }: Token, language: string): number {
  if (isNoReason(word, language)) return nothing;
  if (!isFunctionTerm(term, language)) return much;
  return termWeight(term, language) >= contentWeight ? little : nothing;
}
