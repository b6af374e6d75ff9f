import type { Person } from '../model/feed.ts';
import { childNamed, childrenNamed, type XmlElement } from './element.ts';
import { readPersons } from './person.ts';

/** Who wrote an entry; podcasts name the show there, so that theirs counts only alone. */
export function entryAuthors(entry: XmlElement): Person[] {
  return firstPersons(
    [...childrenNamed(entry, 'author', 'atom:author'), ...childrenNamed(entry, 'dc:creator')],
    childrenNamed(entry, 'dc:author', 'itunes:author', 'googleplay:author', 'media:credit'),
    childrenNamed(entry, 'byline', 'creator'),
  );
}

/** Who answers for a feed, the more of an author first. */
export function feedAuthors(feed: XmlElement): Person[] {
  const owner = childNamed(feed, 'itunes:owner', 'googleplay:owner');
  return firstPersons(
    childrenNamed(feed, 'author', 'atom:author'),
    childrenNamed(feed, 'managingeditor'),
    childrenNamed(feed, 'dc:creator', 'dc:author'),
    childrenNamed(feed, 'itunes:author', 'googleplay:author'),
    owner === undefined ? [] : [owner],
    childrenNamed(feed, 'webmaster'),
  );
}

function firstPersons(...groups: readonly (readonly XmlElement[])[]): Person[] {
  for (const group of groups) {
    const persons = readPersons(group);
    if (persons.length > 0) return persons;
  }
  return [];
}
