import { startsWithCapital } from '../../text/capital.ts';
import type { Token } from '../../text/tokens.ts';
import { heaviest, type Vector } from '../likeness/vector.ts';

type Words = { readonly title: readonly Token[]; readonly body: readonly Token[] };

/** A word with a capital is spelt alike by all who report. */
const nameWorth = 2;
/** So is what both the title and the body say. */
const bothWorth = 1.3;
/** And what the body says at once. */
const openingWorth = 1.2;
const openingTokens = 40;
/** A number is rounded, counted anew and written out: rare as it is, others have another one. */
const numberWorth = 0.3;
/** An article is looked up by so many keys at most. */
export const mostKeys = 8;

const startsWithDigit = /^\d/;

/**
 * The terms of a text by which its story is filed and looked for, the best first: those that
 * tell much and that another report of the event will use too. Heavy alone is not enough: a
 * slip of the pen is the rarest word of all.
 *
 * @example
 * [...indexKeysOf({ title: tokensOf('Dunmore bridge reopens', 'en'), body: [] }, vector).keys()][0] // 'dunmor'
 */
export function indexKeysOf({ title, body }: Words, vector: Vector): Vector {
  const told = new Map<string, number>();
  note(title, inTitle, told);
  note(body, inBody, told);
  note(body.slice(0, openingTokens), atOnce, told);
  // Many outlets write their titles in capitals: names are told by the body where there is one.
  const named = body.length > 0 ? body : title;
  note(named.filter(startsAsName), isName, told);
  const worth = new Map<string, number>();
  for (const [term, weight] of vector)
    if (isKey(term)) worth.set(term, worthOf(term, weight, told.get(term) ?? 0));
  return heaviest(worth, mostKeys);
}

/** Where a text has a term, and how: a bit for each. */
const [inTitle, inBody, atOnce, isName] = [1, 2, 4, 8];

function note(tokens: readonly Token[], where: number, told: Map<string, number>): void {
  for (const { term } of tokens) told.set(term, (told.get(term) ?? 0) | where);
}

const startsAsName = ({ word }: Token): boolean => startsWithCapital(word);

function worthOf(term: string, weight: number, told: number): number {
  const name = told & isName ? nameWorth : startsWithDigit.test(term) ? numberWorth : 1;
  const both = told & inTitle && told & inBody ? bothWorth : 1;
  return weight * name * both * (told & atOnce ? openingWorth : 1);
}

/**
 * Keys in the order in which they tell in a stream: a town that half of its stories name finds
 * none of them.
 *
 * @example
 * inStream(new Map([['a', 2], ['b', 1]]), new Map([['a', 0.3]])) // ['b', 'a']
 */
export const inStream = (keys: Vector, damping: Vector): string[] => {
  const damped = [...keys].map(
    ([term, worth]) => [term, worth * (damping.get(term) ?? 1)] as const,
  );
  return [...heaviest(new Map(damped), mostKeys).keys()];
};

/** Places are in too many stories to find one by, and a name of two words is found by each. */
export const isKey = (term: string): boolean => !term.startsWith('@') && !term.includes(' ');
