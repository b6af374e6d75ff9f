import type { Article } from '../model/article.ts';
import type { Story } from '../model/story.ts';
import { placesOf } from '../text/places.ts';
import { tokensOf } from '../text/tokens.ts';

/** What an article and its story have in common, in words that stand in the article. */
export type Membership = {
  /** Key terms of the story, heaviest first. */
  readonly terms: readonly string[];
  /** Countries, as ISO 3166 codes; `EU`, `UN`. */
  readonly places: readonly string[];
};

/**
 * States why an article belongs to its story, from nothing but the two stored records.
 *
 * @example
 * explainMembership(article, story) // { terms: ['dam', 'Harlow'], places: ['GB'] }
 */
export function explainMembership(
  { title, lead, language }: Pick<Article, 'title' | 'lead' | 'language'>,
  story: Pick<Story, 'terms' | 'places'>,
): Membership {
  const text = `${title}\n${lead}`;
  const printed = new Map<string, string>();
  for (const { term, word } of tokensOf(text, language))
    if (!printed.has(term)) printed.set(term, word);
  const terms = story.terms.flatMap(([word]) => {
    const [token] = tokensOf(word, language, 1);
    return (token && printed.get(token.term)) ?? [];
  });
  const named = placesOf(text, language);
  return {
    terms: [...new Set(terms)],
    places: story.places.filter((place) => named.includes(place)),
  };
}
