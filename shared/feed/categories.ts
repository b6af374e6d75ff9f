import type { Category } from '../model/feed.ts';
import { startOfText } from '../text/start-of-text.ts';
import { defined } from './defined.ts';
import { attribute, textOf, type XmlElement } from './element.ts';
import { readText } from './text-construct.ts';

const ITUNES = 'http://www.itunes.com/';
const MEDIA = 'http://search.yahoo.com/mrss/category_schema';
const MAX_CATEGORIES = 200;

/** The categories of a feed or an entry, in any of the ways to write them, each once. */
export function readCategories(parent: XmlElement): Category[] {
  const found = new Map<string, Category>();
  for (const part of parent.parts) {
    if (typeof part === 'string') continue;
    for (const category of categoriesIn(part)) {
      const key = JSON.stringify([category.term, category.scheme]);
      if (found.size < MAX_CATEGORIES && !found.has(key)) found.set(key, category);
    }
  }
  return [...found.values()];
}

function categoriesIn(element: XmlElement): Category[] {
  switch (element.name) {
    case 'category':
    case 'atom:category':
    case 'dc:subject':
      return plainCategory(element, attribute(element, 'scheme', 'domain'));
    case 'media:category':
      return plainCategory(element, attribute(element, 'scheme') ?? MEDIA);
    case 'itunes:category':
    case 'googleplay:category':
      return nestedCategories(element);
    case 'itunes:keywords':
    case 'media:keywords':
    case 'keywords':
    case 'tags':
      return keywords(textOf(element) ?? '');
    default:
      return [];
  }
}

function plainCategory(element: XmlElement, scheme: string | undefined): Category[] {
  const term =
    attribute(element, 'term') ?? readText(element) ?? attribute(element, 'label', 'text');
  const label = attribute(element, 'label');
  return term === undefined ? [] : [defined<Category>({ term, scheme, label })];
}

/** iTunes puts sub-categories into their category. */
function nestedCategories(element: XmlElement): Category[] {
  const found: Category[] = [];
  const waiting = [element];
  for (let next = waiting.pop(); next !== undefined && found.length < 50; next = waiting.pop()) {
    const term = attribute(next, 'text') ?? textOf(next);
    if (term !== undefined) found.push({ term, scheme: ITUNES });
    for (const part of next.parts)
      if (typeof part !== 'string' && part.name === element.name) waiting.push(part);
  }
  return found;
}

function keywords(text: string): Category[] {
  const terms = startOfText(text, 5000)
    .split(',')
    .map((term) => term.trim());
  return terms.filter((term) => term !== '').map((term) => ({ term, scheme: ITUNES }));
}
